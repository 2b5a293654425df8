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
}

/** What the sentence of a kind must tell besides. */
const details: readonly (readonly [id: string, says: RegExp])[] = [
  ['sha512-cut', /hashed with SHA-512, cut to 43 characters instead of SHA-256/],
  ['sha3-256', /hashed with SHA3-256 instead of SHA-256/],
  ['hex-cut', /hash in hex digits, cut to 43 characters/],
  ['letters-swapped', /the hash is right, but - and _ are exchanged/],
  ['dashes', /a - stands for every \//],
  ['underscores', /a _ stands for every \+/],
  ['upper-case', /in other capital and small letters/],
  ['md5-hex-base64', /it was hashed with MD5 instead of SHA-256$/],
  ['base64-of-hex', /the base64 of the hex digits of its hash$/],
  ['base64-of-hex-cut', /the base64 of the hex digits of its hash, cut to 43 characters$/],
  ['part-85', /only its first 85 characters/],
  ['lower-case', /its hash in other capital and small letters, so it was altered on its way/],
  ['one-character', /its hash but for a few characters/],
  ['json-string', /it was hashed in quotes/],
  ['json-object', /it was hashed as a member of a JSON object/],
  ['base64-hashed', /its base64 was hashed/],
  ['percent-hashed', /its percent-encoding was hashed/],
  ['lower-hashed', /in small letters/],
  ['nul-hashed', /a NUL octet was hashed along/],
  ['part-64', /only its first 64 characters were hashed/],
  ['hyphen-lost', /one character more, a -$/],
  ['cut-end', /one character more, at its end/],
  ['empty-hashed', /the challenge is the hash of the empty text/],
  ['undefined-hashed', /the challenge is the hash of the text undefined/],
  ['other', /it is another value/],
]

describe('autopsy/verifier-mismatch', () => {
  for (const vector of vectors) {
    test(`${vector.relation}: ${vector.comment}`, () => {
      const mistakes = verifierMismatch(vector.verifier, { ...login, challenge: vector.challenge }, [])
      expect(mistakes.map(({ kind }) => kind)).toEqual(vector.kinds)
      for (const { area, error, sentence, fix } of mistakes) {
        expect({ area, error }).toEqual({ area: 'pkce', error: 'invalid_grant' })
        expect(sentence).toMatch(/challenge of exchange 3/)
        expect(`${sentence} ${fix}`).not.toMatch(/\{\w+\}/)
        expect(`${sentence} ${fix}`).not.toContain(vector.verifier)
      }
      if (vector.kinds.length === 1 && vector.relation !== 'unrelated') {
        expect(mistakes[0]?.sentence).toMatch(says[vector.relation] ?? /never/)
      }
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
    {
      name: 'a login begun one millisecond later',
      other: { ...owner, issuedAt: issuedAt + 1 },
      says: /exchange 7, 1 ms later by the same client/,
    },
    {
      name: 'a login begun at the same time',
      other: { ...owner, issuedAt },
      says: /the login of exchange 7 by the same client/,
    },
    { name: 'a login of another client', other: { ...owner, clientId: 'other' }, says: /by another client/ },
  ]
  for (const { name, other, says } of rows) {
    test(`other-transaction: ${name}`, () => {
      const [mistake, ...others] = verifierMismatch(verifier, mine, [other, mine])
      expect(others).toEqual([])
      expect(mistake?.kind).toBe('verifier-of-other-login')
      expect(mistake?.sentence).toMatch(says)
    })
  }

  test('of several logins with that challenge it names the latest', () => {
    const others = [owner, { ...owner, id: 'login-3', exchange: 9 }]
    expect(verifierMismatch(verifier, mine, others)[0]?.sentence).toMatch(/login of exchange 9/)
  })

  test('a login is not taken for another one of itself', () => {
    const spoilt = { ...login, challenge: 'A'.repeat(43) }
    expect(verifierMismatch(verifier, spoilt, [{ ...spoilt, challenge }])[0]?.kind).toBe('verifier-mismatch')
  })

  test('a login whose challenge was made of the verifier by a slip is its owner as well, and the slip is named', () => {
    const slip = vectors.find(({ id }: { id: string }) => id === 'raw-octets')
    const other = { ...owner, challenge: slip.challenge, issuedAt: issuedAt + 3000 }
    expect(verifierMismatch(verifier, mine, [other, mine]).map(({ kind }) => kind)).toEqual([
      'verifier-of-other-login',
      'verifier-octets-hashed',
    ])
  })

  for (const [id, words] of details) {
    test(`says so: ${id}`, () => {
      const vector = vectors.find((candidate: { id: string }) => candidate.id === id)
      const [mistake] = verifierMismatch(vector.verifier, { ...login, challenge: vector.challenge }, [])
      expect(mistake?.sentence).toMatch(words)
    })
  }

  /** By: printf %s TEXT | openssl dgst -sha256 -binary | basenc --base64url, without =. */
  const instead = [
    { what: 'the state', challenge: 'bOhtX8F73IMjSPeVAqxyTQiEkXHxVyptgiWb4BWYG30' },
    { what: 'the client id', challenge: 'hJ1WS5WM5FzRF3jHsPvdln-NsCGF_15iGvcZjnxP094' },
    { what: 'the redirect URI', challenge: 'bJyWobR9Nbhc5SXoodj8JOr-94evsgW544EPMdQzQx8' },
  ]
  for (const { what, challenge: hashed } of instead) {
    test(`${what} was hashed in place of the verifier`, () => {
      const [mistake] = verifierMismatch(verifier, { ...login, challenge: hashed }, [])
      expect(mistake?.kind).toBe('verifier-state-hashed')
      expect(mistake?.sentence).toContain(`${what} was hashed in its place`)
    })
  }

  const worn = [
    { name: 'white space around it', sent: ` ${verifier}\n` },
    { name: 'quotes around it', sent: `"${verifier}"` },
    { name: 'percent-encoding', sent: verifier.replace('-', '%2D') },
    { name: 'padding', sent: `${verifier}=` },
    { name: 'the standard alphabet', sent: verifier.replace('-', '+').replace('_', '/') },
    { name: 'a space that was a plus', sent: verifier.replace('-', ' ').replace('_', '/') },
  ]
  for (const { name, sent } of worn) {
    test(`${name} hides neither a match nor another mistake`, () => {
      expect(verifierMismatch(sent, login, [])).toEqual([])
      const slip = vectors.find((candidate: { id: string }) => candidate.id === 'raw-octets')
      const found = verifierMismatch(sent, { ...login, challenge: slip.challenge }, [])
      expect(found.map(({ kind }) => kind)).toEqual(['verifier-octets-hashed'])
    })
  }
})
