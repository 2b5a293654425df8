// What real clients sent to the authorization endpoint, and the answer that would have helped.
import { describe, expect, test } from 'vitest'
import type { Client } from '../../../src/server/protocol/client.js'
import { headerOf } from '../../../src/server/protocol/message.js'
import { type Answered, askFor, at } from '../../support/field-case.js'
import {
  authorizeForm,
  authorizeRequest,
  codeOf,
  memberOf,
  publicClient,
  tokenRequest,
} from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { type Form, formOf, requestFor } from '../../support/requests.js'

interface Row {
  readonly id: string
  readonly name: string
  /** Appended to the honest query without the parameters it names. */
  readonly raw: string
  readonly kinds: readonly string[]
  readonly kind?: Answered['kind']
  readonly error?: string | null
  readonly says?: RegExp
  readonly saysNot?: RegExp
}

const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

/** The honest query, in which `raw` takes the place of the parameters that it names. */
function queryWith(raw: string): string {
  const named = new Set(raw.split('&').map((pair) => pair.slice(0, pair.indexOf('='))))
  const rest: Form = Object.fromEntries(Object.entries(authorizeForm).filter(([name]) => !named.has(name)))
  return `${formOf(rest)}&${raw}`
}

function testRows(rows: readonly Row[]): void {
  for (const { id, name, raw, kinds, kind = 'redirect', error = 'invalid_request', says, saysNot } of rows) {
    test(`${id}: ${name}`, async () => {
      const mock = mockWith()
      const answered = await askFor(mock, requestFor('GET', `/oauth/authorize?${queryWith(raw)}`))
      expect(answered.kinds).toEqual(kinds)
      expect({ kind: answered.kind, error: answered.error }).toEqual({
        kind,
        error: kind === 'page' ? null : error,
      })
      if (kind === 'page') expect(headerOf(answered.reply, 'location')).toBeUndefined()
      if (says !== undefined) expect(answered.log).toMatch(says)
      if (saysNot !== undefined) expect(answered.log).not.toMatch(saysNot)
      expect(answered.description).not.toContain(challenge)
      expect(mock.faults).toEqual([])
    })
  }
}

describe('field cases: the challenge', () => {
  const list =
    '116,24,223,180,151,153,224,37,79,250,96,125,216,173,187,186,22,212,37,77,105,214,191,240,91,88,5,88,83,132,141,121'
  const hexText = 'MTNkMzFlOTYxYTFhZDhlYzJmMTZiMTBjNGM5ODJlMDg3NmE4NzhhZDZkZjE0NDU2NmVlMTg5NGFjYjcwZjljMw'
  const asBase64 = (text: string) => Buffer.from(text).toString('base64url')
  testRows([
    {
      id: 'B019',
      name: 'a byte array that was encoded as a list of numbers',
      raw: `code_challenge=${asBase64(list)}`,
      kinds: ['challenge-byte-list'],
      says: /decodes to numbers and commas: a byte array was turned into text, and it is no hash/,
    },
    {
      id: 'B019',
      name: 'the same without any base64',
      raw: `code_challenge=${encodeURIComponent(list)}`,
      kinds: ['challenge-byte-list'],
      says: /is made of numbers and commas/,
    },
    {
      id: 'B019',
      name: 'the same as Python prints a list',
      raw: `code_challenge=${asBase64(`[${list.replaceAll(',', ', ')}]`)}`,
      kinds: ['challenge-byte-list'],
    },
    {
      id: 'B019',
      name: 'the same as Java prints it, with negative numbers',
      raw: `code_challenge=${asBase64('[116, 24, -33, -76, -105, -103, -32, 37, 79, -6, 96, 125]')}`,
      kinds: ['challenge-byte-list'],
    },
    {
      id: 'B019',
      name: 'the same as JSON.stringify prints a Uint8Array',
      raw: `code_challenge=${asBase64('{"0":116,"1":24,"2":223,"3":180,"4":151,"5":153,"6":224,"7":37,"8":79}')}`,
      kinds: ['challenge-byte-list'],
    },
    {
      id: 'B023',
      name: 'hex text encoded, and the method called SHA-256: both are told in one answer',
      raw: `code_challenge=${hexText}&code_challenge_method=SHA-256`,
      kinds: ['challenge-base64-of-hex', 'method-misspelt'],
      says: /base64 of the hex text of the hash.*not spelt S256/,
    },
    {
      id: 'B023',
      name: 'hex digits and no method',
      raw: 'code_challenge=13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3&code_challenge_method=',
      kinds: ['challenge-hex', 'method-missing'],
    },
    {
      id: 'B023',
      name: 'hex as .NET prints it, and the method in small letters',
      raw: 'code_challenge=13-D3-1E-96-1A-1A-D8-EC-2F-16-B1-0C-4C-98-2E-08-76-A8-78-AD-6D-F1-44-56-6E-E1-89-4A-CB-70-F9-C3&code_challenge_method=s256',
      kinds: ['challenge-hex', 'method-misspelt'],
    },
    {
      id: 'B023',
      name: 'a SHA-1 hash, plain, and no response type: three mistakes in one answer',
      raw: 'code_challenge=wOsdxQV7S8WbaDyF800vBUXoXkY&code_challenge_method=S1&response_type=',
      kinds: ['response-type-missing', 'challenge-other-hash', 'method-unsupported'],
    },
    {
      id: 'B024',
      name: 'escaped before it was put into the query',
      raw: `code_challenge=${challenge}%253D`,
      kinds: ['challenge-double-encoded', 'challenge-padded'],
      says: /encoded twice; after decoding again it is a padded S256 challenge/,
    },
    {
      id: 'B024',
      name: 'the same in standard base64',
      raw: `code_challenge=${challenge.replace('-', '%252B')}%253D`,
      kinds: ['challenge-double-encoded', 'challenge-padded', 'challenge-std-alphabet'],
    },
    {
      id: 'B024',
      name: 'every character escaped twice',
      raw: `code_challenge=${challenge.replace('-', '%252D')}`,
      kinds: ['challenge-double-encoded'],
      says: /after decoding again it is a well-formed challenge/,
    },
    {
      id: 'B025',
      name: 'padding left on',
      raw: `code_challenge=${challenge}=`,
      kinds: ['challenge-padded'],
      says: /Remove the =/,
    },
    {
      id: 'B025',
      name: 'padding left on and escaped',
      raw: `code_challenge=${challenge}%3D`,
      kinds: ['challenge-padded'],
    },
    {
      id: 'B025',
      name: 'more padding than there can be',
      raw: `code_challenge=${challenge}%3D%3D`,
      kinds: ['challenge-padded'],
    },
    {
      id: 'B030',
      name: 'the last character lost in copying',
      raw: `code_challenge=${challenge.slice(0, 42)}`,
      kinds: ['challenge-wrong-length'],
      says: /42 of 43 characters, alphabet right: cut off while copying\?/,
      saysNot: /padd/,
    },
    {
      id: 'B030',
      name: 'the first character lost in copying',
      raw: `code_challenge=${challenge.slice(1)}`,
      kinds: ['challenge-wrong-length'],
      saysNot: /padd/,
    },
    {
      id: 'B030',
      name: 'cut to 40 characters by a column',
      raw: `code_challenge=${challenge.slice(0, 40)}`,
      kinds: ['challenge-wrong-length'],
      says: /40 of 43 characters/,
    },
    {
      id: 'B063',
      name: 'plain, where the page has no Web Crypto',
      raw: 'code_challenge=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&code_challenge_method=plain',
      kinds: ['method-plain'],
    },
  ])
})

describe('field cases: the other parameters', () => {
  testRows([
    {
      id: 'B013',
      name: 'the redirect URI unescaped in the query',
      raw: 'redirect_uri=http://127.0.0.1:8976/callback',
      kinds: [],
      error: null,
    },
    {
      id: 'B015',
      name: 'scopes of the API documentation, with a raw blank between them',
      raw: 'scope=analytics:conversations:read+analytics:conversations:write',
      kinds: ['scope-unknown'],
      error: 'invalid_scope',
      says: /analytics/,
    },
    {
      id: 'B015',
      name: 'scopes of OpenID',
      raw: 'scope=openid%20offline_access',
      kinds: ['scope-unknown'],
      error: 'invalid_scope',
      says: /no OpenID scopes here/,
    },
    {
      id: 'B015',
      name: 'a scope that is misspelt',
      raw: 'scope=analitics%3Areadonly',
      kinds: ['scope-unknown'],
      error: 'invalid_scope',
      says: /analytics:readonly/,
    },
    {
      id: 'B044',
      name: 'a raw + in state',
      raw: 'state=wXy+abc',
      kinds: ['state-raw-plus'],
      error: null,
      says: /raw \+ which is a space in a query.*%2B/,
    },
    {
      id: 'B044',
      name: 'a raw + at the end of state',
      raw: 'state=Zm9vYmFy+',
      kinds: ['state-raw-plus'],
      error: null,
    },
    {
      id: 'B044',
      name: 'several raw +, with padding',
      raw: 'state=a+b/c+d==',
      kinds: ['state-raw-plus'],
      error: null,
    },
    {
      id: 'B044',
      name: 'a raw + in an address',
      raw: 'login_hint=ada+test@example.com',
      kinds: ['login-hint-raw-plus'],
      error: null,
    },
    {
      id: 'B044',
      name: 'a raw + in the challenge',
      raw: `code_challenge=${challenge.replace('-', '+')}`,
      kinds: ['challenge-std-alphabet'],
      says: /a space that was \+/,
    },
    {
      id: 'B044',
      name: 'a raw + in the redirect URI',
      raw: 'redirect_uri=http://127.0.0.1:8976/call+back',
      kinds: ['redirect-uri-illegal-character'],
      kind: 'page',
      says: /a raw \+ or a blank/,
    },
    {
      id: 'B060',
      name: 'the verifier as state',
      raw: 'state=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
      kinds: ['state-is-verifier'],
      error: null,
    },
    {
      id: 'B046',
      name: 'a slash that a library added',
      raw: 'redirect_uri=http%3A%2F%2F127.0.0.1%3A8976%2Fcallback%2F',
      kinds: ['redirect-uri-unregistered'],
      kind: 'page',
      says: /a trailing slash was added; after '.*callback' expected the end, got '\/'/,
    },
    {
      id: 'B046',
      name: 'another case of the path',
      raw: 'redirect_uri=http%3A%2F%2F127.0.0.1%3A8976%2FCallback',
      kinds: ['redirect-uri-unregistered'],
      kind: 'page',
      says: /case of the path/,
    },
    {
      id: 'B046',
      name: 'a query less',
      raw: 'redirect_uri=https%3A%2F%2Fapp.example%2Fcb',
      kinds: ['redirect-uri-unregistered'],
      kind: 'page',
      says: /the query/,
    },
    {
      id: 'B046',
      name: 'https for http',
      raw: 'redirect_uri=https%3A%2F%2F127.0.0.1%3A8976%2Fcallback',
      kinds: ['redirect-uri-unregistered'],
      kind: 'page',
      says: /the scheme/,
    },
    {
      id: 'B088',
      name: 'a redirect URI of somebody else',
      raw: 'redirect_uri=https%3A%2F%2Fattacker.example%2Fcb',
      kinds: ['redirect-uri-unregistered'],
      kind: 'page',
    },
    {
      id: 'B088',
      name: 'a registered host in the user part',
      raw: 'redirect_uri=https%3A%2F%2Fapp.example%40attacker.example%2Fcb',
      kinds: ['redirect-uri-unregistered'],
      kind: 'page',
    },
    {
      id: 'B088',
      name: 'a sub-domain of a registered host',
      raw: 'redirect_uri=https%3A%2F%2Fapp.example.attacker.example%2Fcb%3Ftenant%3Da%252Fb',
      kinds: ['redirect-uri-unregistered'],
      kind: 'page',
    },
  ])

  const writings = [
    'http://127.0.0.1:8976/callback',
    'http%3A//127.0.0.1:8976/callback',
    'http%3a%2f%2f127.0.0.1%3a8976%2fcallback',
    'http://127%2E0.0.1:8976/call%62ack',
  ]
  for (const writing of writings) {
    test(`B013: equal after decoding once, so that the token request is granted: ${writing}`, async () => {
      const mock = mockWith()
      const raw = queryWith(`redirect_uri=${writing}`)
      const { reply } = await askFor(mock, requestFor('GET', `/oauth/authorize?${raw}`))
      expect((await askFor(mock, tokenRequest(codeOf(reply)))).status).toBe(200)
    })
  }

  test('B015: the switch lets unknown scopes pass', async () => {
    const mock = mockWith({ policy: { unknownScopes: 'ignore' } })
    const { kind, error } = await askFor(mock, authorizeRequest({ scope: 'openid offline_access' }))
    expect({ kind, error }).toEqual({ kind: 'redirect', error: null })
  })

  test('B044: state comes back as it was read', async () => {
    const mock = mockWith()
    const { reply } = await askFor(mock, requestFor('GET', `/oauth/authorize?${queryWith('state=wXy+abc')}`))
    expect(new URL(headerOf(reply, 'location') ?? '').searchParams.get('state')).toBe('wXy abc')
  })

  test('B088: nothing is registered and no code is made by such a request', async () => {
    const mock = mockWith()
    await askFor(mock, authorizeRequest({ redirect_uri: 'https://attacker.example/cb' }))
    expect(await mock.store.recentLogins()).toEqual([])
  })
})

describe('field cases: a URL that was damaged as a whole', () => {
  const rows: readonly {
    readonly id: string
    readonly name: string
    readonly query: string
    readonly kind: string
  }[] = [
    { id: 'B057', name: 'cut after response_type', query: 'response_type=code', kind: 'authorize-url-cut' },
    {
      id: 'B057',
      name: 'cut after a registered client id',
      query: `client_id=${publicClient.id}`,
      kind: 'authorize-url-cut',
    },
    {
      id: 'B057',
      name: 'cut after a client id of somebody else',
      query: 'client_id=nobody',
      kind: 'authorize-url-cut',
    },
    {
      id: 'B057',
      name: 'cut in the middle of the redirect URI',
      query: 'redirect_uri=http%3A%2F%2F127.0.0.1',
      kind: 'authorize-url-cut',
    },
    {
      id: 'B057',
      name: '^ before every &',
      query: formOf(authorizeForm).replaceAll('&', '^&'),
      kind: 'authorize-url-shell-escaped',
    },
    {
      id: 'B057',
      name: 'a backslash before every &',
      query: formOf(authorizeForm).replaceAll('&', '\\&'),
      kind: 'authorize-url-shell-escaped',
    },
    {
      id: 'B057',
      name: '&amp; for every &',
      query: formOf(authorizeForm).replaceAll('&', '&amp;'),
      kind: 'authorize-url-html-escaped',
    },
    {
      id: 'B057',
      name: 'the & encoded',
      query: formOf(authorizeForm).replaceAll('&', '%26'),
      kind: 'authorize-url-joined',
    },
    {
      id: 'B057',
      name: 'a second question mark',
      query: `?${formOf(authorizeForm)}`,
      kind: 'authorize-url-two-question-marks',
    },
    {
      id: 'B057',
      name: 'written over several lines',
      query: formOf(authorizeForm).replaceAll('&', '&%0A++++'),
      kind: 'authorize-url-white-space',
    },
  ]
  for (const { id, name, query, kind } of rows) {
    test(`${id}: ${name}`, async () => {
      const answered = await askFor(mockWith(), requestFor('GET', `/oauth/authorize?${query}`))
      expect(answered).toMatchObject({ kind: 'page', status: 400, kinds: [kind] })
      expect(answered.log).not.toMatch(/not registered/)
    })
  }

  test('a URL that was cut at the blank of [object Promise] names what was turned into text', async () => {
    const raw = `response_type=code&client_id=${publicClient.id}&redirect_uri=http%3A%2F%2F127.0.0.1%3A8976%2Fcallback&code_challenge=[object`
    const answered = await askFor(mockWith(), requestFor('GET', `/oauth/authorize?${raw}`))
    expect(answered.kinds).toEqual(['value-stringified', 'method-missing'])
    expect(answered.log).toMatch(/\[object, cut at a blank/)
  })
})

describe('field cases: regions and hosts', () => {
  const home: Client = { ...publicClient, region: 'us-west-2' }

  const abroad = [
    { host: 'login.mypurecloud.com', asked: 'us-east-1' },
    { host: 'login.mypurecloud.de', asked: 'eu-central-1' },
    { host: 'login.apse1.pure.cloud', asked: 'ap-southeast-1' },
  ]
  for (const { host, asked } of abroad) {
    test(`B003: a client of us-west-2 asks ${host}`, async () => {
      const mock = mockWith()
      await mock.store.saveClient(home)
      const answered = await askFor(mock, at(host, authorizeRequest()))
      expect(answered).toMatchObject({ kind: 'page', status: 400, kinds: ['client-of-other-region'] })
      expect(answered.log).toContain('lives in us-west-2 (usw2.pure.cloud)')
      expect(answered.log).toContain(`went to ${asked}`)
      expect(answered.log).toContain("client.setEnvironment('usw2.pure.cloud')")
      expect(answered.reply.body).not.toMatch(/<form/)
    })
  }
  test('B003: the client logs in at home', async () => {
    const mock = mockWith()
    await mock.store.saveClient(home)
    const begun = await askFor(mock, at('login.usw2.pure.cloud', authorizeRequest()))
    expect(begun).toMatchObject({ kind: 'redirect', error: null })
    const answered = await askFor(mock, at('login.usw2.pure.cloud', tokenRequest(codeOf(begun.reply))))
    expect(answered).toMatchObject({ status: 200, kinds: [] })
  })

  const missing = [
    { host: 'login.us-east-1.pure.cloud', says: /us-east-1 is mypurecloud\.com/ },
    { host: 'login.apps.usw2.pure.cloud.com', says: /us-west-2 is usw2\.pure\.cloud/ },
    { host: 'login.mypurecloud.au', says: /ap-southeast-2 is mypurecloud\.com\.au/ },
    { host: 'login.eu-central-1.mypurecloud.com', says: /eu-central-1 is mypurecloud\.de/ },
    { host: 'login.euw1.pure.cloud', says: /eu-west-1 is mypurecloud\.ie/ },
    { host: 'login.mypurecloud.co.jp', says: /ap-northeast-1 is mypurecloud\.jp/ },
  ]
  for (const { host, says } of missing) {
    test(`B004: ${host} is served as no region`, async () => {
      const answered = await askFor(mockWith(), at(host, authorizeRequest()))
      expect(answered).toMatchObject({ kind: 'page', kinds: ['host-unknown'] })
      expect(answered.log).toMatch(says)
    })
  }
})

describe('field cases: B047, a loopback address under two names', () => {
  const both: Client = { ...publicClient, redirectUris: ['http://localhost/cb', 'http://127.0.0.1/cb'] }
  const ip = 'http://127.0.0.1:50123/cb'

  async function begun() {
    const mock = mockWith()
    await mock.store.saveClient(both)
    return { mock, code: codeOf((await askFor(mock, authorizeRequest({ redirect_uri: ip }))).reply) }
  }

  test('B047: the answer goes to exactly the address that was asked for', async () => {
    const mock = mockWith()
    await mock.store.saveClient(both)
    const { reply } = await askFor(mock, authorizeRequest({ redirect_uri: ip }))
    expect(headerOf(reply, 'location')).toMatch(/^http:\/\/127\.0\.0\.1:50123\/cb\?code=/)
  })
  test('B047: the token request with it is granted', async () => {
    const { mock, code } = await begun()
    expect(await askFor(mock, tokenRequest(code, { redirect_uri: ip }))).toMatchObject({
      status: 200,
      kinds: [],
    })
  })
  const others = [
    { sent: 'http://localhost:50123/cb', says: /localhost is not 127\.0\.0\.1/ },
    { sent: 'http://[::1]:50123/cb', says: /\[::1\] is not 127\.0\.0\.1/ },
    { sent: 'http://127.0.0.1:50124/cb', says: /the port/ },
  ]
  for (const { sent, says } of others) {
    test(`B047: the token request with ${sent} is refused, the difference marked`, async () => {
      const { mock, code } = await begun()
      const answered = await askFor(mock, tokenRequest(code, { redirect_uri: sent }))
      expect(answered).toMatchObject({ status: 400, error: 'invalid_grant', kinds: ['redirect-uri-differs'] })
      expect(answered.description).toMatch(says)
    })
  }
})

describe('field cases: B080, the issuer in the metadata', () => {
  const path = '/.well-known/oauth-authorization-server'
  for (const origin of [
    'http://mock:7636',
    'http://localhost:7636',
    'http://127.0.0.1:7636',
    'http://[::1]:7636',
  ]) {
    test(`B080: is ${origin} when that was asked, without a slash at its end`, async () => {
      const { reply } = await askFor(mockWith(), { ...requestFor('GET', path), origin })
      expect(memberOf(reply, 'issuer')).toBe(origin)
      expect(memberOf(reply, 'token_endpoint')).toBe(`${origin}/oauth/token`)
    })
  }
  test('B080: is fixed by option', async () => {
    const names = { issuer: 'https://login.example', audience: null }
    const { reply } = await askFor(mockWith({ names }), {
      ...requestFor('GET', path),
      origin: 'http://mock:7636',
    })
    expect(memberOf(reply, 'issuer')).toBe('https://login.example')
  })
})
