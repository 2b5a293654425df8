// The limit: one login on node:http and node:crypto, with PKCE and single use, and nothing else.
import { createHash, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto'
import { createServer } from 'node:http'
import { argument, ready } from './harness.mjs'

const algorithm = argument('signing-algorithm', 'RS256')
const { privateKey, publicKey } =
  algorithm === 'RS256'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' })
const options = (key) => (algorithm === 'RS256' ? key : { key, dsaEncoding: 'ieee-p1363' })
const header = Buffer.from(JSON.stringify({ alg: algorithm, typ: 'at+jwt' })).toString('base64url')
const codes = new Map()

function tokenText() {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: 'http://localhost',
    sub: 'user',
    aud: 'api',
    iat: now,
    exp: now + 3600,
    jti: randomBytes(16).toString('base64url'),
  }
  const signed = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  return `${signed}.${sign('sha256', Buffer.from(signed), options(privateKey)).toString('base64url')}`
}

function isGood(token) {
  const [head, claims, signature] = token.split('.')
  return verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    options(publicKey),
    Buffer.from(signature, 'base64url'),
  )
}

function authorize(query, response) {
  const code = randomBytes(24).toString('base64url')
  codes.set(code, query.get('code_challenge'))
  response
    .writeHead(302, { Location: `${query.get('redirect_uri')}?code=${code}&state=${query.get('state')}` })
    .end()
}

function redeem(form, response) {
  const challenge = codes.get(form.get('code'))
  codes.delete(form.get('code'))
  const matches = challenge === createHash('sha256').update(form.get('code_verifier')).digest('base64url')
  response.writeHead(matches ? 200 : 400, { 'Content-Type': 'application/json' })
  response.end(
    JSON.stringify(
      matches
        ? { access_token: tokenText(), token_type: 'bearer', expires_in: 3600 }
        : { error: 'invalid_grant' },
    ),
  )
}

const server = createServer((request, response) => {
  const [path, query = ''] = request.url.split('?')
  if (path === '/oauth/authorize') return authorize(new URLSearchParams(query), response)
  if (path === '/oauth/token') {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    return request.on('end', () => redeem(new URLSearchParams(body), response))
  }
  const good = path === '/api/v2/users/me' && isGood((request.headers.authorization ?? '').slice(7))
  return response
    .writeHead(good ? 200 : path === '/' ? 404 : 401, { 'Content-Type': 'application/json' })
    .end('{"id":"1","name":"User"}')
})
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`
  ready({
    url,
    authorize: `${url}/oauth/authorize`,
    token: `${url}/oauth/token`,
    resource: `${url}/api/v2/users/me`,
    clientId: 'client',
  })
})
