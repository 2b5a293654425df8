import { describe, expect, test } from 'vitest'
import { breakageOf } from '../../../../src/server/protocol/autopsy/broken-query.js'
import { parseParameters } from '../../../../src/server/protocol/parameters.js'

const known = ['response_type', 'client_id', 'redirect_uri', 'state', 'code_challenge']

describe('autopsy/broken-query', () => {
  const rows: readonly (readonly [kind: string | null, raw: string])[] = [
    [null, ''],
    [null, 'response_type=code&client_id=a&state=b'],
    [null, 'response_type=code&client_id=a&amp=1'],
    [null, 'response_type=code&client_id=a&redirect_uri=http%3A%2F%2Flocalhost%2Fcb%3Fstate%3D1'],
    [null, 'response_type=code&client_id=a&redirect_uri=http://localhost/cb?client_id=1'],
    [null, 'client_id=a%5E&state=b'.replace('%5E', '')],
    [null, 'response_type=code^&client_id=a&state=b'],
    [null, 'v=1?client_id=a&client_id=b'],
    [null, 'v=1?whatever=a&state=b'],
    [null, 'state=x%26client_id%3Dy&client_id=z'],
    ['cut', 'state=a^'],
    ['cut', 'response_type=code'],
    ['cut', 'client_id=a'],
    ['cut', 'whatever'],
    ['html-escaped', 'response_type=code&amp;client_id=a&amp;state=b'],
    ['html-escaped', 'response_type=code&client_id=a&amp;state=b'],
    ['joined', 'response_type=code%26client_id%3Da%26state%3Db'],
    ['joined', 'response_type%3Dcode%26client_id%3Da'],
    ['joined', 'response_type=code\\u0026client_id=a\\u0026state=b'],
    ['two-question-marks', '?response_type=code&client_id=a'],
    ['two-question-marks', 'v=1?response_type=code&client_id=a'],
    ['two-question-marks', 'lang=de?client_id=a&state=b'],
    ['shell-escaped', 'response_type=code^&client_id=a^&state=b'],
    ['shell-escaped', 'response_type=code%5E&client_id=a%5E&state=b'],
    ['shell-escaped', 'response_type=code\\&client_id=a\\&state=b'],
    ['white-space', '%20%20response_type=code&%20%20client_id=a'],
    ['white-space', 'response_type=code&%0Aclient_id=a'],
    ['white-space', 'response_type=code&+++client_id=a'],
  ]
  for (const [kind, raw] of rows) {
    test(`${kind ?? 'nothing'}: ${raw}`, () => {
      expect(breakageOf(parseParameters(raw), known)?.kind ?? null).toBe(kind)
    })
  }

  test('names the mark of the shell', () => {
    expect(breakageOf(parseParameters('state=a^&client_id=b'), known)).toEqual({
      kind: 'shell-escaped',
      mark: '^',
    })
    expect(breakageOf(parseParameters('state=a\\&client_id=b'), known)).toEqual({
      kind: 'shell-escaped',
      mark: 'backslash',
    })
  })
  test('names the only parameter', () => {
    expect(breakageOf(parseParameters('client_id=b'), known)).toEqual({ kind: 'cut', name: 'client_id' })
  })
})
