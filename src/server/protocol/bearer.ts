import type { HttpRequest } from './message.js'
import type { Mistake } from './mistake.js'
import type { Policy } from './policy.js'
import type { AccessToken, Revocation } from './records.js'

/** The bearer credential of a request, read but not yet decided. */
export interface BearerCredential {
  /** The token text, or null. */
  readonly token: string | null
  /** Where it was: RFC 6750 section 2. */
  readonly placement: 'header' | 'query' | 'body' | null
  /** Mistakes of placement and form. */
  readonly mistakes: readonly Mistake[]
}

export interface BearerQuestion {
  readonly credential: BearerCredential
  /** What the store holds for the token; null when its signature is wrong or it is unknown. */
  readonly found: { readonly token: AccessToken; readonly revocation: Revocation | null } | null
  readonly policy: Policy
  readonly now: number
}

export type BearerDecision =
  | {
      readonly kind: 'refuse'
      /** Genesys error code: `authentication.required` or `bad.credentials`. */
      readonly code: 'authentication.required' | 'bad.credentials'
      readonly mistakes: readonly Mistake[]
      readonly login: string | null
      readonly cause: number | null
    }
  | {
      readonly kind: 'grant'
      readonly token: AccessToken
      readonly mistakes: readonly Mistake[]
      readonly forgiven: boolean
    }

export declare function readBearer(request: HttpRequest): BearerCredential
export declare function decideBearer(question: BearerQuestion): BearerDecision
