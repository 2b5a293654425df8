// What real clients sent to the token endpoint, and the answer that would have helped.
import { describe, expect, test } from 'vitest'
import type { Client } from '../../../src/server/protocol/client.js'
import type { Pairs } from '../../../src/server/protocol/message.js'
import { type Answered, askFor, at, type Mock } from '../../support/field-case.js'
import {
  authorizeRequest,
  codeOf,
  confidentialClient,
  memberOf,
  publicClient,
  tokenForm,
  tokenRequest,
} from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { type Form, formOf, postForm, requestFor } from '../../support/requests.js'

const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'

function basic(id: string, secret: string): Pairs {
  return [['Authorization', `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`]]
}

const robot: Client = {
  id: '33333333-2222-4333-8444-555555555555',
  name: 'Robot',
  grantType: 'CLIENT-CREDENTIALS',
  secret: 'robot-secret',
  redirectUris: [],
}

/** A login whose challenge is that of `sent`, or of Appendix B. */
async function begun(mock: Mock, changes: Form = {}): Promise<string> {
  const { reply } = await askFor(mock, authorizeRequest(changes))
  return codeOf(reply)
}

/** Redeems the code of a fresh login with `changes` to the honest form, four seconds later. */
async function redeemed(changes: Form, mock: Mock = mockWith(), login: Form = {}): Promise<Answered> {
  const code = await begun(mock, login)
  mock.ports.advance(4000)
  return askFor(mock, tokenRequest(code, changes))
}

describe('field cases: the verifier', () => {
  /** Challenges by: printf %s VERIFIER | openssl dgst -sha256 -binary | basenc --base64url, without =. */
  const rows: readonly {
    readonly id: string
    readonly name: string
    readonly sent: string | null
    readonly challenge?: string
    readonly error?: string
    readonly kinds: readonly string[]
    readonly says?: RegExp
  }[] = [
    {
      id: 'B027',
      name: 'characters deleted instead of replaced',
      sent: 'dBjftJeZ4CVPmB92K27uhbUJU1p1rwW1gFWFOEjXk',
      challenge: 'two characters deleted',
      error: 'invalid_request',
      kinds: ['verifier-too-short'],
      says: /41 characters, needs 43 to 128; characters deleted instead of replaced/,
    },
    {
      id: 'B027',
      name: 'one character deleted',
      sent: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1rwW1gFWFOEjXk',
      challenge: 'one character deleted',
      error: 'invalid_request',
      kinds: ['verifier-too-short'],
      says: /42 characters.*deleted instead of replaced/,
    },
    {
      id: 'B028',
      name: 'random text cut to 32 characters, its hash right',
      sent: 'abcdefghijklmnopqrstuvwxyz012345',
      challenge: '32 letters',
      error: 'invalid_request',
      kinds: ['verifier-too-short'],
      says: /32 characters, needs 43 to 128/,
    },
    {
      id: 'B028',
      name: 'a UUID, its hash right',
      sent: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
      challenge: 'a UUID',
      error: 'invalid_request',
      kinds: ['verifier-too-short'],
      says: /36 characters/,
    },
    {
      id: 'B029',
      name: '134 characters, the hash right',
      sent: 'A'.repeat(134),
      challenge: '134 letters',
      error: 'invalid_request',
      kinds: ['verifier-too-long'],
      says: /134 characters/,
    },
    {
      id: 'B029',
      name: '129 characters, the hash right',
      sent: 'A'.repeat(129),
      challenge: '129 letters',
      error: 'invalid_request',
      kinds: ['verifier-too-long'],
    },
    {
      id: 'B032',
      name: 'no verifier',
      sent: null,
      kinds: ['verifier-missing'],
      says: /challenge came with exchange 1, the verifier was lost since/,
    },
    {
      id: 'B033',
      name: 'an empty verifier counts as absent',
      sent: '',
      kinds: ['verifier-empty'],
      says: /empty/,
    },
    { id: 'B085', name: 'no verifier is never a token', sent: null, kinds: ['verifier-missing'] },
    { id: 'B087', name: '(a) without verifier', sent: null, kinds: ['verifier-missing'] },
    {
      id: 'B087',
      name: '(b) with 20 characters',
      sent: 'abcdefghijklmnopqrst',
      error: 'invalid_request',
      kinds: ['verifier-too-short'],
      says: /20 characters/,
    },
    {
      id: 'B087',
      name: '(c) well formed and wrong',
      sent: 'x'.repeat(43),
      kinds: ['verifier-mismatch'],
      says: /another value/,
    },
    {
      id: 'B087',
      name: 'with 20 characters and a plus: both are told',
      sent: 'abcdefghij+abcdefghi',
      error: 'invalid_request',
      kinds: ['verifier-too-short', 'verifier-illegal-character'],
    },
    {
      id: 'B060',
      name: 'the state in its place',
      sent: 'af0ifjsldkj',
      kinds: ['verifier-holds-state'],
      says: /holds the state of the login of exchange 1/,
    },
    {
      id: 'B011',
      name: 'the text null of a storage that was cleared',
      sent: 'null',
      error: 'invalid_request',
      kinds: ['value-stringified'],
      says: /stored verifier was not found/,
    },
  ]
  const challenges: Readonly<Record<string, string>> = {
    'two characters deleted': 'YK4dFQ6fZKXizCX3hUI0BQ-c2tMIEljkSv9hzjiZu9M',
    'one character deleted': 'u5uynIry7KcHu7IVhJ-1bHXOvfV5hJeqNtJBA3MDefg',
    '32 letters': 'ZTuxJF6Cj82k-lP81aPe9b12VOZR9UtBMrc9dOZENcQ',
    'a UUID': 'FjYvVmOHs89abpL7Cphsdsog6zoMEsvfvQspUB4MGN8',
    '134 letters': 'k5yfWXuA8D2mRFf8NTU22oyux4HpvQehvRX0Tjk3PSM',
    '129 letters': '5xGMOom_gU3tKrIyMDVlI5JT9Z_eqT4n0CBuF1SS46c',
    '128 letters': 'tqw8wQOGMxx2XwTwQcFH0PJ48q7Y6qAh4tAFf8b2_54',
    '86 characters': 'UCXIsMCzELSXL4k3lZS6YbK8ihlKm1AM1MWtV63GRP0',
    '56 hex digits': 'dLchYqq1HNSzW3c28l8ukGwznMAb4R0j4K9efiNq7pw',
  }
  for (const { id, name, sent, challenge, error = 'invalid_grant', kinds, says } of rows) {
    test(`${id}: ${name}`, async () => {
      const mock = mockWith()
      const own = challenge === undefined ? undefined : challenges[challenge]
      const code = await begun(mock, own === undefined ? {} : { code_challenge: own })
      const { code_verifier: _, ...form } = tokenForm(code)
      const answered = await askFor(
        mock,
        postForm('/oauth/token', sent === null ? form : { ...form, code_verifier: sent }),
      )
      expect(answered).toMatchObject({ status: 400, error, kinds })
      if (says !== undefined) expect(answered.log).toMatch(says)
      if (sent !== null && sent.length >= 16) expect(answered.log).not.toContain(sent.slice(0, 16))
      expect(await askFor(mock, tokenRequest(code))).toMatchObject({ status: own === undefined ? 200 : 400 })
    })
  }

  const legal: readonly (readonly [id: string, name: string, sent: string, challenge: string])[] = [
    ['B029', '128 characters', 'A'.repeat(128), '128 letters'],
    [
      'B070',
      '86 characters',
      'PkN1r6zBQpmVxq0S9bcDfOd5LwUG2hYyTn8iJZKesa3AXvFt47ERMuWgHlCojI_qbP-Y0dXr5mTzKs1VhA8wNf',
      '86 characters',
    ],
    ['B070', '56 hex digits', '3f0c1f524d5e4a6b9d7e0c1b2a394857a1b2c3d4e5f60718293a4b5c', '56 hex digits'],
  ]
  for (const [id, name, sent, key] of legal) {
    test(`${id}: ${name} are legal, and nothing is named`, async () => {
      const answered = await redeemed({ code_verifier: sent }, mockWith(), {
        code_challenge: challenges[key] ?? '',
      })
      expect(answered).toMatchObject({ status: 200, kinds: [] })
    })
  }

  const json = [
    { id: 'B032', name: 'JSON without it', member: {}, kind: 'verifier-missing' },
    {
      id: 'B032',
      name: 'JSON with it under the name of a variable',
      member: { codeVerifier: verifier },
      kind: 'parameter-misnamed',
    },
    {
      id: 'B032',
      name: 'JSON with it as a member of an object',
      member: { code_verifier: { value: verifier } },
      kind: 'body-json-nested',
    },
    { id: 'B033', name: 'JSON with an empty text', member: { code_verifier: '' }, kind: 'verifier-empty' },
    { id: 'B033', name: 'JSON with null', member: { code_verifier: null }, kind: 'verifier-missing' },
  ]
  for (const { id, name, member, kind } of json) {
    test(`${id}: no verifier in ${name}`, async () => {
      const mock = mockWith()
      const { code_verifier: _, ...form } = tokenForm(await begun(mock))
      const body = JSON.stringify({ ...form, ...member })
      const answered = await askFor(
        mock,
        requestFor('POST', '/oauth/token', [['Content-Type', 'application/json']], body),
      )
      expect(answered.status).toBe(400)
      expect(answered.kinds).toContain(kind)
      expect(answered.log).not.toContain(verifier)
    })
  }

  test('B060: the verifier as state is warned of on the good login too', async () => {
    const answered = await redeemed({}, mockWith(), { state: verifier })
    expect(answered).toMatchObject({ status: 200, kinds: ['verifier-is-state'] })
  })

  const overwritten = [
    { name: 'three seconds later', after: 3000, says: /login of exchange 2, 3 s later by the same client/ },
    { name: 'two minutes later', after: 125_000, says: /exchange 2, 2\.1 min later by the same client/ },
    { name: 'in the same millisecond', after: 0, says: /exchange 2 by the same client/ },
  ]
  for (const { name, after, says } of overwritten) {
    test(`B035: the verifier of a second login, begun ${name}, overwrote the first`, async () => {
      const mock = mockWith()
      const first = await begun(mock)
      mock.ports.advance(after)
      await begun(mock, { code_challenge: challenges['86 characters'] ?? '' })
      const sent = legal[1]?.[2] ?? ''
      const answered = await askFor(mock, tokenRequest(first, { code_verifier: sent }))
      expect(answered).toMatchObject({
        status: 400,
        error: 'invalid_grant',
        kinds: ['verifier-of-other-login'],
      })
      expect(answered.description).toMatch(says)
    })
  }
  test('B035: the verifier of an earlier login', async () => {
    const mock = mockWith()
    await begun(mock)
    mock.ports.advance(9000)
    const second = await begun(mock, { code_challenge: challenges['86 characters'] ?? '' })
    const answered = await askFor(mock, tokenRequest(second))
    expect(answered.description).toMatch(/login of exchange 1, 9 s earlier by the same client/)
  })
})

describe('field cases: the code', () => {
  const odd = 'ab+/cd==Zq7f0c2VtJx5Yw1uPz8kLm'

  async function withOddCode(sent: string): Promise<Answered> {
    const mock = mockWith()
    await begun(mock)
    const [login] = await mock.store.recentLogins()
    if (login === undefined) throw new Error('no login')
    await mock.store.saveLogin({ ...login, id: 'odd', code: odd, exchange: 8 })
    const form = formOf(tokenForm('')).replace('code=&', `code=${sent}&`)
    return askFor(
      mock,
      requestFor('POST', '/oauth/token', [['Content-Type', 'application/x-www-form-urlencoded']], form),
    )
  }

  const damaged = [
    {
      name: 'its + left as it is',
      sent: 'ab+%2Fcd%3D%3DZq7f0c2VtJx5Yw1uPz8kLm',
      says: /a space where \+ was: the form encoder leaves \+/,
    },
    { name: 'nothing escaped', sent: 'ab+/cd==Zq7f0c2VtJx5Yw1uPz8kLm', says: /a space where \+ was/ },
    {
      name: 'escaped twice',
      sent: 'ab%252B%252Fcd%253D%253DZq7f0c2VtJx5Yw1uPz8kLm',
      says: /percent-encoded twice/,
    },
    {
      name: 'cut at its =',
      sent: 'ab%2B%2Fcd%3D%3DZq7f',
      says: /its end is missing: cut after 12 of 30 characters/,
    },
    { name: 'in quotes', sent: '%22ab%2B%2Fcd%3D%3DZq7f0c2VtJx5Yw1uPz8kLm%22', says: /in quotes/ },
  ]
  for (const { name, sent, says } of damaged) {
    test(`B041: a code that came altered: ${name}`, async () => {
      const answered = await withOddCode(sent)
      expect(answered).toMatchObject({ status: 400, error: 'invalid_grant', kinds: ['code-altered'] })
      expect(answered.description).toMatch(says)
      expect(answered.log).not.toContain('Zq7f0c2V')
    })
  }
  test('B041: the same code as a form encoder writes it is redeemed', async () => {
    expect(await withOddCode(encodeURIComponent(odd))).toMatchObject({ status: 200, kinds: [] })
  })

  const replays = [
    { after: 12, says: /same code again, 12 ms after exchange 2 redeemed it: an effect that ran twice\?/ },
    { after: 999, says: /999 ms after exchange 2 redeemed it: an effect that ran twice\?/ },
    { after: 4000, says: /4 s after exchange 2 redeemed it$/ },
  ]
  for (const { after, says } of replays) {
    test(`B038: the same code ${after} ms later`, async () => {
      const mock = mockWith()
      const code = await begun(mock)
      expect((await askFor(mock, tokenRequest(code))).status).toBe(200)
      mock.ports.advance(after)
      const answered = await askFor(mock, tokenRequest(code))
      expect(answered).toMatchObject({
        status: 400,
        error: 'invalid_grant',
        kinds: ['code-used-twice'],
        cause: 2,
      })
      expect(answered.description).toMatch(says)
    })
  }

  test('B082: a made-up code, and the token that was expected, are no codes', async () => {
    const mock = mockWith()
    const token = memberOf((await redeemed({}, mock)).reply, 'access_token')
    for (const code of ['any-code-will-do', String(token)]) {
      expect(await askFor(mock, tokenRequest(code))).toMatchObject({ status: 400, error: 'invalid_grant' })
    }
  })
  test('code and verifier in the wrong order are named as that and nothing else', async () => {
    const mock = mockWith()
    const code = await begun(mock)
    const answered = await askFor(mock, tokenRequest(verifier, { code_verifier: code }))
    expect(answered).toMatchObject({ error: 'invalid_grant', kinds: ['code-and-verifier-swapped'] })
  })
})

describe('field cases: the client', () => {
  const web: Client = { ...confidentialClient, secret: 'Abcd+12%34' }
  const redirect = { redirect_uri: 'https://web.example/callback' }

  async function webMock(client: Client = web): Promise<Mock> {
    const mock = mockWith()
    await mock.store.saveClient(client)
    await mock.store.saveClient(robot)
    return mock
  }

  async function webCode(mock: Mock): Promise<string> {
    return begun(mock, { client_id: web.id, ...redirect })
  }

  function webForm(code: string): Form {
    const { client_id: _, ...form } = tokenForm(code, redirect)
    return form
  }

  for (const extra of [{}, { client_secret: '' }, { scope: '' }] as const) {
    test(`B073: a public client redeems without a secret: ${JSON.stringify(extra)} besides its id`, async () => {
      expect(await redeemed(extra)).toMatchObject({ status: 200, kinds: [] })
    })
  }

  test('B039: Basic with an empty secret and no id in the body works at once', async () => {
    const mock = mockWith()
    const { client_id: _, ...form } = tokenForm(await begun(mock))
    const answered = await askFor(mock, postForm('/oauth/token', form, basic(publicClient.id, '')))
    expect(answered).toMatchObject({ status: 200, kinds: [] })
  })
  test('B039: a probe that is refused leaves the code unspent, and both belong to one login', async () => {
    const mock = await webMock()
    const code = await webCode(mock)
    const first = await askFor(mock, postForm('/oauth/token', webForm(code), basic(web.id, 'wrong')))
    expect(first).toMatchObject({ status: 401, error: 'invalid_client' })
    const secret = { client_id: web.id, client_secret: 'Abcd+12%34' }
    expect(await askFor(mock, postForm('/oauth/token', { ...webForm(code), ...secret }))).toMatchObject({
      status: 200,
    })
    expect(new Set(mock.recorder.exchanges.map(({ outcome }) => outcome.login)).size).toBe(1)
  })
  test('B039: the switch spends the code by the first request', async () => {
    const mock = mockWith({ policy: { spendCodeOnFailure: true } })
    const code = await begun(mock)
    await askFor(mock, tokenRequest(code, { code_verifier: 'x'.repeat(43) }))
    expect(await askFor(mock, tokenRequest(code))).toMatchObject({
      status: 400,
      kinds: ['code-spent-by-refusal'],
    })
  })

  const ways: readonly { name: string; headers: Pairs; body: Form }[] = [
    { name: 'the raw pair by Basic', headers: basic(web.id, 'Abcd+12%34'), body: {} },
    { name: 'the form-encoded pair by Basic', headers: basic(web.id, 'Abcd%2B12%2534'), body: {} },
    { name: 'the secret in the body', headers: [], body: { client_id: web.id, client_secret: 'Abcd+12%34' } },
  ]
  for (const { name, headers, body } of ways) {
    test(`B043: a secret with + and %: ${name}`, async () => {
      const mock = await webMock()
      const form = { ...webForm(await webCode(mock)), ...body }
      expect((await askFor(mock, postForm('/oauth/token', form, headers))).status).toBe(200)
    })
  }
  test('B043: the log says which reading of the header matched', async () => {
    for (const [secret, kind] of [
      ['Abcd+12%34', 'basic-secret-raw'],
      ['Abcd%2B12%2534', 'basic-secret-encoded'],
    ] as const) {
      const mock = await webMock()
      const answered = await askFor(
        mock,
        postForm('/oauth/token', webForm(await webCode(mock)), basic(web.id, secret)),
      )
      expect(answered.kinds).toEqual([kind])
    }
  })
  const wrongSecrets = [
    { name: 'its + not encoded in the body', sent: 'Abcd 12%34', says: /a space where \+ was/ },
    { name: 'encoded twice', sent: 'Abcd%2B12%2534', says: /percent-encoded twice/ },
    { name: 'with a line end of a file', sent: 'Abcd+12%34\n', says: /white space around it/ },
    { name: 'in quotes', sent: '"Abcd+12%34"', says: /in quotes/ },
  ]
  for (const { name, sent, says } of wrongSecrets) {
    test(`B043: a wrong secret, ${name}`, async () => {
      const mock = await webMock()
      const form = { ...webForm(await webCode(mock)), client_id: web.id, client_secret: sent }
      const answered = await askFor(mock, postForm('/oauth/token', form))
      expect(answered).toMatchObject({ status: 400, error: 'invalid_client', kinds: ['client-secret-wrong'] })
      expect(answered.description).toMatch(says)
    })
  }

  test('B040: one client may use either way each time', async () => {
    const mock = await webMock()
    const header = basic(web.id, 'Abcd+12%34')
    const inBody = { client_id: web.id, client_secret: 'Abcd+12%34' }
    const first = await askFor(mock, postForm('/oauth/token', webForm(await webCode(mock)), header))
    const refresh = {
      grant_type: 'refresh_token',
      refresh_token: String(memberOf(first.reply, 'refresh_token')),
    }
    const second = await askFor(mock, postForm('/oauth/token', { ...refresh, ...inBody }))
    expect(second.status).toBe(200)
    const third = await askFor(mock, postForm('/oauth/token', { ...webForm(await webCode(mock)), ...inBody }))
    expect(third.status).toBe(200)
    const again = {
      grant_type: 'refresh_token',
      refresh_token: String(memberOf(third.reply, 'refresh_token')),
    }
    expect((await askFor(mock, postForm('/oauth/token', again, header))).status).toBe(200)
  })

  test('B082: a wrong secret is refused, a refresh is granted', async () => {
    const mock = await webMock()
    const header = basic(robot.id, 'wrong')
    const wrong = await askFor(
      mock,
      postForm('/oauth/token', {
        grant_type: 'client_credentials',
        client_id: robot.id,
        client_secret: 'wrong',
      }),
    )
    expect(wrong).toMatchObject({ status: 400, error: 'invalid_client', kinds: ['client-secret-wrong'] })
    expect(
      (await askFor(mock, postForm('/oauth/token', { grant_type: 'client_credentials' }, header))).status,
    ).toBe(401)
  })

  for (const parameter of [
    { OrgName: 'acme' },
    { audience: 'https://api.example' },
    { x_trace: '1' },
  ] as const) {
    test(`B016: an extra parameter of client credentials is ignored: ${Object.keys(parameter)[0]}`, async () => {
      const mock = await webMock()
      const form: Form = { grant_type: 'client_credentials', ...parameter }
      expect(
        await askFor(mock, postForm('/oauth/token', form, basic(robot.id, 'robot-secret'))),
      ).toMatchObject({ status: 200, kinds: [] })
    })
  }

  const inUrl = [
    {
      name: 'an empty body that is called JSON',
      headers: [['Content-Type', 'application/json']] as Pairs,
      body: '',
    },
    { name: 'an empty body without a type', headers: [] as Pairs, body: '' },
    { name: 'an empty JSON object', headers: [['Content-Type', 'application/json']] as Pairs, body: '{}' },
  ]
  for (const { name, headers, body } of inUrl) {
    test(`B014: parameters in the URL with ${name} are not read`, async () => {
      const mock = await webMock()
      const target = '/oauth/token?grant_type=client_credentials'
      const request = requestFor('POST', target, [...headers, ...basic(robot.id, 'robot-secret')], body)
      const answered = await askFor(mock, request)
      expect(answered).toMatchObject({ status: 400, error: 'invalid_request' })
      expect(answered.description).toMatch(/parameters were in the URL, none is read from there: grant_type/)
    })
  }
  test('B014: the switch reads them', async () => {
    const mock = mockWith({ policy: { readTokenQuery: true } })
    await mock.store.saveClient(robot)
    const request = requestFor(
      'POST',
      '/oauth/token?grant_type=client_credentials',
      basic(robot.id, 'robot-secret'),
    )
    expect(await askFor(mock, request)).toMatchObject({ status: 200, kinds: ['parameters-read-from-url'] })
  })
  test('B014: a code grant all in the URL', async () => {
    const mock = mockWith()
    const form = formOf(tokenForm(await begun(mock)))
    const answered = await askFor(mock, requestFor('POST', `/oauth/token?${form}`))
    expect(answered).toMatchObject({ status: 400, error: 'invalid_request', kinds: ['parameters-in-url'] })
    expect(answered.log).not.toContain(verifier)
  })

  async function refreshed(mock: Mock): Promise<{ token: string; header: Pairs }> {
    const header = basic(web.id, 'Abcd+12%34')
    const { reply } = await askFor(mock, postForm('/oauth/token', webForm(await webCode(mock)), header))
    return { token: String(memberOf(reply, 'refresh_token')), header }
  }

  for (const extra of [
    {},
    { code_verifier: verifier },
    { code_verifier: 'short' },
    { redirect_uri: 'https://x.example' },
  ] as const) {
    test(`B068: a refresh ${Object.keys(extra).length === 0 ? 'without a verifier' : `with ${JSON.stringify(extra)}`}`, async () => {
      const mock = await webMock()
      const { token, header } = await refreshed(mock)
      const form: Form = { grant_type: 'refresh_token', refresh_token: token, ...extra }
      expect((await askFor(mock, postForm('/oauth/token', form, header))).status).toBe(200)
    })
  }

  const reuses = [
    { after: 13, says: /reused 13 ms after exchange 3 rotated it: parallel refresh, not theft/ },
    { after: 0, says: /reused 0 ms after exchange 3 rotated it: parallel refresh, not theft/ },
    { after: 3_600_000, says: /reused 60 min after exchange 3 rotated it/ },
  ]
  for (const { after, says } of reuses) {
    test(`B066: one refresh token used twice, ${after} ms apart`, async () => {
      const mock = await webMock()
      const { token, header } = await refreshed(mock)
      const form = { grant_type: 'refresh_token', refresh_token: token }
      expect((await askFor(mock, postForm('/oauth/token', form, header))).status).toBe(200)
      mock.ports.advance(after)
      const answered = await askFor(mock, postForm('/oauth/token', form, header))
      expect(answered).toMatchObject({ status: 400, error: 'invalid_grant', kinds: ['refresh-token-reused'] })
      expect(answered.description).toMatch(says)
    })
  }
  test('B066: within a reuse window both get the same successor', async () => {
    const mock = mockWith({ policy: { refreshReuseWindowSeconds: 10 } })
    await mock.store.saveClient(web)
    const { token, header } = await refreshed(mock)
    const form = { grant_type: 'refresh_token', refresh_token: token }
    const first = await askFor(mock, postForm('/oauth/token', form, header))
    mock.ports.advance(13)
    const second = await askFor(mock, postForm('/oauth/token', form, header))
    expect(second.status).toBe(200)
    expect(memberOf(second.reply, 'refresh_token')).toBe(memberOf(first.reply, 'refresh_token'))
  })
})

describe('field cases: B021, the token request at the host of the API', () => {
  const hosts = ['api.mypurecloud.com', 'api.mypurecloud.de', 'api.usw2.pure.cloud']
  for (const host of hosts) {
    test(`B021: POST /oauth/token at ${host}`, async () => {
      const answered = await askFor(mockWith(), at(host, tokenRequest('any')))
      expect(answered).toMatchObject({ status: 404, error: 'not.found', kinds: ['login-path-on-api'] })
      expect(answered.description).toContain(`login.${host.slice(4)}/oauth/token`)
    })
  }
  test('B021: GET /oauth/authorize at the host of the API', async () => {
    const answered = await askFor(mockWith(), at('api.mypurecloud.ie', authorizeRequest()))
    expect(answered).toMatchObject({ status: 404, kinds: ['login-path-on-api'] })
    expect(answered.log).toContain('login.mypurecloud.ie/oauth/authorize')
  })
  test('B021: POST /api/v2/oauth/token on one listener', async () => {
    const answered = await askFor(mockWith(), postForm('/api/v2/oauth/token', tokenForm('any')))
    expect(answered).toMatchObject({ status: 404, error: 'not.found', kinds: ['login-path-on-api'] })
    expect(answered.description).toContain('login.<domain>/oauth/token')
  })
})
