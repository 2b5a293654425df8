// The command `check`: runs the kit, or answers from the catalogue.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  exitCodes,
  type GivenFlags,
  type Io,
  UsageError,
  type UsageProblem,
} from '../../command-line/index.js'
import type { ConfigFile } from '../../config-files/config-file.js'
import { systemPorts } from '../../server/index.js'
import { callOfFlags } from '../call.js'
import { type CheckWorld, parseCheckOptions } from '../check-options.js'
import type { ReadExpectations } from '../expectations-file.js'
import { gatherRun } from '../gather-run.js'
import { type JudgeOptions, parseJudgeOptions, parseMergeOptions } from '../judge-options.js'
import { judgeRun } from '../judge-run.js'
import type { ReportOutput } from '../report-outputs.js'
import { redact } from '../saved/redact.js'
import type { GatheredRun } from '../saved/saved-run.js'
import { type Shard, shardText } from '../shard.js'
import { judgeApi } from './api.js'
import { explainCheck, listCatalogue } from './catalogue.js'
import { configInForce } from './config-search.js'
import { expectedOf } from './expect-file.js'
import { keep, mergedRun, savedRun, unusableFolders } from './kept-runs.js'
import { noProgress, progressFor } from './progress.js'
import { unwritable, writeReports } from './report-files.js'
import { isReadableByAll, readSecretFile } from './secret-file.js'
import { judgeVerifiers } from './verifiers.js'

/** Runs the command; see `check.command.ts` for its flags. */
export async function run(flags: GivenFlags, io: Io): Promise<number> {
  const list = flags.text('list')
  if (list !== undefined) {
    io.out(listCatalogue(list))
    return exitCodes.success
  }
  const explain = flags.text('explain')
  if (explain !== undefined) {
    io.out(explainCheck(explain))
    return exitCodes.success
  }
  const folder = flags.text('judge')
  const verifiers = flags.text('verifiers')
  const parts = flags.list('merge')
  const named = { api: flags.text('api'), verifiers, merge: parts[0], judge: folder }
  const actions = Object.entries(named).flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag}`]))
  const [first, second] = actions
  if (second !== undefined)
    throw new UsageError([{ problem: `${first}: contradicts ${second}: one of them at a time` }])
  if (named.api !== undefined) return judgeApi(flags, io)
  for (const flag of ['api-issuer', 'api-audience'])
    if (flags.text(flag) !== undefined) throw new UsageError([{ problem: `--${flag}: needs --api` }])
  if (verifiers !== undefined) return judgeVerifiers(verifiers, flags, io)
  if (parts.length > 0) return judgeMerged(parts, flags, io)
  return folder === undefined ? operateAndJudge(flags, io) : judgeAgain(folder, flags, io)
}

async function operateAndJudge(flags: GivenFlags, io: Io): Promise<number> {
  const file = await configInForce(flags, io)
  const options = parseCheckOptions(flags, worldOf(file, await expectedOf(flags, file, io), io))
  const { client, settings, outputs } = options
  refuse([...unwritable(outputs, io.cwd), ...unusableFolders(options, io.cwd)])
  for (const warning of options.warnings) io.err(`gc-pkce-check: ${warning}\n`)
  const display = options.quiet ? noProgress : progressFor(io, systemPorts.clock)
  if (file !== null) display.note(`config file: ${file.name}`)
  try {
    const run = await gatherRun({
      ...settings,
      ...(settings.workingDirectory === undefined
        ? {}
        : { workingDirectory: resolve(io.cwd, settings.workingDirectory) }),
      ...(client === undefined ? {} : { client: resolve(io.cwd, client), targetName: client }),
      call: callOfFlags(flags, client !== undefined),
      environment: io.env,
      platform: io.platform,
      signal: io.signal,
      onProgress: (progress) => display.show(progress),
    })
    display.end()
    keep(run, options, io.cwd)
    return run.head.shard === undefined ? report(run, outputs, io) : gathered(run, run.head.shard, io)
  } finally {
    display.end()
  }
}

function worldOf(file: ConfigFile | null, expected: ReadExpectations, { cwd, env }: Io): CheckWorld {
  return {
    file,
    expected,
    cwd,
    environment: env,
    exists: (path) => existsSync(resolve(cwd, path)),
    readSecretFile: (path) => readSecretFile(resolve(cwd, path)),
    openConfigFile: file !== null && isReadableByAll(file.path) ? file.name : null,
  }
}

/** A part of a run is kept, and judged with all others: it ends well when it has all that it was to gather. */
function gathered(run: GatheredRun, shard: Shard, io: Io): number {
  const { exitCode, scenarios, advice, complete } = judgeRun(run)
  const count = `${scenarios.length} ${scenarios.length === 1 ? 'run' : 'runs'}`
  io.err(`gc-pkce-check: part ${shardText(shard)}: ${count} kept, nothing judged; --merge judges all parts\n`)
  if (advice !== null) io.err(`gc-pkce-check: ${advice}\n`)
  if (run.head.interruptedBy !== null) return exitCode
  return advice === null && complete ? exitCodes.success : exitCodes.nothingJudged
}

async function judgeAgain(folder: string, flags: GivenFlags, io: Io): Promise<number> {
  const options = parseJudgeOptions(folder, flags, await expectedOf(flags, null, io))
  return judgeSaved(savedRun(folder, io.cwd), options, io)
}

async function judgeMerged(folders: readonly string[], flags: GivenFlags, io: Io): Promise<number> {
  const options = parseMergeOptions(flags, await expectedOf(flags, null, io))
  return judgeSaved(mergedRun(folders, io.cwd), options, io)
}

/** What is left out of the flags is as it was when the run was saved. */
function judgeSaved(saved: GatheredRun, options: Omit<JudgeOptions, 'folder'>, io: Io): number {
  const { outputs, redactTo } = options
  refuse([...unwritable(outputs, io.cwd), ...unusableFolders({ saveTo: undefined, redactTo }, io.cwd)])
  keep(saved, { saveTo: undefined, redactTo }, io.cwd)
  const judgement = { ...saved.head.judgement, ...options.judgement }
  return report({ ...saved, head: { ...saved.head, judgement } }, outputs, io)
}

function refuse(problems: readonly UsageProblem[]): void {
  if (problems.length > 0) throw new UsageError(problems)
}

function report(run: GatheredRun, outputs: readonly ReportOutput[], io: Io): number {
  const judged = judgeRun(run)
  const { strict = false, allowInconclusive = false } = run.head.judgement
  const transcripts = () => redact(run).transcripts
  writeReports(judged, outputs, { policy: { strict, allowInconclusive }, transcripts }, io)
  return judged.exitCode
}
