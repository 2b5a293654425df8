// Whether a user has to be asked for consent, and what is remembered of the answer.
import type { Client } from './client.js'
import type { Policy } from './policy.js'
import type { Consent } from './records.js'
import { coversScope, narrowedScope, scopesOfClient } from './scope.js'

export interface Asking {
  readonly client: Client
  /** As sent; null when no scope was asked for. */
  readonly requestedScopes: readonly string[] | null
}

/** The scopes that the login would give, which are those of its tokens. */
export function scopesToAllow(
  { client, requestedScopes }: Asking,
  policy: Pick<Policy, 'requestedScopes'>,
): readonly string[] {
  const requested = policy.requestedScopes === 'narrow' ? requestedScopes : null
  return narrowedScope(requested, scopesOfClient(client)).scope
}

/** Whether what was allowed before covers all of `scopes` for this client. */
export function isAllowed(
  consents: readonly Consent[],
  clientId: string,
  scopes: readonly string[],
): boolean {
  const given = consents.find((consent) => consent.clientId === clientId)
  return given !== undefined && scopes.every((scope) => coversScope(given.scopes, scope))
}

/** Clients that one session remembers; the one that was allowed first is forgotten first. */
const mostClients = 100

/** `consents` with one more: what a client was allowed before it keeps. */
export function withConsent(
  consents: readonly Consent[],
  clientId: string,
  scopes: readonly string[],
): readonly Consent[] {
  const before = consents.find((consent) => consent.clientId === clientId)?.scopes ?? []
  const others = consents.filter((consent) => consent.clientId !== clientId)
  return [...others, { clientId, scopes: [...new Set([...before, ...scopes])] }].slice(-mostClients)
}
