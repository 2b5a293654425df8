// The command `check`: runs the kit, or answers from the catalogue.
import { closeSync, existsSync, openSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { exitCodes, type GivenFlags, type Io, sentenceOf, UsageError } from '../../command-line/index.js'
import { type CheckOptions, parseCheckOptions } from '../options.js'
import type { Report } from '../report/report.js'
import { findReporter } from '../report/reporters/index.js'
import type { ReportOutput } from '../report-outputs.js'
import { runConformance } from '../run.js'
import type { Progress } from '../run-options.js'
import { explainCheck, listCatalogue } from './catalogue.js'

function progressLine(progress: Progress): string {
  switch (progress.kind) {
    case 'client':
      return `client: ${progress.startedWith}, taken for ${progress.clientKind} because ${progress.because}`
    case 'scenario':
      return `scenario ${progress.index} of ${progress.of}: ${progress.name}`
    case 'note':
      return progress.text
    case 'forgiving':
      return 'the login was refused; once more on a forgiving mock, to see what follows'
  }
}

/** A file that cannot be written is a mistake of the call: found before the client is started. */
function prepareOutputs(outputs: readonly ReportOutput[], cwd: string): void {
  const problems = outputs.flatMap(({ file }) => {
    if (file === null) return []
    try {
      // Opened and left as it is: what an earlier run wrote there stays until there is something better.
      closeSync(openSync(resolve(cwd, file), 'a'))
      return []
    } catch (error) {
      return [{ problem: `--output: "${file}" cannot be written: ${sentenceOf(error)}` }]
    }
  })
  if (problems.length > 0) throw new UsageError(problems)
}

function write(report: Report, { outputs, settings }: CheckOptions, io: Io): void {
  const policy = {
    strict: settings.strict ?? false,
    allowInconclusive: settings.allowInconclusive ?? false,
  }
  for (const { reporter, file } of outputs) {
    const render = findReporter(reporter)?.render
    if (!render) throw new Error(`no reporter ${reporter}`)
    const colour = file === null && io.terminal.out && io.env['NO_COLOR'] === undefined
    const text = render(report, { colour, policy })
    if (file === null) io.out(text)
    else writeFileSync(resolve(io.cwd, file), text)
  }
  const adviceIsOnTerminal = outputs.some(({ reporter, file }) => reporter === 'text' && file === null)
  if (report.advice !== null && !adviceIsOnTerminal) io.err(`gc-pkce-check: ${report.advice}\n`)
}

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
  const options = parseCheckOptions(flags, io.env, (path) => existsSync(resolve(io.cwd, path)))
  prepareOutputs(options.outputs, io.cwd)
  const report = await runConformance({
    ...options.settings,
    ...(options.client === undefined
      ? {}
      : { client: resolve(io.cwd, options.client), targetName: options.client }),
    environment: io.env,
    platform: io.platform,
    signal: io.signal,
    onProgress: (progress) => io.err(`gc-pkce-check: ${progressLine(progress)}\n`),
  })
  write(report, options, io)
  return report.exitCode
}
