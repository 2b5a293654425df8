// The public API of the mock.
export type { Exchange, Outcome } from './recorder.js'
export type { ScenarioId } from './scenarios/index.js'
