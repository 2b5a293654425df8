// The record of a login that was approved.
import type { EndpointContext } from '../endpoints/endpoint.js'
import type { AuthorizeDecision } from '../protocol/authorize.js'
import type { User } from '../protocol/client.js'
import type { HttpRequest } from '../protocol/message.js'
import type { Login } from '../protocol/records.js'
import { regionOfHost } from '../protocol/regions.js'
import { authorizationCode } from '../tokens/opaque.js'
import type { Flow } from './flow.js'

export interface Approval {
  readonly grant: Extract<AuthorizeDecision, { kind: 'grant' }>
  readonly user: User
  readonly flow: Flow
}

/** A login with a code of its own, bound to everything that the authorize request said. */
export function newLogin(
  { grant, user, flow }: Approval,
  { origin }: HttpRequest,
  { ports, policy, quirks }: Pick<EndpointContext, 'ports' | 'policy' | 'quirks'>,
): Login {
  const now = ports.clock.now()
  const region = regionOfHost(origin)
  return {
    id: flow.id,
    code: authorizationCode(ports.random, quirks.codeForm),
    clientId: grant.client.id,
    redirectUri: grant.redirectUri,
    redirectUriSent: grant.redirectUriSent,
    challenge: grant.challenge,
    challengeMethod: grant.challengeMethod,
    state: grant.state,
    ...(grant.requestedScopes === null ? {} : { requestedScopes: grant.requestedScopes }),
    ...(region === null ? {} : { region: region.domain }),
    userEmail: user.email,
    exchange: flow.exchange,
    issuedAt: now,
    expiresAt: now + policy.codeLifetimeSeconds * 1000,
  }
}
