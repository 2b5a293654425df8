// What a signed token says.
import type { AccessToken } from '../protocol/records.js'
import type { TokenDetails } from './issuer.js'
import { idOfName } from './opaque.js'

/** The claims that the mock makes itself (RFC 9068 section 2.2), and that nobody can replace. */
export const reservedClaims = ['iss', 'aud', 'sub', 'client_id', 'iat', 'nbf', 'exp', 'jti', 'scope'] as const

/** Dates are in whole seconds, rounded down, so that no token is of the future. */
export function claimsOf(token: AccessToken, { issuer, audience, claims }: TokenDetails) {
  const issuedAt = Math.floor(token.issuedAt / 1000)
  return {
    ...withoutReserved(claims ?? {}),
    iss: issuer,
    aud: audience,
    sub: token.userEmail === null ? token.clientId : idOfName(token.userEmail),
    client_id: token.clientId,
    iat: issuedAt,
    nbf: issuedAt,
    exp: Math.floor(token.expiresAt / 1000),
    jti: token.id,
    ...(token.scope.length > 0 ? { scope: token.scope.join(' ') } : {}),
  }
}

function withoutReserved(claims: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const reserved: readonly string[] = reservedClaims
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !reserved.includes(name)))
}
