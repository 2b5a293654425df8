// The public API of the kit.

export { UsageError, type UsageProblem } from '../command-line/usage-error.js'
export type { ClientFunction, InProcessWorld } from './gather/drivers/driver.js'
export { gatherRun } from './gather-run.js'
export type { Check, Level, LevelRule, Phase, Profile, Reason, Tools } from './judge/checks/check.js'
export { defineCheck } from './judge/checks/check.js'
export { checks } from './judge/checks/index.js'
export { clauses } from './judge/clauses.js'
export type { Finding, FindingOccurrence, Outcome as FindingOutcome } from './judge/finding.js'
export type { Evidence, Occurrence, Place, Verdict } from './judge/verdict.js'
export { inconclusive, notApplicable, placeOf } from './judge/verdict.js'
export { judgeRun } from './judge-run.js'
export { type Merged, mergeRuns, type NamedRun } from './merge.js'
export type { Expectation, JudgedExpectation } from './report/expectations.js'
export type { Report, ReportFinding, ReportScenario, Summary } from './report/report.js'
export { runConformance } from './run.js'
export type { ConformanceOptions, Progress } from './run-options.js'
export type { RunSettings } from './run-settings.js'
export type { GatheredRun, Judgement, RunHead } from './saved/saved-run.js'
export type { Selection } from './selection.js'
export type { Shard } from './shard.js'
export type {
  Callback,
  ClientKind,
  Ending,
  ObservedExchange,
  Registration,
  Transcript,
} from './transcript.js'
