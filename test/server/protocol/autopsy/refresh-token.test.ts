import { describe, expect, test } from 'vitest'
import { unknownRefreshTokenMistake } from '../../../../src/server/protocol/autopsy/refresh-token.js'
import { code, login, refreshToken, refreshTokenText } from '../questions.js'

describe('autopsy/refresh-token', () => {
  const rows = [
    { name: 'nothing like it', sent: 'q9'.repeat(21).concat('q'), kind: 'refresh-token-unknown' },
    { name: 'a value turned into text', sent: 'undefined', kind: 'value-stringified' },
    { name: 'null', sent: 'null', kind: 'value-stringified' },
    { name: 'a placeholder', sent: '<your refresh token>', kind: 'value-placeholder' },
    { name: 'the code of the login', sent: code, kind: 'refresh-token-is-code' },
    {
      name: 'a signed access token',
      sent: 'eyJhbGciOiJSUzI1NiJ9.eyJqdGkiOiJ4In0.c2ln',
      kind: 'refresh-token-is-access-token',
    },
    {
      name: 'an opaque access token',
      sent: 'aB-_'.repeat(21).concat('aB'),
      kind: 'refresh-token-is-access-token',
    },
    { name: 'a line break after it', sent: `${refreshTokenText}\n`, how: 'white space around it' },
    { name: 'quotes around it', sent: `"${refreshTokenText}"`, how: 'it is in quotes' },
    {
      name: 'its beginning',
      sent: refreshTokenText.slice(0, 20),
      how: 'its end is missing: cut after 20 of 44 characters',
    },
    {
      name: 'other capitals',
      sent: refreshTokenText.toUpperCase(),
      how: 'upper and lower case were changed',
    },
  ]
  for (const { name, sent, how, kind = 'refresh-token-altered' } of rows) {
    test(`names ${name}`, () => {
      const found = unknownRefreshTokenMistake(sent, [refreshToken()], [login])
      expect(found).toMatchObject({ kind, area: 'token', error: 'invalid_grant', parameter: 'refresh_token' })
      if (how !== undefined) {
        expect(found.sentence).toBe(`refresh_token is not the one issued with exchange 4: ${how}`)
      }
      expect(found.sentence).not.toContain(refreshTokenText.slice(0, 20))
    })
  }
})
