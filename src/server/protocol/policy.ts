// The numbers and switches by which the mock decides. Scenarios may override them; decisions read them.

export interface Policy {
  /** Seconds for which an authorization code can be redeemed. */
  readonly codeLifetimeSeconds: number
  /** Seconds for which an access token is good. */
  readonly accessTokenLifetimeSeconds: number
  /** Refuses a JSON token body instead of reading it with a warning. */
  readonly strictBody: boolean
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
  strictBody: false,
  forgiving: false,
  registration: 'registered',
}
