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
  /** The scopes asked for, as they were sent; absent when none was. */
  readonly requestedScopes?: readonly string[]
  /** Domain of the region whose login host was asked; absent when the host was that of no region. */
  readonly region?: string
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
  /** True when that exchange was refused, and spent the code all the same (`spendCodeOnFailure`). */
  readonly refused?: boolean
}

/** A refresh token that was issued, with everything it is bound to. */
export interface RefreshToken {
  /** As on the wire. */
  readonly token: string
  /** Id of the login it comes from. */
  readonly family: string
  readonly clientId: string
  readonly userEmail: string
  /** What its access tokens may have at most: the scopes of the login (RFC 6749 section 6). */
  readonly scope: readonly string[]
  /** Whether the client proved itself by its secret to get it; then it has to do so again. */
  readonly authenticated: boolean
  readonly region?: string
  /** Number of the token exchange that issued it. */
  readonly exchange: number
  /** Milliseconds since 1970. */
  readonly issuedAt: number
  readonly expiresAt: number
}

/** Left where a refresh token was rotated, until its lifetime is over. */
export interface SpentRefreshToken {
  readonly refresh: RefreshToken
  /** What was given in its place. */
  readonly successor: RefreshToken
  /** Number of the token exchange that rotated it. */
  readonly exchange: number
  /** When it was rotated, milliseconds since 1970. */
  readonly at: number
}

export interface AccessToken {
  /** The `jti` of a signed token. */
  readonly id: string
  /** Id of the login it comes from; its own for a client that acts for itself. */
  readonly family: string
  readonly clientId: string
  readonly userEmail: string | null
  readonly scope: readonly string[]
  /** Domain of the region in which it was issued; absent when the host was that of no region. */
  readonly region?: string
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
  readonly why: 'replay' | 'logout' | 'refresh-reuse' | 'deletion'
}

/** What a user has allowed a client to do. */
export interface Consent {
  readonly clientId: string
  readonly scopes: readonly string[]
}

/** A user whose browser needs no password for the next login. */
export interface Session {
  /** The value of the cookie. */
  readonly id: string
  readonly userEmail: string
  /** What the user has allowed clients to do; absent while nothing was. */
  readonly consents?: readonly Consent[]
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}
