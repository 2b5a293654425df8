// The head line of a run: how many checks came to what.
import type { Report } from './report.js'

/** `2 violations, 1 warning; 61 passed, 0 inconclusive, 44 not applicable` */
export function summaryText({ summary }: Pick<Report, 'summary'>): string {
  const counted = [
    [summary.violation, 'violation'],
    [summary.warning, 'warning'],
    [summary.info, 'info'],
    [summary.kitError, 'kit error'],
    [summary.known ?? 0, 'known'],
  ] as const
  const problems = counted
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}${count > 1 && name !== 'info' && name !== 'known' ? 's' : ''}`)
  const rest = `${summary.pass} passed, ${summary.inconclusive} inconclusive, ${summary.notApplicable} not applicable`
  return `${problems.length > 0 ? problems.join(', ') : 'no findings'}; ${rest}`
}
