// How the mock behaves in one run. A scenario overrides numbers of the policy, or tampers with honest replies;
// the decisions themselves never know about it.
import type { HttpReply, HttpRequest } from '../protocol/message.js'
import type { Policy } from '../protocol/policy.js'

/** What a tampering may look at. */
export interface Tampering {
  /** Id of the endpoint that made the reply, or null. */
  readonly endpoint: string | null
  readonly request: HttpRequest
}

/** The reply of a scenario; besides what is sent it may say how long the client has to wait for it. */
export interface TamperedReply extends HttpReply {
  /** Seconds between the request and the answer. Absent: at once. */
  readonly delaySeconds?: number
}

/** Pure: the reply to send instead of the honest one; the same object when there is nothing to change. */
export type Tamper = (honest: HttpReply, about: Tampering) => TamperedReply

/** The part of the service that a scenario concerns; all others stay honest. */
export type Concern = 'authorize' | 'token' | 'api'

/** What one variant does besides tampering with replies. */
export interface Misbehaviour {
  readonly concerns: Concern
  readonly policy?: Partial<Policy>
  /** Signs each token with a key made for it; the earlier keys stay published. */
  readonly rotatesKeys?: boolean
}

export interface ScenarioVariant extends Misbehaviour {
  /** The part after the slash, for example `swapped`. */
  readonly id: string
  /** What the mock does, one sentence, present tense. */
  readonly what: string
  /** Absent: every reply stays as it is. */
  readonly tamper?: Tamper
}

export interface Scenario {
  /** Id as in the catalogue, for example `state-tamper`. */
  readonly id: string
  /** What the mock does, one sentence, present tense. */
  readonly what: string
  readonly policy?: Partial<Policy>
  /** Empty: the scenario has no variants and tampers with nothing. */
  readonly variants: readonly ScenarioVariant[]
}

export function defineScenario<const Id extends string, const V extends string>(
  scenario: Omit<Scenario, 'id' | 'variants'> & {
    readonly id: Id
    readonly variants: readonly (ScenarioVariant & { readonly id: V })[]
  },
) {
  return scenario
}
