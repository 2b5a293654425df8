// The official Python SDK.
import { defineSnippet, literal, type Wiring } from './snippet.js'

/**
 * `configuration.host` serves login and API from one origin, because the SDK makes the login URL of it by putting
 * `//login.` for `//api.` alone (seen in the SDK, and run). `get_pkce_token` gives the client and the answer
 * (README of the SDK, "PKCE Grant").
 */
function source({ url, clientId, caFile }: Wiring): string {
  const trust = caFile === null ? '' : `genesys.configuration.ssl_ca_cert = ${literal(caFile)}\n`
  return `import PureCloudPlatformClientV2 as genesys

genesys.configuration.host = ${literal(url)}
${trust}
CLIENT_ID = ${literal(clientId)}


def redeem(code, code_verifier, redirect_uri):
    """Redeems the code that came back to the redirect URI, and gives the user."""
    api_client = genesys.api_client.ApiClient()
    api_client, _ = api_client.get_pkce_token(CLIENT_ID, code_verifier, code, redirect_uri)
    return genesys.UsersApi(api_client).get_users_me()
`
}

export const python = defineSnippet({
  id: 'python',
  aliases: ['py'],
  name: 'Python SDK (pip install PureCloudPlatformClientV2)',
  trustedBy: null,
  comment: '#',
  source,
})
