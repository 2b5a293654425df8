// The peer oidc-provider: the first login of a browser goes through an interaction, all further ones do not.
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'
import { ready } from './harness.mjs'

const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
const server = createServer().listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(url, {
    clients: [
      {
        client_id: 'client',
        redirect_uris: ['http://127.0.0.1:1/callback'],
        token_endpoint_auth_method: 'none',
      },
    ],
    cookies: { keys: ['bench'] },
    jwks: { keys: [{ ...jwk, use: 'sig', alg: 'RS256' }] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client.clientId,
        accountId: context.oidc.session.accountId,
      })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  const handle = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url.startsWith('/interaction/')) return handle(request, response)
    return provider.interactionFinished(request, response, { login: { accountId: 'user' } })
  })
  ready({
    url,
    authorize: `${url}/auth`,
    token: `${url}/token`,
    resource: `${url}/me`,
    clientId: 'client',
    scope: 'openid',
  })
})
