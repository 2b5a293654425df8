// The kit as one call: gather, then judge.
import { gatherRun } from './gather-run.js'
import { judgeRun } from './judge-run.js'
import type { Report } from './report/report.js'
import type { ConformanceOptions } from './run-options.js'

/**
 * Operates a client through its whole login, once for each scenario that the chosen checks need, each time against a mock
 * of its own that may misbehave, and judges what was seen. It leaves no process, port or file behind.
 *
 * The report holds one finding for each check: `pass` with its evidence; `fail` with level, reason, expected and actual,
 * fix and clauses; `inconclusive` or `not-applicable` with its reason. `exitCode` is what the program would end with: 0
 * when nothing is wrong. A client that cannot be started, or never logs in, is no exception: `advice` says what was tried
 * and what to do next.
 * @throws UsageError when the options name checks or scenarios that there are not, no client, or a port that is taken
 */
export async function runConformance(options: ConformanceOptions): Promise<Report> {
  return judgeRun(await gatherRun(options), options.ownChecks)
}
