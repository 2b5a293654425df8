import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { verifierMismatch } from '../../../../src/server/protocol/autopsy/verifier-mismatch.js'
import { challenge, issuedAt, login, verifier } from '../questions.js'

const file = new URL('../../../../fixtures/vectors/verifier-relations.json', import.meta.url)
const { vectors } = JSON.parse(readFileSync(file, 'utf8'))

const says: Readonly<Record<string, RegExp>> = {
  'equals-challenge': /the challenge itself, or nothing was hashed/,
  'plain-under-s256': /nothing was hashed although the method is S256/,
  'hex-digest': /hash in hex digits/,
  'base64-of-hex': /base64 of the hex digits/,
  'hashed-raw-octets': /octets behind the verifier/,
  'trailing-newline': /a line end was hashed/,
  'utf-16': /UTF-16/,
  padded: /padding or the base64 alphabet/,
  unrelated: /another value/,
}

describe('autopsy/verifier-mismatch', () => {
  for (const vector of vectors) {
    test(`${vector.relation}: ${vector.comment}`, () => {
      const mistake = verifierMismatch(vector.verifier, { ...login, challenge: vector.challenge }, [])
      if (vector.relation === 'equal') return expect(mistake).toBeNull()
      expect(mistake).toMatchObject({ kind: 'verifier-mismatch', area: 'pkce', error: 'invalid_grant' })
      expect(mistake?.sentence).toMatch(says[vector.relation] ?? /never/)
      expect(mistake?.sentence).toMatch(/challenge of exchange 3/)
      expect(mistake?.sentence).not.toContain(vector.verifier)
    })
  }

  const mine = { ...login, challenge: 'A'.repeat(43) }
  const owner = { ...login, id: 'login-2', challenge, exchange: 7 }
  const rows = [
    {
      name: 'a login begun later',
      other: { ...owner, issuedAt: issuedAt + 3000 },
      says: /login of exchange 7, 3 s later by the same client/,
    },
    {
      name: 'a login begun earlier',
      other: { ...owner, issuedAt: issuedAt - 90_000 },
      says: /90 s earlier by the same client/,
    },
    { name: 'a login of another client', other: { ...owner, clientId: 'other' }, says: /by another client/ },
  ]
  for (const { name, other, says } of rows) {
    test(`other-transaction: ${name}`, () => {
      const mistake = verifierMismatch(verifier, mine, [other, mine])
      expect(mistake?.kind).toBe('verifier-of-other-login')
      expect(mistake?.sentence).toMatch(says)
    })
  }

  test('of several logins with that challenge it names the latest', () => {
    const others = [owner, { ...owner, id: 'login-3', exchange: 9 }]
    expect(verifierMismatch(verifier, mine, others)?.sentence).toMatch(/login of exchange 9/)
  })

  test('a login is not taken for another one of itself', () => {
    const spoilt = { ...login, challenge: 'A'.repeat(43) }
    expect(verifierMismatch(verifier, spoilt, [{ ...spoilt, challenge }])?.kind).toBe('verifier-mismatch')
  })
})
