import { describe, expect, test } from 'vitest'
import { unknownCodeMistake } from '../../../../src/server/protocol/autopsy/code.js'
import { challenge, code, login, redirectUri, verifier } from '../questions.js'

describe('autopsy/code', () => {
  const odd = { ...login, id: 'login-2', code: 'ab+/cd==Zq7f', exchange: 8 }
  const logins = [login, odd]
  const rows = [
    { name: 'never issued', sent: 'something-else', kind: 'code-unknown', says: /not issued here/ },
    { name: 'a blank before it', sent: ` ${code}`, kind: 'code-altered', says: /white space/ },
    { name: 'a line feed after it', sent: `${code}\n`, kind: 'code-altered', says: /white space/ },
    {
      name: 'encoded twice',
      sent: 'ab%2B%2Fcd%3D%3DZq7f',
      kind: 'code-altered',
      says: /exchange 8: it is percent-encoded twice/,
    },
    {
      name: 'B041: a space where + was',
      sent: 'ab /cd==Zq7f',
      kind: 'code-altered',
      says: /a space where \+ was: the form encoder leaves \+/,
    },
    {
      name: 'the rest of the URL behind it',
      sent: `${code}&state=1`,
      kind: 'code-altered',
      says: /something follows it/,
    },
    { name: 'cut off', sent: code.slice(0, 20), kind: 'code-altered', says: /its end is missing/ },
    { name: 'in capitals', sent: code.toUpperCase(), kind: 'code-altered', says: /case/ },
    {
      name: 'a few characters that begin like it by chance',
      sent: code.slice(0, 3),
      kind: 'code-unknown',
      says: /not issued/,
    },
    { name: 'in quotes', sent: `"${code}"`, kind: 'code-altered', says: /in quotes/ },
    {
      name: 'the whole callback URL',
      sent: `http://127.0.0.1:8976/callback?code=${code}&state=af0ifjsldkj`,
      kind: 'code-altered',
      says: /whole callback URL/,
    },
    { name: 'with its name', sent: `code=${code}`, kind: 'code-altered', says: /something stands before it/ },
    {
      name: 'without its beginning',
      sent: code.slice(10),
      kind: 'code-altered',
      says: /beginning is missing/,
    },
    { name: 'the state', sent: 'af0ifjsldkj', kind: 'code-unknown', says: /the state of a login/ },
    { name: 'the challenge', sent: challenge, kind: 'code-unknown', says: /the challenge of a login/ },
    { name: 'the verifier', sent: verifier, kind: 'code-unknown', says: /the verifier of a login/ },
    { name: 'the client id', sent: login.clientId, kind: 'code-unknown', says: /the client id/ },
    { name: 'the redirect URI', sent: redirectUri, kind: 'code-unknown', says: /the redirect URI/ },
    { name: 'undefined', sent: 'undefined', kind: 'value-stringified', says: /code is the text undefined/ },
    { name: 'a placeholder', sent: '<code>', kind: 'value-placeholder', says: /placeholder/ },
    { name: 'a stray %', sent: '100%', kind: 'code-unknown', says: /not issued/ },
  ]
  for (const { name, sent, kind, says } of rows) {
    test(`${name}: ${kind}`, () => {
      const mistake = unknownCodeMistake(sent, verifier, logins)
      expect(mistake).toMatchObject({ kind, area: 'code', error: 'invalid_grant', parameter: 'code' })
      expect(mistake.sentence).toMatch(says)
      expect(mistake.sentence).not.toContain(code.slice(0, 8))
    })
  }
  test('of two logins with that state it names one, of two damaged codes the newest', () => {
    const twin = { ...login, id: 'login-3', code: code.toUpperCase(), exchange: 11 }
    expect(unknownCodeMistake(` ${code} `, null, [login, { ...login, exchange: 12 }]).sentence).toMatch(
      /exchange 12/,
    )
    expect(unknownCodeMistake(code.toLowerCase(), null, [login, twin]).sentence).toMatch(/exchange 11/)
  })
  test('swapped arguments', () => {
    expect(unknownCodeMistake(verifier, code, logins).kind).toBe('code-and-verifier-swapped')
  })
  test('without any login remembered', () =>
    expect(unknownCodeMistake(code, null, []).kind).toBe('code-unknown'))
})
