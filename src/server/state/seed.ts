// What a fresh mock knows: one client, one user, one organisation.
import type { Client, User } from '../protocol/client.js'

export interface Organization {
  readonly id: string
  readonly name: string
}

/** A public client that any program on this machine may use. */
export const demoClient: Client = {
  id: '6fd1c6a4-59c1-4c0f-9b1f-3f8a2c7d7636',
  name: 'Demo client',
  grantType: 'CODE',
  redirectUris: [],
  anyLoopbackRedirect: true,
}

export const demoUser: User = {
  email: 'agent@example.com',
  password: 'demo-password',
  name: 'Demo Agent',
}

export const demoOrganization: Organization = {
  id: 'b2f3f0f5-3c0e-4a35-8f0b-9d6a1c4e7636',
  name: 'Demo Organization',
}
