// Autopsy in reverse: in requests that are right, whatever they look like, nothing is named.
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { decideAuthorize } from '../../../../src/server/protocol/authorize.js'
import type { Client } from '../../../../src/server/protocol/client.js'
import type { Pairs } from '../../../../src/server/protocol/message.js'
import { defaultPolicy } from '../../../../src/server/protocol/policy.js'
import { decideToken, readTokenRequest } from '../../../../src/server/protocol/token.js'
import { everything } from '../../../support/extent.js'
import { requestFor } from '../../../support/requests.js'
import { type Seeded, seeded } from '../../../support/seeded.js'
import { issuedAt, login } from '../questions.js'

/** Each login has two requests. */
const rounds = everything ? 25_000 : 5000

const unreserved = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'
const lettersAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')

/** The verifiers that SDKs and programs make: base64url of octets, hex digits, base 36, any unreserved characters. */
function verifierOf(random: Seeded): string {
  return random.one<() => string>([
    () => random.octets(32 + random.below(65)).toString('base64url'),
    () => random.octets(22 + random.below(43)).toString('hex'),
    () => random.text(43 + random.below(86), unreserved),
    () => random.text(43 + random.below(44), '0123456789abcdefghijklmnopqrstuvwxyz'),
    () => `~.-_${random.text(60, unreserved)}~`,
  ])()
}

function stateOf(random: Seeded): string | null {
  return random.one<() => string | null>([
    () => null,
    () => random.octets(16).toString('hex'),
    () => random.octets(24).toString('base64url'),
    () => random.octets(24).toString('base64'),
    () => JSON.stringify({ next: `/page ${random.below(100)}`, nonce: random.text(12, lettersAndDigits) }),
    () => `back to page ${random.below(100)} & stay = 100%`,
    () => `${random.text(8, lettersAndDigits)}!${random.text(40, printable)}`,
    () => `später ${random.text(8, lettersAndDigits)} \u{1F511}`,
    () => random.text(2000, unreserved),
  ])()
}

const redirects = [
  'http://127.0.0.1/cb',
  'http://[::1]/cb',
  'http://localhost/a/b?x=1',
  'https://app.test/cb?t=a%2Fb',
  'com.example.app:/oauth2redirect',
] as const

/** Two clients of one registration each; the secret of the second needs no form encoding. */
const publicOne: Client = {
  id: 'aaaaaaaa-0000-4000-8000-000000000001',
  name: 'a',
  grantType: 'CODE',
  redirectUris: redirects,
}
const secretOne: Client = {
  ...publicOne,
  id: 'bbbbbbbb-0000-4000-8000-000000000002',
  secret: 'kP3xQ-7_vN2mZr8',
}

function redirectOf(random: Seeded): string {
  const uri = random.one(redirects)
  return uri.startsWith('http://')
    ? uri.replace(/^(http:\/\/[^/]+)/, `$1:${1024 + random.below(60_000)}`)
    : uri
}

type Entries = readonly (readonly [string, string])[]

function encoded(entries: Entries, random: Seeded): string {
  const pairs = random.shuffled(entries)
  if (random.below(2) === 0)
    return new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
}

function extras(random: Seeded): Entries {
  const all: Entries = [
    ['scope', 'users analytics:readonly'],
    ['prompt', 'login'],
    ['login_hint', 'agent@mock.test:Acme Corp'],
    ['nonce', random.octets(16).toString('base64url')],
    ['x_unknown', random.text(20, printable)],
    ['target', 'b2f3f0f5-3c0e-4a35-8f0b-9d6a1c4e7636'],
  ]
  return all.filter(() => random.below(4) === 0)
}

interface Begun {
  readonly client: Client
  readonly redirectUri: string
  readonly verifier: string
  readonly challenge: string
  readonly state: string | null
}

function begin(random: Seeded): Begun {
  const verifier = verifierOf(random)
  const challenge = createHash('sha256').update(verifier, 'ascii').digest('base64url')
  const client = random.one([publicOne, secretOne])
  return { client, redirectUri: redirectOf(random), verifier, challenge, state: stateOf(random) }
}

function authorizeQueryOf({ client, redirectUri, challenge, state }: Begun, random: Seeded): string {
  return encoded(
    [
      ['response_type', 'code'],
      ['client_id', client.id],
      ['redirect_uri', redirectUri],
      ['code_challenge', challenge],
      ['code_challenge_method', 'S256'],
      ...(state === null ? [] : ([['state', state]] as const)),
      ...extras(random),
    ],
    random,
  )
}

/** The ways to say who one is: in the body, with a secret there, by Basic, or by Basic with an empty secret. */
function credentials(client: Client, random: Seeded): { body: Entries; headers: Pairs } {
  const id = [['client_id', client.id]] as const
  const basic = (secret: string): Pairs => [
    ['Authorization', `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}`],
  ]
  const { secret } = client
  if (secret === undefined)
    return random.one([
      { body: id, headers: [] },
      { body: [], headers: basic('') },
      { body: id, headers: basic('') },
    ])
  return random.one([
    { body: id, headers: [] },
    { body: [...id, ['client_secret', secret]], headers: [] },
    { body: [], headers: basic(secret) },
    { body: id, headers: basic(secret) },
  ])
}

describe('autopsy in reverse: requests that are right', () => {
  test(`nothing is named in ${2 * rounds} random requests, and every one is granted`, () => {
    const random = seeded(7636)
    for (let round = 0; round < rounds; round++) {
      const begun = begin(random)
      const { client, redirectUri, verifier, challenge, state } = begun
      const query = authorizeQueryOf(begun, random)
      const authorize = decideAuthorize({
        request: requestFor('GET', `/oauth/authorize?${query}`),
        clients: [publicOne, secretOne],
        policy: defaultPolicy,
      })
      expect(authorize, query).toMatchObject({ kind: 'grant', mistakes: [], state, redirectUri, challenge })

      const code = random.octets(24).toString('base64url')
      const { body, headers } = credentials(client, random)
      const form = encoded(
        [
          ['grant_type', 'authorization_code'],
          ['code', code],
          ['redirect_uri', redirectUri],
          ['code_verifier', verifier],
          ...body,
          ...(random.below(4) === 0 ? ([['x_unknown', random.text(20, printable)]] as const) : []),
        ],
        random,
      )
      const type = random.one([
        'application/x-www-form-urlencoded',
        'application/x-www-form-urlencoded;charset=UTF-8',
      ])
      const request = requestFor('POST', '/oauth/token', [['Content-Type', type], ...headers], form)
      const open = { ...login, code, clientId: client.id, redirectUri, challenge, state }
      const token = decideToken({
        tokenRequest: readTokenRequest(request, defaultPolicy),
        clients: [publicOne, secretOne],
        found: { kind: 'login', login: open },
        foundRefreshToken: null,
        recentLogins: [login, open],
        recentRefreshTokens: [],
        policy: defaultPolicy,
        now: issuedAt + 4000,
      })
      expect(token, form).toMatchObject({ kind: 'grant', mistakes: [] })
    }
  }, 60_000)
})
