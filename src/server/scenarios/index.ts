// The list of scenarios: one line per file of this folder.

import type { Policy } from '../protocol/policy.js'
import { apiTrouble } from './api-trouble.js'
import { authzErrors } from './authz-errors.js'
import { forgiving } from './forgiving.js'
import { honest } from './honest.js'
import { honestAgain } from './honest-again.js'
import type { Concern, Scenario, Tamper } from './scenario.js'
import { stateTamper } from './state-tamper.js'
import { tokenAcceptor } from './token-acceptor.js'
import { tokenErrors } from './token-errors.js'

export const scenarios = [
  honest,
  honestAgain,
  forgiving,
  authzErrors,
  stateTamper,
  tokenErrors,
  apiTrouble,
  tokenAcceptor,
] as const

export type ScenarioId = (typeof scenarios)[number]['id']

/** A scenario with one of its variants, ready to run. */
export interface ChosenScenario {
  readonly id: ScenarioId
  /** Null when the scenario has no variants. */
  readonly variant: string | null
  /** What the mock does, one sentence, present tense. */
  readonly what: string
  /** The part of the service that is not honest; null: none, or all of it. */
  readonly concerns: Concern | null
  readonly policy: Partial<Policy>
  readonly rotatesKeys: boolean
  readonly tamper: Tamper
}

const untouched: Tamper = (honestReply) => honestReply

/**
 * The scenario called `id`, with the variant called `variant` where it has variants. Both may be given in one
 * word, `state-tamper/swapped`. Undefined when there is no such pair. Error codes are also found as they stand
 * on the wire: `token-errors/invalid_grant`.
 */
export function findScenario(id: string, variant: string | null = null): ChosenScenario | undefined {
  const [name, part = null] = variant === null ? splitOnce(id) : [id, variant]
  const scenario = scenarios.find((candidate) => candidate.id === name)
  if (scenario === undefined) return undefined
  const { policy = {}, variants }: Scenario = scenario
  const own = { id: scenario.id, variant: null, what: scenario.what, policy }
  if (variants.length === 0) {
    return part === null ? { ...own, concerns: null, rotatesKeys: false, tamper: untouched } : undefined
  }
  const chosen = variants.find((candidate) => candidate.id === part?.replaceAll('_', '-'))
  return (
    chosen && {
      ...own,
      variant: chosen.id,
      what: chosen.what,
      concerns: chosen.concerns,
      policy: { ...policy, ...chosen.policy },
      rotatesKeys: chosen.rotatesKeys ?? false,
      tamper: chosen.tamper ?? untouched,
    }
  )
}

/** The name of a scenario in one word. */
export function nameOfScenario({ id, variant }: Pick<ChosenScenario, 'id' | 'variant'>): string {
  return variant === null ? id : `${id}/${variant}`
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
