// Encoded states were made with python3: base64.urlsafe_b64encode(b'...').rstrip(b'=') and base64.b64encode(b'...').
import { describe, expect, test } from 'vitest'
import { withOtherTarget } from '../../../src/server/tampering/state-data.js'

const other = 'http://localhost:7636/gc-canary'

const altered = [
  { name: 'a bare path', state: '/dashboard', expected: other },
  { name: 'a bare URL', state: 'https://app.example/home', expected: other },
  {
    name: 'JSON with a path',
    state: '{"n":"k3Rz9tQw","r":"/dashboard"}',
    expected: `{"n":"k3Rz9tQw","r":"${other}"}`,
  },
  {
    name: 'JSON with a telling name',
    state: '{"returnTo":"dashboard","n":"k3"}',
    expected: `{"returnTo":"${other}","n":"k3"}`,
  },
  { name: 'JSON inside of JSON', state: '{"a":{"b":["x","/y"]}}', expected: `{"a":{"b":["x","${other}"]}}` },
  {
    name: 'JSON in base64url',
    state: 'eyJuIjoiazMiLCJyIjoiL2QifQ',
    expected: 'eyJuIjoiazMiLCJyIjoiaHR0cDovL2xvY2FsaG9zdDo3NjM2L2djLWNhbmFyeSJ9',
  },
  {
    name: 'a token: the signature stays',
    state: 'eyJhbGciOiJIUzI1NiJ9.eyJuIjoiazMiLCJyIjoiL2QifQ.c2ln',
    expected: 'eyJhbGciOiJIUzI1NiJ9.eyJuIjoiazMiLCJyIjoiaHR0cDovL2xvY2FsaG9zdDo3NjM2L2djLWNhbmFyeSJ9.c2ln',
  },
  {
    name: 'pairs',
    state: 'n=k3&next=%2Fhome',
    expected: 'n=k3&next=http%3A%2F%2Flocalhost%3A7636%2Fgc-canary',
  },
  { name: 'a path behind a bar', state: 'k3Rz9tQw|/home', expected: `k3Rz9tQw|${other}` },
  { name: 'a URL behind a colon', state: 'k3Rz9tQw:https://app.example/x', expected: `k3Rz9tQw:${other}` },
]

const untouched = [
  { name: 'random text', state: 'k3Rz9tQw-af0ifjsldkj' },
  { name: 'a UUID', state: '7f3d2c1b-9a8e-4d7c-8b6a-5f4e3d2c1b0a' },
  { name: 'JSON without a target', state: '{"n":"k3Rz9tQw"}' },
  { name: 'broken JSON', state: '{"r":"/d"' },
  { name: 'an empty state', state: '' },
  { name: 'random octets in base64', state: 'q83vEjRWeJCrze8SNFZ4kA==' },
]

describe('state-data', () => {
  for (const { name, state, expected } of altered) {
    test(`${name} gets another target, and the rest stays`, () => {
      expect(withOtherTarget(state, other)).toBe(expected)
    })
  }
  for (const { name, state } of untouched) {
    test(`${name} holds no target`, () => expect(withOtherTarget(state, other)).toBeNull())
  }

  test('padding and the alphabet of base64 stay', () => {
    // python3: base64.b64encode(b'{"r":"/d","x":"??>"}') and the same with the other target.
    expect(withOtherTarget('eyJyIjoiL2QiLCJ4IjoiPz8+In0=', other)).toBe(
      'eyJyIjoiaHR0cDovL2xvY2FsaG9zdDo3NjM2L2djLWNhbmFyeSIsIngiOiI/Pz4ifQ==',
    )
  })

  test('text in base64 in base64 is read, and what is nested beyond all reason is left alone', () => {
    const nested = (times: number) =>
      Array.from({ length: times }).reduce<string>(
        (text) => Buffer.from(text).toString('base64url'),
        '{"r":"/d"}',
      )
    expect(withOtherTarget(nested(2), other)).not.toBeNull()
    expect(withOtherTarget(nested(6), other)).toBeNull()
  })
})
