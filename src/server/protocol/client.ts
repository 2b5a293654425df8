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
}

export interface User {
  readonly email: string
  readonly password: string
  readonly name: string
}
