// The kit as one call: gather, then judge.
import { gatherRun } from './gather-run.js'
import { judgeRun } from './judge-run.js'
import type { Report } from './report/report.js'
import type { ConformanceOptions } from './run-options.js'

/**
 * Operates the client through every planned scenario and judges what was seen. It leaves nothing behind.
 * @throws UsageError when the options name unknown checks or scenarios, or no client
 */
export async function runConformance(options: ConformanceOptions): Promise<Report> {
  return judgeRun(await gatherRun(options))
}
