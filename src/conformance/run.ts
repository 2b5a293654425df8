// The kit as one call: gather, then judge.
import { UsageError } from '../command-line/usage-error.js'
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
 * @throws UsageError when the options name checks or scenarios that there are not, no client, a port that is taken, or a
 * part of a run
 */
export async function runConformance(options: ConformanceOptions): Promise<Report> {
  if (options.shard !== undefined) {
    throw new UsageError([{ problem: 'shard: a part is not judged alone: gatherRun, mergeRuns, judgeRun' }])
  }
  return judgeRun(await gatherRun(options), options.ownChecks)
}
