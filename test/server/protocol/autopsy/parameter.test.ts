import { describe, expect, test } from 'vitest'
import { misnamedMistake, parameterMistakes } from '../../../../src/server/protocol/autopsy/parameter.js'
import { parseParameters } from '../../../../src/server/protocol/parameters.js'

const known = [
  'client_id',
  'redirect_uri',
  'code',
  'code_verifier',
  'code_challenge',
  'code_challenge_method',
  'state',
  'grant_type',
]

describe('autopsy/parameter', () => {
  const rows: readonly { name: string; raw: string; kinds: readonly string[] }[] = [
    { name: 'clean parameters', raw: 'code=a&state=b', kinds: [] },
    { name: 'one doubled', raw: 'code=a&code=a', kinds: ['parameter-doubled code'] },
    { name: 'one tripled', raw: 'code=a&code=a&code=b', kinds: ['parameter-doubled code'] },
    {
      name: 'two doubled, in the order of the names',
      raw: 'state=a&state=b&code=a&code=b',
      kinds: ['parameter-doubled code', 'parameter-doubled state'],
    },
    { name: 'doubled without values', raw: 'state=&state=', kinds: ['parameter-doubled state'] },
    { name: 'an unknown one doubled', raw: 'x=a&x=b', kinds: [] },
    { name: 'resource repeated, which is legal', raw: 'resource=a&resource=b', kinds: [] },
    { name: 'a broken %', raw: 'state=%zz', kinds: ['parameter-invalid-percent state'] },
    { name: 'octets that are not UTF-8', raw: 'state=%E9', kinds: ['parameter-invalid-utf8 state'] },
    { name: 'a broken % in an unknown one', raw: 'x=%zz', kinds: [] },
    {
      name: 'a thousand',
      raw: Array.from({ length: 1000 }, () => 'x=1').join('&'),
      kinds: ['parameters-too-many null'],
    },
    { name: 'almost a thousand', raw: Array.from({ length: 999 }, () => 'x=1').join('&'), kinds: [] },
  ]
  for (const { name, raw, kinds } of rows) {
    test(`${name}: ${kinds.join(' and ') || 'nothing'}`, () => {
      const mistakes = parameterMistakes(parseParameters(raw), known)
      expect(mistakes.map(({ kind, parameter }) => `${kind} ${parameter}`)).toEqual(kinds)
    })
  }

  test('says how often a parameter was sent', () => {
    expect(parameterMistakes(parseParameters('code=a&code=b&code=c'), known)[0]?.sentence).toBe(
      'code was sent 3 times',
    )
  })

  const names = [
    { wanted: 'code_verifier', sent: 'codeVerifier', is: true },
    { wanted: 'code_verifier', sent: 'code-verifier', is: true },
    { wanted: 'code_verifier', sent: 'CODE_VERIFIER', is: true },
    { wanted: 'code_verifier', sent: 'code_verfier', is: true },
    { wanted: 'code_verifier', sent: 'verifier', is: true },
    { wanted: 'redirect_uri', sent: 'redirect_url', is: true },
    { wanted: 'redirect_uri', sent: 'callback_url', is: true },
    { wanted: 'client_id', sent: 'clientID', is: true },
    { wanted: 'code', sent: 'authorization_code', is: true },
    { wanted: 'code', sent: 'Code', is: true },
    { wanted: 'code', sent: 'mode', is: false },
    { wanted: 'code_challenge', sent: 'code_challenge_method', is: false },
    { wanted: 'code_verifier', sent: 'code_challenge', is: false },
    { wanted: 'code_verifier', sent: 'state', is: false },
    { wanted: 'client_id', sent: 'constructor', is: false },
  ]
  for (const { wanted, sent, is } of names) {
    test(`${sent} is ${is ? '' : 'not '}taken for ${wanted}`, () => {
      const mistake = misnamedMistake(parseParameters(`${sent}=x`), wanted, known)
      expect(mistake?.parameter ?? null).toBe(is ? wanted : null)
    })
  }

  test('a parameter that is there is not missed under another name', () => {
    expect(
      misnamedMistake(parseParameters('codeVerifier=x&code_verifier=y'), 'code_verifier', known),
    ).toBeNull()
  })
  test('a name without a value is no other name', () => {
    expect(misnamedMistake(parseParameters('codeVerifier='), 'code_verifier', known)).toBeNull()
  })
})
