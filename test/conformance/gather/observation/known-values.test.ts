import { describe, expect, test } from 'vitest'
import {
  knownValuesOf,
  openChallengesOf,
} from '../../../../src/conformance/gather/observation/known-values.js'
import { challenge, clientId, state, transcript } from '../../../support/transcript-builder.js'

const secret = 'Wq7t2Lr9Xb4Nc8Vd1Zf6'

/** What is known, without the values that only the mock makes. */
function kinds(run: ReturnType<typeof transcript>, given: string | null = null) {
  return knownValuesOf(run.ended().exchanges, given).map(({ kind, exchange, spentBy }) => [
    kind,
    exchange,
    spentBy,
  ])
}

describe('known-values', () => {
  test('knows everything of a whole login, tokens first', () => {
    expect(kinds(transcript().authorize().callback().token().api())).toEqual([
      ['access_token', 2, null],
      ['code_verifier', 2, 2],
      ['code', 1, 2],
      ['state', 1, 2],
    ])
  })

  test('a login that was never redeemed stays worth something', () => {
    expect(kinds(transcript().authorize().callback())).toEqual([
      ['code', 1, null],
      ['state', 1, null],
    ])
  })

  test('so does one whose token request was refused', () => {
    expect(kinds(transcript().authorize().callback().token({}, { refused: true }))).toEqual([
      ['code_verifier', 2, null],
      ['code', 1, null],
      ['state', 1, null],
    ])
  })

  test('keeps two logins apart', () => {
    const run = transcript()
      .authorize({ state: 'first-state-of-two' }, { issues: 'first-code-of-two-0' })
      .callback()
      .authorize({ state: 'second-state-of-two' }, { issues: 'second-code-of-two-0' })
      .callback()
      .token()
    const states = knownValuesOf(run.ended().exchanges, null).filter(({ kind }) => kind === 'state')
    expect(states).toEqual([
      { kind: 'state', value: 'first-state-of-two', exchange: 1, spentBy: null },
      { kind: 'state', value: 'second-state-of-two', exchange: 2, spentBy: 3 },
    ])
  })

  const secrets = [
    { name: 'in the form', run: transcript().authorize().token({ client_secret: secret }) },
    { name: 'as JSON', run: transcript().authorize().token({ client_secret: secret }, { as: 'json' }) },
    {
      name: 'in a Basic header',
      run: transcript()
        .authorize()
        .token({}, { basic: `id:${secret}` }),
    },
  ]
  for (const { name, run } of secrets) {
    test(`knows the client secret that came ${name}`, () => {
      const found = knownValuesOf(run.ended().exchanges, null).filter(({ kind }) => kind === 'client_secret')
      expect(found).toEqual([{ kind: 'client_secret', value: secret, exchange: 2, spentBy: null }])
    })
  }

  test('knows the client secret that was given, once', () => {
    const run = transcript().authorize().token({ client_secret: secret })
    const found = knownValuesOf(run.ended().exchanges, secret).filter(({ kind }) => kind === 'client_secret')
    expect(found).toEqual([{ kind: 'client_secret', value: secret, exchange: null, spentBy: null }])
  })

  const nothing = [
    { name: 'words for nothing', values: { code_verifier: 'undefined' }, hidden: 'undefined' },
    { name: 'short values', values: { code_verifier: 'fifteen-letters' }, hidden: 'fifteen-letters' },
    { name: 'a verifier that is the challenge', values: { code_verifier: challenge }, hidden: challenge },
    { name: 'a secret that is the client id', values: { client_secret: clientId }, hidden: clientId },
  ]
  for (const { name, values, hidden } of nothing) {
    test(`does not look for ${name}`, () => {
      const { exchanges } = transcript().authorize().token(values).ended()
      const found = knownValuesOf(exchanges, null).map(({ value }) => value)
      expect(found).toContain(state)
      expect(found).not.toContain(hidden)
    })
  }

  test('names the challenges whose verifier may be recognised', () => {
    expect(openChallengesOf(transcript().authorize().ended().exchanges)).toEqual([
      { challenge, exchange: 1, spentBy: null },
    ])
    expect(openChallengesOf(transcript().authorize({ code_challenge: null }).ended().exchanges)).toEqual([])
  })
})
