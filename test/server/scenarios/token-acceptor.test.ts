// Each token as an application gets it at the end of a login, read and verified with the library of Node alone.
import { constants, createHmac, createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { tokenAcceptor } from '../../../src/server/scenarios/token-acceptor.js'
import { requestFor } from '../../support/requests.js'
import { scenarioMock } from '../../support/scenario-mock.js'
import { goodToken, scenarioNamed, tampered } from '../../support/tampering.js'

type Members = Readonly<Record<string, unknown>>

interface Seen {
  readonly text: string
  readonly parts: readonly string[]
  readonly header: Members
  readonly claims: Members
  readonly payload: string
  /** Whether the key that the mock publishes verifies it with RS256. */
  readonly isGood: boolean
  readonly published: JsonWebKey
}

function textIn(part: string | undefined): string {
  return Buffer.from(part ?? '', 'base64url').toString('utf8')
}

function membersIn(text: string): Members {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

async function seen(variant: string): Promise<Seen> {
  const mock = scenarioMock(`token-acceptor/${variant}`)
  const text = String((await mock.login())['access_token'])
  const keys = await mock.ask(requestFor('GET', '/.well-known/jwks.json'))
  const published: JsonWebKey = JSON.parse(keys.body).keys[0]
  const parts = text.split('.')
  const [header = '', payload = '', signature = ''] = parts
  const key = createPublicKey({ key: published, format: 'jwk' })
  const signed = Buffer.from(`${header}.${payload}`)
  const isGood = verify('sha256', signed, key, Buffer.from(signature, 'base64url'))
  const claims = membersIn(textIn(payload))
  return { text, parts, header: membersIn(textIn(header)), claims, payload, isGood, published }
}

const honest = await seen('key-rotated').then(({ claims }) => claims)
const issuer = 'http://127.0.0.1:7636'
const elsewhere = 'http://localhost:7636'
const issued = Number(honest['iat'])

/** Well signed, with these claims besides or instead; undefined: it is not there. */
const claimRows: readonly { readonly id: string; readonly claims: Members }[] = [
  { id: 'expired', claims: { exp: issued - 600 } },
  { id: 'expires-now', claims: { exp: issued } },
  { id: 'exp-missing', claims: { exp: undefined } },
  { id: 'exp-string', claims: { exp: String(honest['exp']) } },
  { id: 'not-yet', claims: { nbf: issued + 600 } },
  { id: 'issued-ahead', claims: { iat: issued + 1 } },
  { id: 'iss-other', claims: { iss: elsewhere } },
  { id: 'iss-with-slash', claims: { iss: `${issuer}/` } },
  { id: 'aud-other', claims: { aud: elsewhere } },
  { id: 'aud-missing', claims: { aud: undefined } },
  { id: 'aud-longer', claims: { aud: `${issuer}.example` } },
  { id: 'aud-shorter', claims: { aud: 'http://127.0.0.1:763' } },
  { id: 'aud-list', claims: { aud: [elsewhere, issuer] } },
  { id: 'aud-list-of-others', claims: { aud: [elsewhere, `${elsewhere}/other`] } },
  { id: 'scope-missing', claims: { scope: undefined } },
]

/** Well signed, with these members of the header besides or instead. */
const headerRows: readonly { readonly id: string; readonly header: Members }[] = [
  { id: 'typ-jwt', header: { typ: 'JWT' } },
  { id: 'typ-long', header: { typ: 'application/at+jwt' } },
  { id: 'kid-path', header: { kid: "../../../../dev/null' OR '1'='1" } },
  { id: 'crit-unknown', header: { crit: ['x-gc'], 'x-gc': true } },
  { id: 'crit-empty', header: { crit: [] } },
  { id: 'b64-false', header: { crit: ['b64'], b64: false } },
]

const unsigned = [
  { id: 'alg-none', alg: 'none', parts: 3 },
  { id: 'alg-none-capitalised', alg: 'None', parts: 3 },
  { id: 'alg-none-capitals', alg: 'NONE', parts: 3 },
  { id: 'alg-none-two-parts', alg: 'none', parts: 2 },
  { id: 'alg-none-capitalised-two-parts', alg: 'None', parts: 2 },
  { id: 'alg-none-capitals-two-parts', alg: 'NONE', parts: 2 },
]

const usualHeader = { alg: 'RS256', typ: 'at+jwt', kid: 'test-key-1' }

describe('token-acceptor', () => {
  for (const { id, claims } of claimRows) {
    test(`${id} is well signed and differs in ${Object.keys(claims)} alone`, async () => {
      const token = await seen(id)
      expect(token.isGood).toBe(true)
      expect(token.header).toEqual(usualHeader)
      const wanted = Object.fromEntries(
        Object.entries({ ...honest, ...claims, jti: token.claims['jti'] }).filter(
          ([, value]) => value !== undefined,
        ),
      )
      expect(token.claims).toEqual(wanted)
    })
  }

  for (const { id, header } of headerRows) {
    test(`${id} is well signed and differs in the header alone`, async () => {
      const token = await seen(id)
      expect(token.isGood).toBe(true)
      expect(token.header).toEqual({ ...usualHeader, ...header })
      expect(token.claims).toEqual({ ...honest, jti: token.claims['jti'] })
    })
  }

  for (const { id, alg, parts } of unsigned) {
    test(`${id} has the algorithm ${alg}, ${parts} parts and no signature`, async () => {
      const token = await seen(id)
      expect(token.header).toEqual({ ...usualHeader, alg })
      expect(token.parts.length).toBe(parts)
      expect(token.parts[2] ?? '').toBe('')
    })
  }

  test('key-rotated is signed by a key that is published', async () => {
    expect(scenarioNamed('token-acceptor/key-rotated').rotatesKeys).toBe(true)
    expect(tampered('token-acceptor/key-rotated', goodToken)).toBe(goodToken.reply)
    const { isGood, header, published } = await seen('key-rotated')
    expect({ isGood, kid: header['kid'] }).toEqual({ isGood: true, kid: published['kid'] })
    expect(header['kid']).not.toBe('test-key-1')
  })

  test('signature-broken changes the first character of the signature and nothing else', () => {
    const reply = tampered('token-acceptor/signature-broken', goodToken)
    expect(JSON.parse(reply.body)).toEqual({
      access_token: 'eyJhbGciOiJub25lIn0.e30.l3Rz9tQw',
      token_type: 'bearer',
      expires_in: 86_400,
    })
    expect(reply.headers).toBe(goodToken.reply.headers)
  })

  test('signature-broken leaves a token without a signature as it is', () => {
    const opaque = { ...goodToken.reply, body: '{"access_token":"k3Rz9tQw","token_type":"bearer"}' }
    expect(tampered('token-acceptor/signature-broken', { ...goodToken, reply: opaque })).toBe(opaque)
  })

  test('payload-broken differs in one bit, and is JSON', async () => {
    const { isGood, claims, header } = await seen('payload-broken')
    expect({ isGood, header }).toEqual({ isGood: false, header: usualHeader })
    expect(Number(claims['exp']) ^ 1).toBeTypeOf('number')
    expect(Math.abs(Number(claims['exp']) - Number(honest['exp']))).toBe(1)
    expect({ ...claims, exp: 0, jti: 0 }).toEqual({ ...honest, exp: 0, jti: 0 })
  })

  test('signature-foreign is of the right length, by another key', async () => {
    const { isGood, parts, header } = await seen('signature-foreign')
    expect({ isGood, header, octets: Buffer.from(parts[2] ?? '', 'base64url').length }).toEqual({
      isGood: false,
      header: usualHeader,
      octets: 256,
    })
  })

  test('signature-empty still names the algorithm', async () => {
    const { parts, header } = await seen('signature-empty')
    expect({ parts: parts.length, signature: parts[2], header }).toEqual({
      parts: 3,
      signature: '',
      header: usualHeader,
    })
  })

  for (const [id, secretOf] of [
    [
      'alg-hmac-pem',
      (key: JsonWebKey) => createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }),
    ],
    [
      'alg-hmac-der',
      (key: JsonWebKey) => createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'der' }),
    ],
    ['alg-hmac-jwk', (key: JsonWebKey) => JSON.stringify(key)],
  ] as const) {
    test(`${id} is what somebody gets who takes the public key for the secret of HS256`, async () => {
      const { parts, header, published } = await seen(id)
      expect(header).toEqual({ ...usualHeader, alg: 'HS256' })
      const made = createHmac('sha256', secretOf(published))
        .update(`${parts[0]}.${parts[1]}`)
        .digest('base64url')
      expect(parts[2]).toBe(made)
    })
  }

  test('alg-other is well signed by the right key, with PS256', async () => {
    const { parts, header, published } = await seen('alg-other')
    expect(header).toEqual({ ...usualHeader, alg: 'PS256' })
    const key = {
      key: createPublicKey({ key: published, format: 'jwk' }),
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: 32,
    }
    const signature = Buffer.from(parts[2] ?? '', 'base64url')
    expect(verify('sha256', Buffer.from(`${parts[0]}.${parts[1]}`), key, signature)).toBe(true)
  })

  test('id-token is well signed and for the client', async () => {
    const { isGood, header, claims } = await seen('id-token')
    expect({ isGood, typ: header['typ'], aud: claims['aud'] }).toEqual({
      isGood: true,
      typ: 'JWT',
      aud: honest['client_id'],
    })
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'nonce', 'sub'])
  })

  test('kid-unknown has another kid for each token', async () => {
    const [one, other] = [await seen('kid-unknown'), await seen('kid-unknown')]
    expect(one.isGood).toBe(true)
    expect(one.header['kid']).toBe(`unknown-${one.claims['jti']}`)
    const mock = scenarioMock('token-acceptor/kid-unknown')
    const kids = [await mock.login(), await mock.login()].map(
      ({ access_token: text }) => membersIn(textIn(String(text).split('.')[0]))['kid'],
    )
    expect(new Set(kids).size).toBe(2)
    expect(other.header['kid']).toMatch(/^unknown-/)
  })

  test('jwk brings the key that verifies it, which is not the published one', async () => {
    const { isGood, header, parts, published } = await seen('jwk')
    const own = header['jwk'] as JsonWebKey
    const key = createPublicKey({ key: own, format: 'jwk' })
    const signature = Buffer.from(parts[2] ?? '', 'base64url')
    expect(verify('sha256', Buffer.from(`${parts[0]}.${parts[1]}`), key, signature)).toBe(true)
    expect({ isGood, isPublished: own['n'] === published['n'] }).toEqual({
      isGood: false,
      isPublished: false,
    })
    expect(own['d']).toBeUndefined()
  })

  for (const id of ['jku', 'x5u']) {
    test(`${id} leads to the other host of the mock`, async () => {
      const { isGood, header } = await seen(id)
      expect({ isGood, url: header[id] }).toEqual({ isGood: false, url: `${elsewhere}/gc-canary?${id}` })
    })
  }

  test('x5c brings something in base64', async () => {
    const { isGood, header } = await seen('x5c')
    expect(isGood).toBe(false)
    expect(header['x5c']).toEqual([expect.stringMatching(/^[A-Za-z0-9+/]+={0,2}$/)])
  })

  test('two-parts lacks the signature and its dot', async () => {
    expect((await seen('two-parts')).parts).toHaveLength(2)
  })

  test('not-base64url has a star in its payload', async () => {
    expect((await seen('not-base64url')).payload).toMatch(/^\*[\w-]+$/)
  })

  test('claim-doubled has sub twice and is well signed', async () => {
    const { isGood, payload } = await seen('claim-doubled')
    expect(textIn(payload).match(/"sub":/g)).toHaveLength(2)
    expect(isGood).toBe(true)
  })

  test('payload-array is well signed and an array', async () => {
    const { isGood, payload } = await seen('payload-array')
    expect(JSON.parse(textIn(payload))).toEqual([expect.objectContaining({ iss: issuer })])
    expect(isGood).toBe(true)
  })

  test('huge is longer than a mebibyte and well signed', async () => {
    const { isGood, text } = await seen('huge')
    expect(text.length).toBeGreaterThan(1_048_576)
    expect(isGood).toBe(true)
  })

  test('has no variant that is not tried here', () => {
    const tried = [
      ...[...claimRows, ...headerRows, ...unsigned].map(({ id }) => id),
      ...['key-rotated', 'signature-broken', 'payload-broken', 'signature-foreign', 'signature-empty'],
      ...['alg-hmac-pem', 'alg-hmac-der', 'alg-hmac-jwk', 'alg-other', 'id-token', 'kid-unknown'],
      ...['jwk', 'jku', 'x5u', 'x5c', 'two-parts', 'not-base64url', 'claim-doubled', 'payload-array', 'huge'],
    ]
    const played = tokenAcceptor.variants.filter((variant) => variant.operatedBy !== 'kit')
    expect(played.map(({ id }) => id).sort()).toEqual(tried.sort())
  })
})
