// The list of scenarios: one line per file of this folder.
import { honest } from './honest.js'

export const scenarios = [honest] as const

export type ScenarioId = (typeof scenarios)[number]['id'] | 'honest-again' | 'forgiving' | 'state-tamper'
