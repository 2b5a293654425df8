import { describe, expect, test } from 'vitest'
import { type Kind, kinds, mistake, weigh } from '../../../../src/server/protocol/autopsy/kinds.js'
import { defaultPolicy } from '../../../../src/server/protocol/policy.js'

const forgiving = { ...defaultPolicy, forgiving: true }

describe('autopsy/kinds', () => {
  const rows: readonly (readonly [string, Kind])[] = Object.entries(kinds)
  for (const [name, kind] of rows) {
    test(`${name} is worded as all the others are`, () => {
      expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/)
      expect(kind.sentence).toMatch(/^(?:[a-z]|Content-Type|\{)/)
      expect(kind.sentence).not.toMatch(/\.$|["\\]|[^\x20-\x7E]/)
      expect(kind.fix).toMatch(/^(?:[A-Z].*\.|\{\w+\})$/)
    })
  }

  test('fills words into sentence and fix', () => {
    expect(mistake('grant-type-misspelt', { words: { nearest: 'authorization_code' } })).toEqual({
      kind: 'grant-type-misspelt',
      area: 'parameter',
      error: 'unsupported_grant_type',
      parameter: 'grant_type',
      sentence: 'grant_type is misspelt: authorization_code was probably meant',
      fix: 'Send grant_type=authorization_code.',
    })
  })

  test('does not read a word as a template', () => {
    const found = mistake('parameter-misnamed', { parameter: 'code', words: { sent: '{parameter}' } })
    expect(found.sentence).toBe('{parameter} was sent, but the parameter is called code')
  })

  const json = mistake('body-json')
  const plus = mistake('state-raw-plus')
  const short = mistake('verifier-too-short', { words: { length: 1, hint: '' } })
  const client = mistake('client-unknown', { words: { hint: '' } })
  const weighings = [
    { name: 'nothing', mistakes: [], policy: defaultPolicy, refusal: null, forgiven: false },
    { name: 'a mistake', mistakes: [short], policy: defaultPolicy, refusal: short, forgiven: false },
    { name: 'a warning', mistakes: [plus], policy: defaultPolicy, refusal: null, forgiven: false },
    { name: 'JSON', mistakes: [json], policy: defaultPolicy, refusal: null, forgiven: false },
    {
      name: 'JSON under strictBody',
      mistakes: [json],
      policy: { ...defaultPolicy, strictBody: true },
      refusal: json,
      forgiven: false,
    },
    {
      name: 'JSON where all is forgiven',
      mistakes: [json],
      policy: forgiving,
      refusal: null,
      forgiven: false,
    },
    {
      name: 'a mistake of PKCE where it is forgiven',
      mistakes: [short],
      policy: forgiving,
      refusal: null,
      forgiven: true,
    },
    {
      name: 'a warning where all is forgiven',
      mistakes: [plus],
      policy: forgiving,
      refusal: null,
      forgiven: false,
    },
    {
      name: 'a mistake that is never forgiven',
      mistakes: [client],
      policy: forgiving,
      refusal: client,
      forgiven: false,
    },
    {
      name: 'a forgiven one before one that is not',
      mistakes: [short, client],
      policy: forgiving,
      refusal: client,
      forgiven: false,
    },
  ]
  for (const { name, mistakes, policy, refusal, forgiven } of weighings) {
    test(`weighs ${name}`, () => expect(weigh(mistakes, policy)).toMatchObject({ refusal, forgiven }))
  }

  test('tells first what refuses, then the rest', () => {
    expect(weigh([json, short, plus, client], defaultPolicy).mistakes).toEqual([short, client, json, plus])
  })

  test('a kind from elsewhere refuses', () => {
    const foreign = { ...client, kind: 'never-heard-of' }
    expect(weigh([foreign], defaultPolicy).refusal).toBe(foreign)
  })
})
