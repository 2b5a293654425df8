// The numbers and switches by which the mock decides. Scenarios may override them; decisions read them.

export interface Policy {
  /** Seconds for which an authorization code can be redeemed. */
  readonly codeLifetimeSeconds: number
  /** Seconds for which an access token is good, unless its client says otherwise. */
  readonly accessTokenLifetimeSeconds: number
  /** Seconds that no access token is good for longer, whatever its client says. */
  readonly longestAccessTokenSeconds: number
  /** Seconds for which a refresh token can be used; every rotation starts them anew. */
  readonly refreshTokenLifetimeSeconds: number
  /**
   * Seconds after its rotation in which a refresh token may be shown again: the same successor is given once
   * more. After that, and always with 0, reuse revokes the family.
   */
  readonly refreshReuseWindowSeconds: number
  /** Refuses a JSON token body instead of reading it with a warning. */
  readonly strictBody: boolean
  /** Reads the parameters of a token request from the URL as well, with a warning. */
  readonly readTokenQuery: boolean
  /** Answers with the short texts of the real service instead of a diagnosis. */
  readonly terseErrors: boolean
  /** Status of a refused Basic header: 401 with `WWW-Authenticate` (RFC 6749 section 5.2), or 400. */
  readonly clientErrorStatus: 400 | 401
  /** Spends the code by every token request that names it, also by one that is refused. */
  readonly spendCodeOnFailure: boolean
  /** A complete replay of a code, or the reuse of a refresh token, revokes what came from it. */
  readonly revokeOnReplay: boolean
  /** What becomes of a scope that the service does not have: `invalid_scope`, or nothing but a warning. */
  readonly unknownScopes: 'refuse' | 'ignore'
  /** Whether `scope` of an authorize request narrows what the login may do, or changes nothing. */
  readonly requestedScopes: 'narrow' | 'ignore'
  /** What an access token looks like: signed (RFC 9068), or 86 base64url characters as on the real service. */
  readonly tokenFormat: 'jwt' | 'opaque'
  /** How signed tokens are signed (RFC 7518 section 3.1, RFC 8037 section 3.1). */
  readonly signingAlgorithm: 'RS256' | 'ES256' | 'EdDSA'
  /** Shows the login page instead of logging the user in at once. */
  readonly interactive: boolean
  /** Asks whether the client may do what it asks for, until the user has allowed it in this session. */
  readonly consent: boolean
  /** Lets the login go on after mistakes of the forgivable areas, and records them. */
  readonly forgiving: boolean
  /**
   * `registered`: only known clients and redirect URIs. `learn`: the first well-formed authorize request
   * registers its client id and redirect URI; from then on matching is strict.
   */
  readonly registration: 'registered' | 'learn'
}

export const defaultPolicy: Policy = {
  codeLifetimeSeconds: 300,
  accessTokenLifetimeSeconds: 86_400,
  longestAccessTokenSeconds: 38_880_000,
  refreshTokenLifetimeSeconds: 2_592_000,
  refreshReuseWindowSeconds: 0,
  strictBody: false,
  readTokenQuery: false,
  terseErrors: false,
  clientErrorStatus: 401,
  spendCodeOnFailure: false,
  revokeOnReplay: true,
  unknownScopes: 'refuse',
  requestedScopes: 'narrow',
  tokenFormat: 'jwt',
  signingAlgorithm: 'RS256',
  interactive: false,
  consent: false,
  forgiving: false,
  registration: 'registered',
}
