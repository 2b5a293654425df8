// The public API of the mock.

export type { Clock, Ports, Random } from './ports.js'
export { systemPorts } from './ports.js'
export type { Exchange, Outcome } from './recorder.js'
export type { ScenarioId } from './scenarios/index.js'
