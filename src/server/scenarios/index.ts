// The list of scenarios: one line per file of this folder.

import { nearest } from '../protocol/autopsy/nearest.js'
import type { HttpRequest } from '../protocol/message.js'
import type { Policy } from '../protocol/policy.js'
import type { Quirks } from '../protocol/quirks.js'
import type { TokenChange } from '../protocol/token-change.js'
import { apiTrouble } from './api-trouble.js'
import { authzErrors } from './authz-errors.js'
import { discoveryTrouble } from './discovery-trouble.js'
import { forgedResponse } from './forged-response.js'
import { forgiving } from './forgiving.js'
import { honest } from './honest.js'
import { honestAgain } from './honest-again.js'
import { honestVariants } from './honest-variants.js'
import { logout } from './logout.js'
import { manyRuns } from './many-runs.js'
import { refreshTrouble } from './refresh-trouble.js'
import { replay } from './replay.js'
import type { Concern, Scenario, ScenarioVariant, Tamper } from './scenario.js'
import { seededRuns } from './seeded-runs.js'
import { stateTamper } from './state-tamper.js'
import { tokenAcceptor } from './token-acceptor.js'
import { tokenErrors } from './token-errors.js'
import { twoRegions } from './two-regions.js'
import { twoSessions } from './two-sessions.js'

export const scenarios = [
  honest,
  honestAgain,
  forgiving,
  honestVariants,
  authzErrors,
  stateTamper,
  forgedResponse,
  replay,
  twoSessions,
  twoRegions,
  tokenErrors,
  apiTrouble,
  refreshTrouble,
  discoveryTrouble,
  manyRuns,
  seededRuns,
  logout,
  tokenAcceptor,
] as const

export type ScenarioId = (typeof scenarios)[number]['id']

/** A scenario with one of its variants, ready to run. */
export interface ChosenScenario {
  readonly id: ScenarioId
  /** Null when the scenario has no variants. */
  readonly variant: string | null
  /** What happens, one sentence, present tense. */
  readonly what: string
  /** What a right client may do, each in a few words. */
  readonly right: readonly string[]
  /** `kit`: the mock stays honest, and the conformance kit operates the client in an unusual way. */
  readonly operatedBy: 'mock' | 'kit'
  /** The parts of the service that are not honest; empty: none, or, where the policy is changed, all. */
  readonly concerns: readonly Concern[]
  readonly isFor: (request: HttpRequest) => boolean
  readonly policy: Partial<Policy>
  readonly quirks: Partial<Quirks>
  readonly rotatesKeys: boolean
  readonly token: TokenChange | null
  readonly takesBack: boolean
  /** Uses after which it ends by itself; null: none. */
  readonly times: number | null
  /** Null: every reply stays as it is. */
  readonly tamper: Tamper | null
}

const everyRequest = () => true

/** What a scenario does that has nothing to say about it. */
const nothingWrong = {
  operatedBy: 'mock',
  concerns: [],
  isFor: everyRequest,
  policy: {},
  quirks: {},
  rotatesKeys: false,
  token: null,
  takesBack: false,
  times: null,
  tamper: null,
} as const

/** The parts in which a policy or a quirk shows that belongs to a variant of the kit. */
const everyPart: readonly Concern[] = ['authorize', 'token']

/**
 * The scenario called `id`, with the variant called `variant` where it has variants. Both may be given in one
 * word, `state-tamper/swapped`. Undefined when there is no such pair. Error codes are also found as they stand
 * on the wire: `token-errors/invalid_grant`.
 */
export function findScenario(id: string, variant: string | null = null): ChosenScenario | undefined {
  const [name, part = null] = variant === null ? splitOnce(id) : [id, variant]
  const scenario = scenarios.find((candidate) => candidate.id === name)
  if (scenario === undefined) return undefined
  const { variants }: Scenario = scenario
  if (variants.length === 0) return part === null ? chosenWhole(scenario) : undefined
  const chosen = variants.find((candidate) => candidate.id === part?.replaceAll('_', '-'))
  return chosen && chosenVariant(scenario, chosen)
}

type Listed = (typeof scenarios)[number]

function chosenWhole(scenario: Listed): ChosenScenario {
  const { what, right, policy = {} }: Scenario = scenario
  return { ...nothingWrong, id: scenario.id, variant: null, what, right, policy }
}

function chosenVariant(scenario: Listed, variant: ScenarioVariant): ChosenScenario {
  const { right, policy = {} }: Scenario = scenario
  const own = {
    ...nothingWrong,
    id: scenario.id,
    variant: variant.id,
    what: variant.what,
    right: variant.right ?? right,
    policy: { ...policy, ...variant.policy },
    quirks: variant.quirks ?? {},
  }
  if (variant.operatedBy === 'kit') return { ...own, operatedBy: 'kit', concerns: partsOf(own) }
  return {
    ...own,
    concerns: variant.concerns,
    isFor: variant.isFor ?? everyRequest,
    rotatesKeys: variant.rotatesKeys ?? false,
    token: variant.token ?? null,
    takesBack: variant.takesBack ?? false,
    times: variant.times ?? null,
    tamper: variant.tamper ?? null,
  }
}

function partsOf({ policy, quirks }: Pick<ChosenScenario, 'policy' | 'quirks'>): readonly Concern[] {
  return Object.keys(policy).length + Object.keys(quirks).length === 0 ? [] : everyPart
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

/** What is said to `word`, which names no scenario: too many have names for all of them to be told. */
export function expectedScenario(word: string): string {
  const variants = scenarioNames().filter((name) => name.startsWith(`${word}/`))
  const [first] = variants
  if (first !== undefined) return `expected a variant of ${word}: ${variants.join(', ')}`
  const near =
    nearest(word, scenarioNames()) ??
    nearest(
      word,
      scenarios.map(({ id }) => id),
    )
  const hint = near === null ? '"gc-mock-oauth scenarios" lists them' : `did you mean ${near}?`
  return `expected the name of a scenario (${hint})`
}

function splitOnce(word: string): [string, string?] {
  const slash = word.indexOf('/')
  return slash < 0 ? [word] : [word.slice(0, slash), word.slice(slash + 1)]
}
