// POST /oauth/revoke: ends a login by one of its tokens, RFC 7009. Genesys Cloud has no such endpoint, so only a
// scenario offers it.
import { endOfFamily } from '../issuance.js'
import { mistake, weigh } from '../protocol/autopsy/kinds.js'
import { authenticate, readAuthorization } from '../protocol/client-authentication.js'
import { describeMistakes } from '../protocol/description.js'
import type { HttpRequest } from '../protocol/message.js'
import type { Mistake } from '../protocol/mistake.js'
import { firstValue } from '../protocol/parameters.js'
import { readTokenBody } from '../protocol/token-body.js'
import { helpLink } from '../replies/help-link.js'
import { oauthError } from '../replies/oauth-error.js'
import { answered, granted, refused } from '../replies/reply.js'
import { type Answer, defineEndpoint, type EndpointContext } from './endpoint.js'

/** What a token belongs to. */
interface Owned {
  readonly family: string
  readonly clientId: string
}

async function ownerOf(text: string, { store, tokens }: EndpointContext): Promise<Owned | null> {
  const refresh = await store.findRefreshToken(text)
  if (refresh !== null) return refresh.kind === 'live' ? refresh.refresh : refresh.spent.refresh
  const id = await tokens.identify(text)
  return id === null ? null : store.findAccessToken(id)
}

const missing: Mistake = {
  kind: 'revocation-token-missing',
  area: 'token',
  error: 'invalid_request',
  parameter: 'token',
  sentence: 'token is missing, so there is nothing to revoke',
  fix: 'Send the access token or the refresh token as token in a form body.',
}

const foreign: Mistake = {
  kind: 'revocation-of-another-client',
  area: 'client',
  error: 'unauthorized_client',
  parameter: 'token',
  sentence: 'the token was given to another client',
  fix: 'Let each client revoke its own tokens.',
}

async function revoke(request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const { store, ports, policy, exchange } = context
  const { parameters, mistakes: inBody } = readTokenBody(request)
  const { basic, mistakes: inHeader } = readAuthorization(request)
  const text = firstValue(parameters, 'token')
  const owned = text === null ? null : await ownerOf(text, context)
  const { client, mistakes: inClient } = authenticate({
    parameters,
    basic,
    clients: await store.clients(),
    owner: owned?.clientId ?? null,
    missingSecret: mistake('client-secret-required', { words: { grant: 'revocation' } }),
    policy,
  })
  const isForeign = owned !== null && client !== null && owned.clientId !== client.id
  const found = [
    ...inBody,
    ...inHeader,
    ...inClient,
    ...(text === null ? [missing] : []),
    ...(isForeign ? [foreign] : []),
  ]
  const { refusal, mistakes, forgiven } = weigh(found, policy)
  if (refusal !== null) {
    const status = refusal.error === 'invalid_client' && basic !== null ? policy.clientErrorStatus : 400
    const headers = [helpLink(request, exchange)]
    const reply = oauthError(status, refusal.error, describeMistakes(mistakes, policy), headers)
    return { reply, outcome: refused(mistakes, owned?.family ?? null) }
  }
  // A token that nobody knows is as good as revoked: RFC 7009 section 2.2.
  const reply = { status: 200, headers: [], body: '' }
  if (owned === null) return { reply, outcome: { ...answered, mistakes, forgiven } }
  const at = ports.clock.now()
  await store.revokeFamily(owned.family, { exchange, at, why: 'logout' }, endOfFamily(at, context))
  return { reply, outcome: granted(owned.family, mistakes, forgiven) }
}

export const oauthRevoke = defineEndpoint({
  id: 'oauth-revoke',
  origin: 'login',
  path: '/oauth/revoke',
  crossOrigin: true,
  isOffered: ({ offersRevocation }) => offersRevocation,
  methods: { POST: revoke },
})
