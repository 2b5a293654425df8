// Where reports go: standard output, or files that are known to be writable before anything runs.
import { closeSync, openSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Io, sentenceOf, type UsageProblem } from '../../command-line/index.js'
import type { Report } from '../report/report.js'
import { findReporter } from '../report/reporters/index.js'
import type { RenderOptions } from '../report/reporters/reporter.js'
import type { ReportOutput } from '../report-outputs.js'

/** The files that cannot be written: a mistake of the call. */
export function unwritable(outputs: readonly ReportOutput[], cwd: string): readonly UsageProblem[] {
  return outputs.flatMap(({ file }) => {
    if (file === null) return []
    try {
      // Opened and left as it is: what an earlier run wrote there stays until there is something better.
      closeSync(openSync(resolve(cwd, file), 'a'))
      return []
    } catch (error) {
      return [{ problem: `--output: "${file}" cannot be written: ${sentenceOf(error)}` }]
    }
  })
}

/** Renders the report in every format that was asked for. */
export function writeReports(
  report: Report,
  outputs: readonly ReportOutput[],
  options: Omit<RenderOptions, 'colour'>,
  io: Io,
): void {
  for (const { reporter, file } of outputs) {
    const render = findReporter(reporter)?.render
    if (!render) throw new Error(`no reporter ${reporter}`)
    const colour = file === null && io.terminal.out && io.env['NO_COLOR'] === undefined
    const text = render(report, { ...options, colour })
    if (file === null) io.out(text)
    else writeFileSync(resolve(io.cwd, file), text)
  }
  const adviceIsOnTerminal = outputs.some(({ reporter, file }) => reporter === 'text' && file === null)
  if (report.advice !== null && !adviceIsOnTerminal) io.err(`gc-pkce-check: ${report.advice}\n`)
}
