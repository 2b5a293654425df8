// The list of scenarios: one line per file of this folder.

import type { Policy } from '../protocol/policy.js'
import { forgiving } from './forgiving.js'
import { honest } from './honest.js'
import { honestAgain } from './honest-again.js'
import type { Scenario, Tamper } from './scenario.js'
import { stateTamper } from './state-tamper.js'

export const scenarios = [honest, honestAgain, forgiving, stateTamper] as const

export type ScenarioId = (typeof scenarios)[number]['id']

/** A scenario with one of its variants, ready to run. */
export interface ChosenScenario {
  readonly id: ScenarioId
  /** Null when the scenario has no variants. */
  readonly variant: string | null
  /** What the mock does, one sentence, present tense. */
  readonly what: string
  readonly policy: Partial<Policy>
  readonly tamper: Tamper
}

const untouched: Tamper = (honestReply) => honestReply

/**
 * The scenario called `id`, with the variant called `variant` where it has variants. Both may be given in one
 * word, `state-tamper/swapped`. Undefined when there is no such pair.
 */
export function findScenario(id: string, variant: string | null = null): ChosenScenario | undefined {
  const [name, part = null] = variant === null ? splitOnce(id) : [id, variant]
  const scenario = scenarios.find((candidate) => candidate.id === name)
  if (scenario === undefined) return undefined
  const { policy = {}, variants }: Scenario = scenario
  if (variants.length === 0) {
    return part === null
      ? { id: scenario.id, variant: null, what: scenario.what, policy, tamper: untouched }
      : undefined
  }
  const chosen = variants.find((candidate) => candidate.id === part)
  return chosen && { id: scenario.id, variant: chosen.id, what: chosen.what, policy, tamper: chosen.tamper }
}

/** All scenarios as one word each, variants included. */
export function scenarioNames(): readonly string[] {
  return scenarios.flatMap(({ id, variants }: Scenario) =>
    variants.length === 0 ? [id] : variants.map((variant) => `${id}/${variant.id}`),
  )
}

function splitOnce(word: string): [string, string?] {
  const slash = word.indexOf('/')
  return slash < 0 ? [word] : [word.slice(0, slash), word.slice(slash + 1)]
}
