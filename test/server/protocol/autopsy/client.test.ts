import { describe, expect, test } from 'vitest'
import { unknownClientMistake } from '../../../../src/server/protocol/autopsy/client.js'
import { spa, verifier, web } from '../questions.js'

describe('autopsy/client', () => {
  const rows = [
    {
      name: 'another id',
      id: 'something-else',
      clients: [spa, web],
      kind: 'client-unknown',
      says: /^client_id is not registered here$/,
    },
    {
      name: 'another id where one client is known',
      id: 'something-else',
      clients: [spa],
      kind: 'client-unknown',
      says: /the only one is aaaaaaaa/,
    },
    {
      name: 'an id where no client is known',
      id: 'something-else',
      clients: [],
      kind: 'client-unknown',
      says: /nor is any other/,
    },
    {
      name: 'a slip',
      id: spa.id.replace('-4000', '-4001'),
      clients: [spa, web],
      kind: 'client-unknown',
      says: /nearest is aaaaaaaa/,
    },
    {
      name: 'white space around it',
      id: `${spa.id}\n`,
      clients: [spa, web],
      kind: 'client-unknown',
      says: /nearest is aaaaaaaa-0000-4000-8000-000000000001: white space around it/,
    },
    {
      name: 'quotes around it',
      id: `"${web.id}"`,
      clients: [spa, web],
      kind: 'client-unknown',
      says: /nearest is bbbbbbbb.*: it is in quotes/,
    },
    {
      name: 'its beginning',
      id: spa.id.slice(0, 20),
      clients: [spa, web],
      kind: 'client-unknown',
      says: /cut after 20 of 36 characters/,
    },
    {
      name: 'without its hyphens',
      id: spa.id.replaceAll('-', ''),
      clients: [spa, web],
      kind: 'client-unknown',
      says: /nearest is aaaaaaaa.*: characters were deleted from it/,
    },
    { name: 'a secret', id: 'Abcd+12%34', clients: [spa, web], kind: 'client-id-is-secret', says: /swapped/ },
    {
      name: 'a placeholder',
      id: 'your-client-id',
      clients: [spa],
      kind: 'value-placeholder',
      says: /your-client-id/,
    },
    { name: 'undefined', id: 'undefined', clients: [spa], kind: 'value-stringified', says: /text undefined/ },
    { name: 'a verifier', id: verifier, clients: [spa, web], kind: 'client-unknown', says: /not registered/ },
  ]
  for (const { name, id, clients, kind, says } of rows) {
    test(`${name}: ${kind}`, () => {
      const mistake = unknownClientMistake(id, clients)
      expect(mistake).toMatchObject({ kind, area: 'client', error: 'invalid_client', parameter: 'client_id' })
      expect(mistake.sentence).toMatch(says)
    })
  }
  test('prints neither the id that was sent nor a secret', () => {
    for (const id of [verifier, 'Abcd+12%34', 'something-else']) {
      expect(unknownClientMistake(id, [spa, web]).sentence).not.toContain(id)
    }
  })
})
