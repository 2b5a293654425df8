// The official JavaScript SDK.
import { defineSnippet, literal, type Wiring } from './snippet.js'

/**
 * `setGateway` is used for authorize, token, logout and API alike (seen in the SDK, version 262, and run);
 * `setEnvironment` is no way, because it puts `https://login.` and `https://api.` before what it is given.
 */
function source({ hostname, protocol, port, clientId }: Wiring): string {
  return `import platformClient from 'purecloud-platform-client-v2'

export const client = platformClient.ApiClient.instance
client.setGateway({ host: ${literal(hostname)}, protocol: ${literal(protocol)}, port: ${port} })

export const clientId = ${literal(clientId)}

/** In a browser: leaves for the login page and, back on the redirect URI, gives the user. */
export async function logIn(redirectUri) {
  await client.loginPKCEGrant(clientId, redirectUri)
  return new platformClient.UsersApi().getUsersMe({})
}

/** In Node.js: redeems the code that came back to the redirect URI, and gives the user. */
export async function redeem(code, codeVerifier, redirectUri) {
  await client.authorizePKCEGrant(clientId, codeVerifier, code, redirectUri)
  return new platformClient.UsersApi().getUsersMe({})
}
`
}

export const javascript = defineSnippet({
  id: 'javascript',
  aliases: ['js', 'typescript', 'ts', 'node', 'nodejs', 'browser'],
  name: 'JavaScript SDK (npm i purecloud-platform-client-v2)',
  trustedBy: 'node',
  comment: '//',
  source,
})
