// One occurrence in words, for formats that show findings one by one.
import type { FindingOccurrence } from '../judge/finding.js'
import { runName } from '../transcript.js'
import { printable } from './printable.js'

/** Where it was seen: `scenario state-tamper/dropped, exchange 3, state`. */
export function placeOf({ scenario, variant, where }: FindingOccurrence): string {
  const run = runName(scenario, variant)
  const parts = [`scenario ${run}`]
  if (where.exchange !== null) parts.push(`exchange ${where.exchange}`)
  if (where.parameter !== null) parts.push(where.parameter)
  return printable(parts.join(', '))
}

/** Labelled lines: what was expected and got, the diagnosis, the place, the fix. */
export function occurrenceLines(occurrence: FindingOccurrence, fix: string): readonly string[] {
  const { expected, actual, diagnosis } = occurrence
  return [
    ...(expected === null ? [] : [`expected: ${printable(expected)}`]),
    `actual: ${printable(actual)}`,
    ...(diagnosis === null ? [] : [`diagnosis: ${printable(diagnosis)}`]),
    `where: ${placeOf(occurrence)}`,
    `fix: ${printable(occurrence.fix ?? fix)}`,
  ]
}
