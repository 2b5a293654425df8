// The command `check`: runs the kit, or answers from the catalogue.
import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { exitCodes, type GivenFlags, type Io, UsageError } from '../../command-line/index.js'
import { type CheckOptions, parseCheckOptions } from '../options.js'
import type { Report } from '../report/report.js'
import { findReporter } from '../report/reporters/index.js'
import { runConformance } from '../run.js'
import type { Progress } from '../run-options.js'
import { explainCheck, listCatalogue } from './catalogue.js'

function progressLine(progress: Progress): string {
  switch (progress.kind) {
    case 'client':
      return `client: ${progress.startedWith}, taken for ${progress.clientKind} because ${progress.because}`
    case 'scenario':
      return `scenario ${progress.index} of ${progress.of}: ${progress.name}`
    case 'forgiving':
      return 'the login was refused; once more on a forgiving mock, to see what follows'
  }
}

/** A file that cannot be written is a mistake of the call: found before the client is started. */
function prepareOutput(path: string | undefined, cwd: string): void {
  if (path === undefined) return
  try {
    writeFileSync(resolve(cwd, path), '')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError([{ problem: `--output: "${path}" cannot be written: ${why}` }])
  }
}

function write(report: Report, { reporter, output }: CheckOptions, io: Io): void {
  const render = findReporter(reporter)?.render
  if (!render) throw new Error(`no reporter ${reporter}`)
  const colour = output === undefined && io.terminal.out && io.env['NO_COLOR'] === undefined
  const text = render(report, { colour })
  if (output === undefined) io.out(text)
  else writeFileSync(resolve(io.cwd, output), text)
  if (report.advice !== null && (output !== undefined || reporter !== 'text'))
    io.err(`gc-pkce-check: ${report.advice}\n`)
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
  prepareOutput(options.output, io.cwd)
  const report = await runConformance({
    ...options.settings,
    client: resolve(io.cwd, options.client),
    targetName: options.client,
    environment: io.env,
    platform: io.platform,
    signal: io.signal,
    onProgress: (progress) => io.err(`gc-pkce-check: ${progressLine(progress)}\n`),
  })
  write(report, options, io)
  return report.exitCode
}
