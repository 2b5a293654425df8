// A report format: a pure function from the report to text.
import type { Transcript } from '../../transcript.js'
import type { ExitPolicy, Report } from '../report.js'

export interface RenderOptions {
  /** Whether a terminal shows the text, which then may be coloured. */
  readonly colour: boolean
  /** What counts for the exit code besides violations. */
  readonly policy: Pick<ExitPolicy, 'strict' | 'allowInconclusive'>
  /** What the report was made of, with marks in the place of secrets; made only when it is asked for. */
  readonly transcripts: () => readonly Transcript[]
}

export interface Reporter<Id extends string = string> {
  readonly id: Id
  readonly summary: string
  render(report: Report, options: RenderOptions): string
}

export function defineReporter<const Id extends string>(reporter: Reporter<Id>): Reporter<Id> {
  return reporter
}
