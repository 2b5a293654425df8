// The first half of `--api`: what commands may know of gathering.
export { gatherApiRun } from './gather/api-run.js'
