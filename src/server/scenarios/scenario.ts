// How the mock behaves in one run. A scenario overrides numbers of the policy, or tampers with honest replies;
// the decisions themselves never know about it.
import type { SentReply } from '../protocol/delivery.js'
import type { HttpReply, HttpRequest } from '../protocol/message.js'
import type { Policy } from '../protocol/policy.js'
import type { Quirks } from '../protocol/quirks.js'
import type { TokenChange } from '../protocol/token-change.js'

/** What a tampering may look at. */
export interface Tampering {
  /** Id of the endpoint that made the reply, or null. */
  readonly endpoint: string | null
  readonly request: HttpRequest
  /** When the request arrived by the clock of the outside, in milliseconds since 1970: clients have that clock too. */
  readonly at: number
  /** The issuer that the options fix; null: it is where the request arrived. */
  readonly issuer: string | null
}

/** The reply of a scenario; besides what is sent it may say how and how late. */
export type TamperedReply = SentReply

/** Pure: the reply to send instead of the honest one; the same object when there is nothing to change. */
export type Tamper = (honest: HttpReply, about: Tampering) => TamperedReply

/** A part of the service. */
export type Concern = 'authorize' | 'token' | 'api' | 'metadata' | 'revocation'

/** What one variant does besides tampering with replies. */
export interface Misbehaviour {
  /** The parts of the service that it concerns; all others stay honest. */
  readonly concerns: readonly Concern[]
  /** Which of the requests there; absent: all. */
  readonly isFor?: (request: HttpRequest) => boolean
  readonly policy?: Partial<Policy>
  readonly quirks?: Partial<Quirks>
  /** Signs each token with a key made for it; the earlier keys stay published. */
  readonly rotatesKeys?: boolean
  /** Makes another token of each one that is given away. */
  readonly token?: TokenChange
  /**
   * What the mock decided comes to nothing: a request that would be granted spends no code and no token. For answers
   * that say so; after an answer that is lost on its way what was decided stands.
   */
  readonly takesBack?: true
  /** Uses after which it ends by itself, unless whoever sets it says otherwise. Absent: it stays. */
  readonly times?: number
  /** Absent: every reply stays as it is. */
  readonly tamper?: Tamper
}

/** What every variant says about itself. */
interface Description {
  /** The part after the slash, for example `swapped`. */
  readonly id: string
  /** What happens, one sentence, present tense. */
  readonly what: string
  /** What a right client may do, each in a few words; absent: what the scenario says. */
  readonly right?: readonly string[]
}

/** A variant that the mock plays. */
export interface PlayedVariant extends Description, Misbehaviour {
  readonly operatedBy?: 'mock'
}

/** A variant in which the mock stays honest: the conformance kit operates the client in an unusual way. */
export interface OperatedVariant extends Description {
  readonly operatedBy: 'kit'
  /** What the mock does besides, all of it honest: refresh tokens for everybody, say. */
  readonly quirks?: Partial<Quirks>
  readonly policy?: Partial<Policy>
}

export type ScenarioVariant = PlayedVariant | OperatedVariant

export interface Scenario {
  /** Id as in the catalogue, for example `state-tamper`. */
  readonly id: string
  /** What the mock does, one sentence, present tense. */
  readonly what: string
  /** What a right client may do, each in a few words. */
  readonly right: readonly string[]
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
