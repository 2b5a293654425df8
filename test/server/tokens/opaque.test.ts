import { describe, expect, test } from 'vitest'
import { authorizationCode, idOfName, randomId } from '../../../src/server/tokens/opaque.js'
import { fakePorts } from '../../support/fake-ports.js'

function fixedOctets(octets: readonly number[]) {
  const asked: number[] = []
  const random = {
    bytes(count: number) {
      asked.push(count)
      return Uint8Array.from({ length: count }, (_, index) => octets[index % octets.length] ?? 0)
    },
  }
  return { random, asked }
}

describe('opaque', () => {
  test('an authorization code is 24 octets in the base64url alphabet, without padding', () => {
    const { random, asked } = fixedOctets([0xfb, 0xff, 0xfe])
    // python3: base64.urlsafe_b64encode(b'\xfb\xff\xfe' * 8)
    expect(authorizationCode(random)).toBe('-__--__--__--__--__--__--__--__-')
    expect(asked).toEqual([24])
  })

  test('a random id is a UUID of version 4 with the octets it was given', () => {
    const { random, asked } = fixedOctets([0xff])
    expect(randomId(random)).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff')
    expect(asked).toEqual([16])
  })

  test('two random ids of one generator differ', () => {
    const { random } = fakePorts()
    expect(randomId(random)).not.toBe(randomId(random))
  })

  test('the id of a name is the same every time, and another one for another name', () => {
    // python3: hashlib.sha256(b'agent@example.com').hexdigest(), version and variant set by hand
    expect(idOfName('agent@example.com')).toBe('58a95c78-e3be-8e83-94b8-4cfaf78d08a3')
    expect(idOfName('agent@example.org')).not.toBe(idOfName('agent@example.com'))
  })
})
