// A client that logs in over https at a real host name. Whom it trusts is left to its environment. The arguments
// are the base URL of the login, that of the API, and the client id; every host name is this machine.

// A client that logs in over https at a real host name. Whom it trusts is left to its environment. The arguments
// are the base URL of the login, that of the API, and the client id; every host name is this machine.
import dns, { lookup } from 'node:dns'

dns.lookup = (_host, options, found) => lookup('127.0.0.1', options, found)

const [loginBase, apiBase, clientId] = process.argv.slice(2)
const redirectUri = 'http://127.0.0.1:8976/callback'
// RFC 7636 appendix B.
const authorize = new URLSearchParams({
  response_type: 'code',
  client_id: clientId,
  redirect_uri: redirectUri,
  state: 'af0ifjsldkj',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
})
try {
  const redirect = await fetch(`${loginBase}/oauth/authorize?${authorize}`, { redirect: 'manual' })
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: new URL(redirect.headers.get('location')).searchParams.get('code'),
    client_id: clientId,
    redirect_uri: redirectUri,
    code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  })
  const granted = await (await fetch(`${loginBase}/oauth/token`, { method: 'POST', body })).json()
  const headers = { Authorization: `Bearer ${granted.access_token}` }
  const user = await (await fetch(`${apiBase}/api/v2/users/me`, { headers })).json()
  console.log(JSON.stringify({ email: user.email }))
} catch (error) {
  console.log(JSON.stringify({ error: error.cause?.code ?? String(error) }))
}
