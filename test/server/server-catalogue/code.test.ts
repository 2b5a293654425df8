// The server catalogue, authorization code: every row by its id, against a mock over sockets.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer } from '../../../src/server/index.js'
import { confidentialClient } from '../../support/login.js'
import {
  apiStatus,
  basic,
  codeFrom,
  postToken,
  publicClient,
  type Served,
  secret,
  served,
  tokenBody,
  webBegun,
  webRedirect,
} from '../../support/socket-client.js'

let at: Served
beforeAll(async () => {
  at = await served()
})
afterAll(() => at.mock.stop())

describe('server catalogue: authorization code', () => {
  test('as.code.single-use: the second use is refused, and the first token dies', async () => {
    const code = await codeFrom(at)
    const first = await postToken(at, tokenBody(code))
    expect(await apiStatus(at, first.body.access_token)).toBe(200)
    const second = await postToken(at, tokenBody(code))
    expect({ status: second.status, error: second.body.error }).toEqual({
      status: 400,
      error: 'invalid_grant',
    })
    expect(await apiStatus(at, first.body.access_token)).toBe(401)
  })

  test('as.code.single-use: of twenty at once exactly one is granted', async () => {
    const code = await codeFrom(at)
    const replies = await Promise.all(Array.from({ length: 20 }, () => postToken(at, tokenBody(code))))
    expect(replies.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 19 }, () => 400),
    ])
  })

  const bad = [
    { name: 'a wrong verifier', changes: { code_verifier: 'x'.repeat(43) } },
    { name: 'no verifier', changes: { code_verifier: null } },
    { name: 'another redirect URI', changes: { redirect_uri: 'http://127.0.0.1:1/callback' } },
    { name: 'an unknown client', changes: { client_id: 'nobody' } },
  ]
  for (const { name, changes } of bad) {
    test(`as.code.replay-dos: a replay with ${name} does not kill a good token`, async () => {
      const code = await codeFrom(at)
      const first = await postToken(at, tokenBody(code))
      expect((await postToken(at, tokenBody(code, changes))).status).toBe(400)
      expect(await apiStatus(at, first.body.access_token)).toBe(200)
    })
  }

  test('as.code.expiry: a code is good for five minutes, and then says by how much it is late', async () => {
    const early = await codeFrom(at)
    at.ports.advance(299_999)
    expect((await postToken(at, tokenBody(early))).status).toBe(200)
    const late = await codeFrom(at)
    at.ports.advance(300_000 + 7000)
    const { status, body } = await postToken(at, tokenBody(late))
    expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_grant' })
    expect(body.error_description).toBe('code expired 7 s ago; it was good for 5 min')
  })

  test('as.code.bound: to its client', async () => {
    const mine = await codeFrom(at)
    const other = await postToken(
      at,
      tokenBody(mine, { client_id: null }),
      basic(confidentialClient.id, secret),
    )
    expect(other.body).toMatchObject({ error: 'invalid_grant' })
    expect(other.body.error_description).toMatch(/issued to another client/)
    const theirs = await codeFrom(at, webBegun)
    const foreign = await postToken(at, tokenBody(theirs, { redirect_uri: webRedirect }))
    expect(foreign.body).toMatchObject({ error: 'invalid_grant' })
    expect((await postToken(at, tokenBody(mine))).status).toBe(200)
  })

  for (const uri of [
    'http://127.0.0.1:8977/callback',
    'http://127.0.0.1:8976/callback/',
    'http://localhost:8976/callback',
    null,
    '',
  ]) {
    test(`as.code.bound: to its redirect URI, not ${JSON.stringify(uri)}`, async () => {
      const code = await codeFrom(at)
      const { status, body } = await postToken(at, tokenBody(code, { redirect_uri: uri }))
      expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_grant' })
      expect((await postToken(at, tokenBody(code))).status).toBe(200)
    })
  }

  test('as.code.entropy: codes, ids and tokens are long, of one alphabet, and share no beginning', async () => {
    const mock = createMockServer({ port: 0, clients: [publicClient], policy: { tokenFormat: 'opaque' } })
    await mock.start()
    const there = { mock, ports: at.ports }
    const codes: string[] = []
    const tokens: string[] = []
    try {
      for (let round = 0; round < 32; round++) {
        const code = await codeFrom(there)
        codes.push(code)
        tokens.push((await postToken(there, tokenBody(code))).body.access_token)
      }
    } finally {
      await mock.stop()
    }
    // 6 bits for each character: 160 bits are 27 characters, and 86 are what the real service has.
    for (const code of codes) expect(code).toMatch(/^[A-Za-z0-9_-]{27,}$/)
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{86}$/)
    const beginnings = [...codes, ...tokens].map((text) => text.slice(0, 6))
    expect(new Set(beginnings).size).toBe(64)
  })
})
