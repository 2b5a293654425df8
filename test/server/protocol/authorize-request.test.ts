import { describe, expect, test } from 'vitest'
import {
  authorize,
  authorizeFields,
  authorizeQuery,
  challenge,
  encoded,
  type Fields,
  kindsOf,
  redirectUri,
  web,
} from './questions.js'

const webFields: Fields = { client_id: web.id, redirect_uri: 'https://web.test/callback' }

describe('authorize-request', () => {
  describe('refuses by a redirect', () => {
    const rows: readonly { name: string; changes: Fields; error?: string; kinds: readonly string[] }[] = [
      { name: 'response_type missing', changes: { response_type: null }, kinds: ['response-type-missing'] },
      { name: 'response_type empty', changes: { response_type: '' }, kinds: ['response-type-missing'] },
      {
        name: 'response_type token',
        changes: { response_type: 'token' },
        error: 'unsupported_response_type',
        kinds: ['response-type-implicit'],
      },
      {
        name: 'response_type of a hybrid flow',
        changes: { response_type: 'code id_token' },
        error: 'unsupported_response_type',
        kinds: ['response-type-implicit'],
      },
      {
        name: 'response_type in capitals',
        changes: { response_type: 'Code' },
        error: 'unsupported_response_type',
        kinds: ['response-type-misspelt'],
      },
      {
        name: 'response_type with a letter too many',
        changes: { response_type: 'codes' },
        error: 'unsupported_response_type',
        kinds: ['response-type-misspelt'],
      },
      {
        name: 'response_type with the name of the grant',
        changes: { response_type: 'authorization_code' },
        error: 'unsupported_response_type',
        kinds: ['response-type-misspelt'],
      },
      {
        name: 'response_type unknown',
        changes: { response_type: 'foo' },
        error: 'unsupported_response_type',
        kinds: ['response-type-unknown'],
      },
      { name: 'state doubled', changes: { state: ['a', 'b'] }, kinds: ['parameter-doubled'] },
      { name: 'scope doubled', changes: { scope: ['a', 'b'] }, kinds: ['parameter-doubled'] },
      {
        name: 'code_challenge doubled',
        changes: { code_challenge: [challenge, challenge] },
        kinds: ['parameter-doubled'],
      },
      {
        name: 'challenge missing',
        changes: { code_challenge: null, code_challenge_method: null },
        kinds: ['challenge-missing'],
      },
      {
        name: 'challenge missing although the method is there',
        changes: { code_challenge: null },
        kinds: ['challenge-missing'],
      },
      { name: 'challenge empty', changes: { code_challenge: '' }, kinds: ['challenge-missing'] },
      {
        name: 'the verifier in place of the challenge',
        changes: { code_challenge: null, code_verifier: 'x'.repeat(43) },
        kinds: ['challenge-missing'],
      },
      {
        name: 'challenge under another name',
        changes: { code_challenge: null, codeChallenge: challenge },
        kinds: ['parameter-misnamed'],
      },
      { name: 'method missing', changes: { code_challenge_method: null }, kinds: ['method-missing'] },
      { name: 'method empty', changes: { code_challenge_method: '' }, kinds: ['method-missing'] },
      {
        name: 'method under another name',
        changes: { code_challenge_method: null, codeChallengeMethod: 'S256' },
        kinds: ['parameter-misnamed'],
      },
      { name: 'method plain', changes: { code_challenge_method: 'plain' }, kinds: ['method-plain'] },
      {
        name: 'method plain with a long verifier as its challenge',
        changes: { code_challenge_method: 'plain', code_challenge: 'a'.repeat(100) },
        kinds: ['method-plain'],
      },
      { name: 'method misspelt', changes: { code_challenge_method: 's256' }, kinds: ['method-misspelt'] },
      { name: 'method unknown', changes: { code_challenge_method: 'S999' }, kinds: ['method-unsupported'] },
      { name: 'challenge padded', changes: { code_challenge: `${challenge}=` }, kinds: ['challenge-padded'] },
      {
        name: 'challenge a promise',
        changes: { code_challenge: '[object Promise]' },
        kinds: ['value-promise'],
      },
      {
        name: 'a confidential client with a method but no challenge',
        changes: { ...webFields, code_challenge: null },
        kinds: ['challenge-missing'],
      },
      {
        name: 'a confidential client with a padded challenge',
        changes: { ...webFields, code_challenge: `${challenge}=` },
        kinds: ['challenge-padded'],
      },
      {
        name: 'B023: hex text encoded, and the method misspelt: both are named',
        changes: {
          code_challenge:
            'MTNkMzFlOTYxYTFhZDhlYzJmMTZiMTBjNGM5ODJlMDg3NmE4NzhhZDZkZjE0NDU2NmVlMTg5NGFjYjcwZjljMw',
          code_challenge_method: 'SHA-256',
        },
        kinds: ['challenge-base64-of-hex', 'method-misspelt'],
      },
      {
        name: 'everything wrong at once, the parameters first',
        changes: {
          scope: ['a', 'b'],
          response_type: 'token',
          code_challenge: `${challenge}=`,
          code_challenge_method: null,
        },
        kinds: ['parameter-doubled', 'response-type-implicit', 'challenge-padded', 'method-missing'],
      },
      {
        name: 'the response type before the challenge',
        changes: { response_type: 'token', code_challenge: `${challenge}=` },
        error: 'unsupported_response_type',
        kinds: ['response-type-implicit', 'challenge-padded'],
      },
    ]
    for (const { name, changes, error = 'invalid_request', kinds } of rows) {
      test(name, () => {
        const decision = authorize(changes)
        const target = changes['redirect_uri'] ?? redirectUri
        expect(decision).toMatchObject({ kind: 'refuse', error, redirectUri: target })
        expect(kindsOf(decision)).toEqual(kinds)
      })
    }

    test('with the state of the request', () => {
      expect(authorize({ code_challenge: null, state: 'a b+c&d' })).toMatchObject({
        kind: 'refuse',
        state: 'a b+c&d',
      })
      expect(authorize({ code_challenge: null, state: null })).toMatchObject({ kind: 'refuse', state: null })
    })

    test('B024: a challenge encoded twice, and says what it is after decoding again', () => {
      const decision = authorizeQuery(
        `${encoded({ ...authorizeFields, code_challenge: null })}&code_challenge=${challenge}%253D`,
      )
      expect(kindsOf(decision)).toEqual(['challenge-double-encoded', 'challenge-padded'])
      expect(decision.mistakes[0]?.sentence).toMatch(
        /encoded twice; after decoding again it is a padded S256 challenge/,
      )
    })

    test('a % that is none, in a parameter that means something', () => {
      const query = encoded({ ...authorizeFields, state: null })
      expect(kindsOf(authorizeQuery(`${query}&state=100%`))).toEqual(['parameter-invalid-percent'])
      expect(kindsOf(authorizeQuery(`${query}&state=%FF`))).toEqual(['parameter-invalid-utf8'])
      expect(authorizeQuery(`${query}&x_gc=100%`)).toMatchObject({ kind: 'grant' })
    })

    test('more parameters than anybody needs', () => {
      const query = `${encoded(authorizeFields)}&${Array.from({ length: 2000 }, (_, index) => `n${index}=1`).join('&')}`
      expect(kindsOf(authorizeQuery(query))).toEqual(['parameters-too-many'])
    })
  })
})
