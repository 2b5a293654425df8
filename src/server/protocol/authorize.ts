import type { Client } from './client.js'
import type { HttpRequest } from './message.js'
import type { Mistake, OAuthErrorCode } from './mistake.js'
import type { Policy } from './policy.js'

export interface AuthorizeQuestion {
  readonly request: HttpRequest
  readonly clients: readonly Client[]
  readonly policy: Policy
}

/** What to say to an authorize request. */
export type AuthorizeDecision =
  /** An HTML error page, never a redirect: the client or the redirect URI cannot be trusted. */
  | {
      readonly kind: 'page'
      readonly status: number
      readonly mistakes: readonly Mistake[]
      /** What the page may offer to register with one click; null where that is not the remedy. */
      readonly registrable: { readonly clientId: string; readonly redirectUri: string } | null
    }
  /** A redirect with `error`. */
  | {
      readonly kind: 'refuse'
      readonly redirectUri: string
      readonly state: string | null
      readonly error: OAuthErrorCode
      readonly mistakes: readonly Mistake[]
    }
  /** The login may begin. */
  | {
      readonly kind: 'grant'
      readonly client: Client
      readonly redirectUri: string
      readonly redirectUriSent: boolean
      readonly state: string | null
      readonly challenge: string | null
      readonly challengeMethod: string | null
      readonly loginHint: string | null
      /** Mistakes that only the forgiving policy lets pass, and warnings. */
      readonly mistakes: readonly Mistake[]
      /** True when one of the mistakes would have refused the request under the honest policy. */
      readonly forgiven: boolean
      /** The registration to write before going on (policy `learn`), or null. */
      readonly register: Client | null
    }

export declare function decideAuthorize(question: AuthorizeQuestion): AuthorizeDecision
