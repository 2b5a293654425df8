// A mistake of a client, named. The same value goes into the answer, into the log line of the mock and into
// the finding of the kit.

/** The error codes of RFC 6749 sections 4.1.2.1 and 5.2 and of RFC 6750 section 3.1. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'access_denied'
  | 'server_error'
  | 'temporarily_unavailable'
  | 'invalid_token'
  | 'insufficient_scope'

/**
 * What a mistake touches. The scenario `forgiving` lets the login go on after mistakes in the areas
 * `pkce`, `body`, `parameter` and `token-placement`; all other areas always end it.
 */
export type MistakeArea =
  | 'pkce'
  | 'body'
  | 'parameter'
  | 'token-placement'
  | 'client'
  | 'redirect-uri'
  | 'code'
  | 'token'
  | 'transport'

export interface Mistake {
  /** Stable name of the mistake, for example `challenge-padded`: one of the kinds in `autopsy/kinds.ts`. */
  readonly kind: string
  readonly area: MistakeArea
  /** The error code that this mistake earns when it is the first of its request. */
  readonly error: OAuthErrorCode
  /** The parameter at fault, by its wire name; null when no single parameter is. */
  readonly parameter: string | null
  /** What is wrong, one sentence, no full stop, nothing secret in it. */
  readonly sentence: string
  /** What to do about it, one sentence in the imperative, with a full stop. */
  readonly fix: string
}
