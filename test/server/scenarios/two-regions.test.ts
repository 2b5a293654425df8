import { describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import { goodLogin, goodMetadata, tampered } from '../../support/tampering.js'

function added(name: string): readonly (readonly [string, string])[] {
  return [...new URL(headerOf(tampered(`two-regions/${name}`, goodLogin), 'location') ?? '').searchParams]
}

const good = [
  ['code', 'abc-DEF_123'],
  ['state', 'af0ifjsldkj'],
] as const

const own = 'http://127.0.0.1:7636'
const other = 'http://localhost:7636'

const rows = [
  { name: 'iss-of-other-issuer', iss: [other] },
  { name: 'iss-with-slash', iss: [`${own}/`] },
  { name: 'iss-in-capitals', iss: ['HTTP://127.0.0.1:7636'] },
  { name: 'iss-missing', iss: [] },
  { name: 'iss-doubled', iss: [own, other] },
]

describe('two-regions', () => {
  for (const { name, iss } of rows) {
    test(`${name}: the code and the state are right, and iss is ${iss.join(' and ') || 'absent'}`, () => {
      expect(added(name)).toEqual([...good, ...iss.map((value) => ['iss', value])])
    })

    test(`${name}: the metadata promise iss and name the issuer as ever`, () => {
      const { body } = tampered(`two-regions/${name}`, goodMetadata)
      expect(JSON.parse(body)).toEqual({
        ...JSON.parse(goodMetadata.reply.body),
        authorization_response_iss_parameter_supported: true,
      })
    })
  }

  test('iss-wrong-in-error is an error without a code, from another issuer', () => {
    expect(added('iss-wrong-in-error')).toEqual([
      ['error', 'access_denied'],
      ['error_description', 'the user did not approve the request'],
      ['state', 'af0ifjsldkj'],
      ['iss', other],
    ])
  })
})
