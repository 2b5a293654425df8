// Who may log in, and where answers may be sent: the registrations of the mock.

/** A registered OAuth client, in the shape in which users write it in a seed. */
export interface Client {
  readonly id: string
  readonly name: string
  /** Absent for a public client. */
  readonly secret?: string
  readonly grantType: 'CODE' | 'CLIENT-CREDENTIALS'
  readonly redirectUris: readonly string[]
  /** Accepts every loopback redirect URI besides the registered ones: the demo client does. */
  readonly anyLoopbackRedirect?: boolean
  /** Whether its logins get refresh tokens. Default: those that were finished with the secret. */
  readonly refreshTokens?: boolean
  /** Where the client is registered: a domain (`mypurecloud.de`) or an AWS region (`eu-central-1`). Default: everywhere. */
  readonly region?: string
  /** The scopes its tokens may have. Default: every scope that the mock serves. */
  readonly scopes?: readonly string[]
  /** Further claims of its signed tokens; the mock's own claims cannot be replaced. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** Seconds for which its access tokens are good. Default: as the policy says. */
  readonly accessTokenSeconds?: number
}

export interface User {
  readonly email: string
  readonly password: string
  readonly name: string
  /** What the user may do, for example `oauth:token:delete`. Default: everything that the mock serves. */
  readonly permissions?: readonly string[]
  /** Further claims of the signed tokens of this user; where both name one, they win over those of the client. */
  readonly claims?: Readonly<Record<string, unknown>>
}
