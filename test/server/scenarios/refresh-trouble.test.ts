import { describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import { scenarioMock } from '../../support/scenario-mock.js'
import { goodRefresh, goodToken, signedText, tampered } from '../../support/tampering.js'

/** A mock in which the scenario is in force, after a login that gave tokens. */
async function loggedIn(name: string) {
  const mock = scenarioMock(name)
  const tokens = await mock.login()
  const refresh = async (token: unknown) => mock.refresh(String(token))
  return { ...mock, tokens, refresh }
}

const variants = ['rotates', 'no-new-token', 'invalid-grant', 'unavailable', 'silence', 'parallel-calls']

describe('refresh-trouble', () => {
  for (const variant of variants) {
    test(`${variant}: a public client gets a refresh token, and an access token for three seconds`, async () => {
      const { tokens } = await loggedIn(`refresh-trouble/${variant}`)
      expect(tokens).toMatchObject({ expires_in: 3, refresh_token: expect.stringMatching(/^[\w-]{43}$/) })
    })

    test(`${variant} leaves the answer of a login as it is`, () => {
      expect(tampered(`refresh-trouble/${variant}`, goodToken)).toBe(goodToken.reply)
    })
  }

  test('rotates: each refresh token is good once, and the second use ends the login', async () => {
    const { tokens, refresh } = await loggedIn('refresh-trouble/rotates')
    const first = await refresh(tokens['refresh_token'])
    expect(first.status).toBe(200)
    const next = JSON.parse(first.body).refresh_token
    expect(next).not.toBe(tokens['refresh_token'])
    expect(await refresh(tokens['refresh_token'])).toMatchObject({ status: 400 })
    expect(await refresh(next)).toMatchObject({ status: 400 })
  })

  test('no-new-token: the old one is good again and again', async () => {
    const { tokens, refresh } = await loggedIn('refresh-trouble/no-new-token')
    for (let time = 0; time < 3; time++) {
      const reply = await refresh(tokens['refresh_token'])
      expect(reply.status).toBe(200)
      expect(Object.keys(JSON.parse(reply.body))).toEqual(['access_token', 'token_type', 'expires_in'])
    }
  })

  test('invalid-grant is refused as final', () => {
    const reply = tampered('refresh-trouble/invalid-grant', goodRefresh)
    expect(reply.status).toBe(400)
    expect(JSON.parse(reply.body)).toMatchObject({ error: 'invalid_grant' })
    expect(headerOf(reply, 'retry-after')).toBeUndefined()
  })

  for (const variant of ['invalid-grant', 'unavailable', 'silence']) {
    test(`${variant} uses nothing up: afterwards the same refresh token is good`, async () => {
      const { tokens, refresh, control } = await loggedIn(`refresh-trouble/${variant}`)
      const reply = await refresh(tokens['refresh_token'])
      expect(reply.body).not.toContain('access_token')
      control.set({ id: 'honest' })
      expect((await refresh(tokens['refresh_token'])).status).toBe(200)
    })
  }

  test('unavailable says when to try again, silence sends nothing for a minute', () => {
    expect(headerOf(tampered('refresh-trouble/unavailable', goodRefresh), 'retry-after')).toBe('3')
    expect(tampered('refresh-trouble/silence', goodRefresh)).toMatchObject({
      body: '',
      delivery: { kind: 'silence', seconds: 60 },
    })
    expect(goodRefresh.reply.body).toContain(signedText)
  })
})
