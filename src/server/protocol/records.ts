// What the mock remembers of a login, as plain data.

/** An authorization code that was issued, with everything it is bound to. */
export interface Login {
  /** Id of the login and of the family of tokens that come from it; made with the code. */
  readonly id: string
  readonly code: string
  readonly clientId: string
  /** Exactly as requested. */
  readonly redirectUri: string
  /** Whether the authorize request carried `redirect_uri`. */
  readonly redirectUriSent: boolean
  /** The challenge as received; null when the request carried none. */
  readonly challenge: string | null
  /** The method as received; null when the request carried none. */
  readonly challengeMethod: string | null
  readonly state: string | null
  readonly userEmail: string
  /** Number of the authorize exchange. */
  readonly exchange: number
  /** Milliseconds since 1970. */
  readonly issuedAt: number
  readonly expiresAt: number
}

/** Left where a code was redeemed, until the lifetime of the code and of its tokens is over. */
export interface SpentCode {
  readonly login: Login
  /** Number of the token exchange that redeemed it. */
  readonly exchange: number
  /** When it was redeemed, milliseconds since 1970. */
  readonly at: number
}

export interface AccessToken {
  /** The `jti` of a signed token. */
  readonly id: string
  /** Id of the login it comes from. */
  readonly family: string
  readonly clientId: string
  readonly userEmail: string | null
  readonly scope: readonly string[]
  readonly issuedAt: number
  readonly expiresAt: number
  /** Number of the token exchange that issued it. */
  readonly exchange: number
}

/** A family whose tokens are dead, and why. */
export interface Revocation {
  /** Number of the exchange that caused it. */
  readonly exchange: number
  readonly at: number
  readonly why: 'replay' | 'logout'
}
