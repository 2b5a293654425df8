// Says in words why a run ends with its exit code.
import { exitCodes } from '../../command-line/index.js'
import type { Report } from './report.js'

const sentences: Readonly<Record<number, string>> = {
  [exitCodes.success]: 'no violations',
  [exitCodes.usage]: 'nothing has run',
  [exitCodes.nothingJudged]: 'no login could be judged',
  [exitCodes.internal]: 'a check of the kit itself failed; please report it',
  [exitCodes.interrupted]: 'interrupted',
  [exitCodes.terminated]: 'terminated',
}

/** One clause, lower case, no full stop. */
export function exitReason({
  exitCode,
  summary,
  expectations = [],
}: Pick<Report, 'exitCode' | 'summary' | 'expectations'>): string {
  if (exitCode === exitCodes.success && summary.warning > 0)
    return 'no violations; warnings count only with --strict'
  if (exitCode === exitCodes.success && (summary.known ?? 0) > 0) return 'no violations but known ones'
  if (exitCode !== exitCodes.findings) return sentences[exitCode] ?? 'unknown'
  if (summary.violation > 0) return 'there are violations'
  if (expectations.some(({ state }) => state === 'stale'))
    return 'a known finding did not come: its entry is stale'
  if (summary.inconclusive > 0)
    return 'a check that matters could not be judged (--allow-inconclusive tolerates that)'
  return 'there are warnings, and --strict counts them'
}
