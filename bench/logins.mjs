// Logs in again and again: authorize, token, resource. One connection and one cookie jar for each user at a time.
import { createHash, randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'

const redirectUri = 'http://127.0.0.1:1/callback'

function send(agent, method, url, headers, body) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Follows the redirects of the server itself, and resolves to the callback. */
async function callbackOf(user, url) {
  for (let next = url, hop = 0; ; hop++) {
    if (hop > 12) throw new Error(`no callback after ${hop} redirects, last ${next}`)
    const cookie = [...user.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const { status, headers, text } = await send(user.agent, 'GET', next, cookie ? { cookie } : {})
    for (const line of headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
      if (value === '') user.cookies.delete(name)
      else user.cookies.set(name, value)
    }
    if (!headers.location) throw new Error(`authorize answered ${status}: ${text.slice(0, 200)}`)
    next = new URL(headers.location, next).href
    if (next.startsWith(redirectUri)) return new URL(next)
  }
}

async function logIn(user, server) {
  const verifier = randomBytes(32).toString('base64url')
  const state = randomBytes(12).toString('base64url')
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: server.clientId,
    redirect_uri: redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
    ...(server.scope ? { scope: server.scope } : {}),
  })
  const callback = await callbackOf(user, `${server.authorize}?${query}`)
  if (callback.searchParams.get('state') !== state) throw new Error('the state was not echoed')
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code: callback.searchParams.get('code'),
    redirect_uri: redirectUri,
    client_id: server.clientId,
    code_verifier: verifier,
  }).toString()
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(form),
  }
  const token = await send(user.agent, 'POST', server.token, headers, form)
  if (token.status !== 200) throw new Error(`token answered ${token.status}: ${token.text.slice(0, 200)}`)
  const authorization = `Bearer ${JSON.parse(token.text).access_token}`
  const resource = await send(user.agent, 'GET', server.resource, { authorization })
  if (resource.status !== 200)
    throw new Error(`resource answered ${resource.status}: ${resource.text.slice(0, 200)}`)
}

/** Users of one server; the same ones go on from round to round. */
export function createUsers(count) {
  return Array.from({ length: count }, () => ({
    agent: new Agent({ keepAlive: true, maxSockets: 1 }),
    cookies: new Map(),
  }))
}

/** Each user logs in until `total` logins are done; resolves to the seconds it took. */
export async function logInMany(users, server, total) {
  let left = total
  const begun = process.hrtime.bigint()
  await Promise.all(
    users.map(async (user) => {
      while (left-- > 0) await logIn(user, server)
    }),
  )
  return Number(process.hrtime.bigint() - begun) / 1e9
}
