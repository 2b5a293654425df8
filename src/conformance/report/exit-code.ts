// The exit code of a run: a pure function of its findings.
import { exitCodeOfSignal, exitCodes } from '../../command-line/index.js'
import type { Finding } from '../judge/finding.js'
import type { ExitPolicy } from './report.js'

/** Whether this finding alone makes a complete run end with exit code 1. */
export function countsForExit(
  finding: Pick<Finding, 'outcome' | 'level' | 'known'>,
  policy: Pick<ExitPolicy, 'strict' | 'allowInconclusive'>,
): boolean {
  if (finding.known === true) return false
  const heavy = finding.level === 'violation' || (policy.strict && finding.level === 'warning')
  if (finding.outcome === 'fail') return heavy
  return finding.outcome === 'inconclusive' && heavy && !policy.allowInconclusive
}

/**
 * The first that holds: interrupted, 130 or 143; a fault of the kit, 4; a violation or a stale expectation, 1; no
 * authorize request seen, or nothing judged, 3; a counted inconclusive check, 1; else 0. Where no authorize request was seen every other
 * check is inconclusive for that one reason, which is why 3 comes before the inconclusive ones.
 */
export function exitCodeOf(
  findings: readonly Finding[],
  policy: ExitPolicy,
  authorizeSeen: boolean,
  isStale = false,
): number {
  if (policy.interruptedBy !== null) return exitCodeOfSignal(policy.interruptedBy)
  if (findings.some(({ outcome }) => outcome === 'kit-error')) return exitCodes.internal
  if (findings.some((finding) => finding.outcome === 'fail' && countsForExit(finding, policy)))
    return exitCodes.findings
  if (isStale) return exitCodes.findings
  if (!authorizeSeen) return exitCodes.nothingJudged
  if (findings.some((finding) => countsForExit(finding, policy))) return exitCodes.findings
  const judged = findings.some(({ outcome }) => outcome === 'pass' || outcome === 'fail')
  return judged ? exitCodes.success : exitCodes.nothingJudged
}
