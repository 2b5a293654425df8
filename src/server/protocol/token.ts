import type { Client } from './client.js'
import type { HttpRequest } from './message.js'
import type { Mistake, OAuthErrorCode } from './mistake.js'
import type { Parameters } from './parameters.js'
import type { Policy } from './policy.js'
import type { Login, SpentCode } from './records.js'

/** A token request, read but not yet decided. */
export interface TokenRequest {
  readonly parameters: Parameters
  /** Mistakes of transport and body: method, media type, encoding, parameters in the URL. */
  readonly mistakes: readonly Mistake[]
  /** The code to look up, or null. */
  readonly code: string | null
  /** Credentials of the Basic header, or null. */
  readonly basic: { readonly id: string; readonly secret: string } | null
}

export interface TokenQuestion {
  readonly tokenRequest: TokenRequest
  readonly clients: readonly Client[]
  /** What the store holds under the code of the request. */
  readonly found:
    | { readonly kind: 'login'; readonly login: Login }
    | { readonly kind: 'spent'; readonly spent: SpentCode }
    | null
  /** Open and recent logins, newest last, by which a foreign verifier is recognised. */
  readonly recentLogins: readonly Login[]
  readonly policy: Policy
  /** Milliseconds since 1970. */
  readonly now: number
}

export type TokenDecision =
  | {
      readonly kind: 'refuse'
      readonly status: number
      readonly error: OAuthErrorCode
      readonly mistakes: readonly Mistake[]
      /** Ask for `WWW-Authenticate: Basic`. */
      readonly askForBasic: boolean
      /** Id of the login the request belongs to, where known. */
      readonly login: string | null
      /** Number of the exchange that caused this refusal, or null. */
      readonly cause: number | null
      /** Id of the family to revoke (a complete replay), or null. */
      readonly revoke: string | null
    }
  | {
      readonly kind: 'grant'
      readonly client: Client
      readonly login: Login
      readonly mistakes: readonly Mistake[]
      readonly forgiven: boolean
      /** The registration to replace (policy `learn`: a secret makes the client confidential), or null. */
      readonly register: Client | null
    }

export declare function readTokenRequest(request: HttpRequest, policy: Policy): TokenRequest
export declare function decideToken(question: TokenQuestion): TokenDecision
