// The peer oauth2-mock-server: it has no users/me; its userinfo stands for it.
import { OAuth2Server } from 'oauth2-mock-server'
import { ready } from './harness.mjs'

const server = new OAuth2Server()
await server.issuer.keys.generate('RS256')
await server.start(0, '127.0.0.1')
const url = `http://127.0.0.1:${server.address().port}`
ready({
  url,
  authorize: `${url}/authorize`,
  token: `${url}/token`,
  resource: `${url}/userinfo`,
  clientId: 'client',
  scope: 'openid',
})
