// The server catalogue, PKCE: every row by its id, against a mock over sockets.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answeredWith,
  authorize,
  type Changes,
  challenge,
  codeFrom,
  login,
  postToken,
  type Served,
  s256,
  served,
  tokenBody,
  verifier,
  webBegun,
  webToken,
  withoutPkce,
} from '../../support/socket-client.js'

let at: Served
beforeAll(async () => {
  at = await served()
})
afterAll(() => at.mock.stop())

async function errorOf(changes: Changes) {
  const answered = answeredWith(await authorize(at, changes))
  return {
    error: answered.get('error'),
    description: answered.get('error_description') ?? '',
    code: answered.get('code'),
  }
}

describe('server catalogue: PKCE', () => {
  test('as.pkce.s256-supported: a login with S256 gets a token', async () => {
    const own = 'a-verifier-of-our-own-with-~-and-._-in-it-0123456789'
    expect((await login(at, { code_verifier: own }, { code_challenge: s256(own) })).status).toBe(200)
  })

  test('as.pkce.appendix-b: the pair of RFC 7636 Appendix B verifies', async () => {
    expect((await login(at, { code_verifier: verifier }, { code_challenge: challenge })).status).toBe(200)
  })

  test('as.pkce.challenge-required: a public client without a challenge is refused', async () => {
    const { error, description, code } = await errorOf(withoutPkce)
    expect({ error, code }).toEqual({ error: 'invalid_request', code: null })
    expect(description).toMatch(/code_challenge is missing.*public client must use PKCE/)
  })

  for (const method of ['S999', 'S512', 'sha512', 'none']) {
    test(`as.pkce.method-unsupported: ${method}`, async () => {
      const { error, description } = await errorOf({ code_challenge_method: method })
      expect(error).toBe('invalid_request')
      expect(description).toMatch(/code_challenge_method/)
    })
  }

  test('as.pkce.method-parsing: no method means plain, which is refused at once', async () => {
    const { error, description } = await errorOf({ code_challenge_method: null })
    expect(error).toBe('invalid_request')
    expect(description).toMatch(/missing, which means plain/)
  })
  for (const method of ['s256', 'S-256', 'S256 ', 'SHA256']) {
    test(`as.pkce.method-parsing: ${JSON.stringify(method)} is not S256`, async () => {
      expect((await errorOf({ code_challenge_method: method })).error).toBe('invalid_request')
    })
  }

  test('as.pkce.plain-refused: plain', async () => {
    const { error, description } = await errorOf({ code_challenge: verifier, code_challenge_method: 'plain' })
    expect(error).toBe('invalid_request')
    expect(description).toMatch(/plain, and only S256/)
  })

  const malformed = [
    ['padded', `${challenge}=`],
    ['42 characters', challenge.slice(0, 42)],
    ['44 characters', `${challenge}A`],
    ['the standard alphabet', challenge.replace('-', '+')],
    ['a foreign character', challenge.replace('-', '.')],
    ['no canonical end', `${challenge.slice(0, 42)}N`],
  ] as const
  for (const [name, value] of malformed) {
    test(`as.pkce.syntax-enforced: a challenge with ${name}`, async () => {
      expect((await errorOf({ code_challenge: value })).error).toBe('invalid_request')
    })
  }
  const verifiers = [
    'A'.repeat(42),
    'A'.repeat(129),
    `${'A'.repeat(43)}+`,
    `${'A'.repeat(43)}=`,
    `${'A'.repeat(43)} `,
    `${'A'.repeat(43)}\u00e9`,
    `${'A'.repeat(43)}\u0000`,
  ]
  for (const value of verifiers) {
    test(`as.pkce.syntax-enforced: a verifier of ${value.length} characters that hashes right, ending ${JSON.stringify(value.slice(-1))}`, async () => {
      const { status, body } = await login(at, { code_verifier: value }, { code_challenge: s256(value) })
      expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_request' })
    })
  }

  for (const value of [null, '']) {
    test(`as.pkce.verifier-required: ${value === null ? 'absent' : 'empty'}`, async () => {
      const { status, body } = await login(at, { code_verifier: value })
      expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_grant' })
      expect(body.error_description).toMatch(/code_verifier is (?:missing|empty)/)
    })
  }

  const wrong = [
    ['one character changed', `e${verifier.slice(1)}`],
    ['reversed', [...verifier].reverse().join('')],
    ['in capitals', verifier.toUpperCase()],
  ] as const
  for (const [name, value] of wrong) {
    test(`as.pkce.verifier-wrong: ${name}, and the code stays bound`, async () => {
      const code = await codeFrom(at)
      const { status, body } = await postToken(at, tokenBody(code, { code_verifier: value }))
      expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_grant' })
      expect((await postToken(at, tokenBody(code))).status).toBe(200)
    })
  }

  test('as.pkce.method-bound: the challenge as verifier, under plain in the token request', async () => {
    for (const changes of [
      { code_verifier: challenge },
      { code_verifier: challenge, code_challenge_method: 'plain' },
    ]) {
      const { status, body } = await login(at, changes)
      expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_grant' })
    }
  })

  test('as.pkce.downgrade: a verifier where no challenge came', async () => {
    const begun = { ...webBegun, ...withoutPkce }
    const { status, body } = await login(at, { ...webToken, client_secret: 'not-a-real-secret' }, begun)
    expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_grant' })
    expect(body.error_description).toMatch(/had no code_challenge/)
  })

  test('as.pkce.bound-to-code: verifiers of two logins, swapped', async () => {
    const other = 'another-verifier-that-is-long-enough-0123456789abcdef'
    const first = await codeFrom(at)
    const second = await codeFrom(at, { code_challenge: s256(other) })
    for (const [code, sent] of [
      [first, other],
      [second, verifier],
    ] as const) {
      const { status, body } = await postToken(at, tokenBody(code, { code_verifier: sent }))
      expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_grant' })
      expect(body.error_description).toMatch(/belongs to the login of exchange \d+/)
    }
  })

  test('as.pkce.not-exposed: nothing of the challenge can be read from the code', async () => {
    for (let round = 0; round < 8; round++) {
      const code = await codeFrom(at)
      const readings = ['base64url', 'hex', 'latin1'] as const
      for (const encoding of readings) {
        const text = Buffer.from(code, encoding).toString('latin1')
        expect(text).not.toContain(challenge.slice(0, 8))
        expect(Buffer.from(text, 'latin1').includes(Buffer.from(challenge, 'base64url').subarray(0, 8))).toBe(
          false,
        )
      }
      expect(code).not.toMatch(/^eyJ/)
    }
  })

  test('as.pkce.repeat-challenge: the same challenge in several logins is accepted', async () => {
    expect((await login(at)).status).toBe(200)
    expect((await login(at)).status).toBe(200)
  })
})
