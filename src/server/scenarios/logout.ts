// The end of a login: what the mock answers when a client gives its tokens back.
import type { HttpReply, HttpRequest } from '../protocol/message.js'
import {
  apiErrorBody,
  instead,
  isApiSuccess,
  membersOf,
  oauthErrorBody,
  withMember,
} from '../tampering/instead.js'
import { retryAfterSeconds } from '../tampering/retry-after.js'
import { defineScenario, type Tamper, type Tampering } from './scenario.js'

const json = 'application/json'
const offered = { offersRevocation: true } as const

const isEnd = ({ method }: HttpRequest) => method === 'DELETE'
const isRevocation = ({ path }: HttpRequest) => path.endsWith('/oauth/revoke')

const unavailable: Tamper = (honest, about) => {
  if (!isApiSuccess(honest, about)) return honest
  const body = apiErrorBody(honest, 503, 'service.unavailable', 'The service is not available at the moment.')
  return instead(honest, about, { status: 503, type: json, body, headers: [retryAfterSeconds] })
}

function isRevoked({ status }: HttpReply, { endpoint }: Tampering): boolean {
  return endpoint === 'oauth-revoke' && status === 200
}

/** RFC 7009 section 2.2.1: the token still exists. */
const revocationUnavailable: Tamper = (honest, about) => {
  if (!isRevoked(honest, about)) return honest
  const body = oauthErrorBody('temporarily_unavailable', 'the server is overloaded or under maintenance')
  return instead(honest, about, { status: 503, type: json, body, headers: [retryAfterSeconds] })
}

/** From a mock that speaks plain http itself there is no way down. */
const overHttp: Tamper = (honest, { endpoint, request }) => {
  const isMetadata = endpoint === 'well-known-oauth-authorization-server' && request.method === 'GET'
  const url = isMetadata ? membersOf(honest)?.['revocation_endpoint'] : undefined
  if (typeof url !== 'string' || !url.startsWith('https:')) return honest
  return withMember(honest, 'revocation_endpoint', JSON.stringify(url.replace(/^https/, 'http')))
}

const forgets = 'forgets its tokens, and sends none of them any more'

export const logout = defineScenario({
  id: 'logout',
  what: 'The mock takes tokens back, by the API or by an endpoint for it (RFC 7009), or is not able to.',
  right: [forgets],
  variants: [
    {
      id: 'tokens-kept',
      what: 'The mock answers DELETE /api/v2/tokens/me with 503 and Retry-After, and the token stays good.',
      concerns: ['api'],
      isFor: isEnd,
      takesBack: true,
      tamper: unavailable,
      right: [`${forgets}, and says that the login could not be ended everywhere`, 'tries again later'],
    },
    {
      id: 'revocation-offered',
      what: 'The metadata of the mock names an endpoint that revokes tokens (RFC 7009), and it does.',
      concerns: ['metadata', 'revocation'],
      quirks: offered,
    },
    {
      id: 'revocation-unavailable',
      what: 'The metadata of the mock names an endpoint that revokes tokens, and it answers 503 with Retry-After.',
      concerns: ['metadata', 'revocation'],
      quirks: offered,
      isFor: isRevocation,
      takesBack: true,
      tamper: revocationUnavailable,
      right: [`${forgets}, and claims no success`, 'tries again after the time it was told'],
    },
    {
      id: 'revocation-over-http',
      what: 'The metadata of the mock, over https, names an endpoint over plain http that revokes tokens.',
      concerns: ['metadata', 'revocation'],
      quirks: offered,
      tamper: overHttp,
      right: ['sends no token there'],
    },
  ],
})
