// Properties of every diagnosis: whatever is sent, nothing fails, and what is said is legal on the wire.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideBearer, readBearer } from '../../../src/server/protocol/bearer.js'
import { describeMistakes } from '../../../src/server/protocol/description.js'
import type { Mistake } from '../../../src/server/protocol/mistake.js'
import { defaultPolicy } from '../../../src/server/protocol/policy.js'
import { configureProperties } from '../../support/properties.js'
import { requestFor } from '../../support/requests.js'
import { authorize, authorizeFields, authorizeQuery, type Fields, token, tokenFields } from './questions.js'

configureProperties()

const anyText = fc.string({ unit: 'binary', maxLength: 400 })
const value = fc.oneof(anyText, fc.string({ unit: 'grapheme' }), fc.base64String(), fc.webUrl(), fc.json())

/** RFC 6749 section 5.2, at most 200 characters. */
function expectLegal(mistakes: readonly Mistake[]): void {
  expect(describeMistakes(mistakes)).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]{0,200}$/)
}

function changed(fields: Fields) {
  const names = Object.keys(fields)
  return fc.dictionary(fc.constantFrom(...names), fc.oneof(value, fc.constant(null)), {
    maxKeys: names.length,
  })
}

function withoutSurrogates(changes: Fields): boolean {
  return Object.values(changes).every((one) => typeof one !== 'string' || !/\p{Cs}/u.test(one))
}

describe('diagnosis: properties', () => {
  test('of an authorize request with any values', () => {
    fc.assert(
      fc.property(changed(authorizeFields).filter(withoutSurrogates), (changes) => {
        expectLegal(authorize(changes).mistakes)
      }),
    )
  })

  test('of any query', () => {
    fc.assert(fc.property(anyText, (query) => expectLegal(authorizeQuery(query).mistakes)))
  })

  test('of a token request with any values', () => {
    fc.assert(
      fc.property(changed(tokenFields).filter(withoutSurrogates), fc.boolean(), (changes, known) => {
        expectLegal(token(changes, known ? {} : { found: null }).mistakes)
      }),
    )
  })

  test('of any body under any media type', () => {
    const type = fc.constantFrom(
      'application/x-www-form-urlencoded',
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=b',
    )
    fc.assert(
      fc.property(fc.oneof(anyText, fc.json()), type, anyText, (body, media, header) => {
        expectLegal(token({}, { body, type: media, headers: [['Authorization', header]] }).mistakes)
      }),
    )
  })

  test('of any access token', () => {
    fc.assert(
      fc.property(anyText, (header) => {
        const credential = readBearer(requestFor('GET', '/api/v2/users/me', [['Authorization', header]]))
        expectLegal(decideBearer({ credential, found: null, policy: defaultPolicy, now: 0 }).mistakes)
      }),
    )
  })
})
