// A report format: a pure function from the report to text.
import type { Report } from '../report.js'

export interface RenderOptions {
  /** Whether a terminal shows the text, which then may be coloured. */
  readonly colour: boolean
}

export interface Reporter<Id extends string = string> {
  readonly id: Id
  readonly summary: string
  render(report: Report, options: RenderOptions): string
}

export function defineReporter<const Id extends string>(reporter: Reporter<Id>): Reporter<Id> {
  return reporter
}
