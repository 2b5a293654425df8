// Encoded values: Python's base64, bytes.hex and urllib.parse.quote of the value, after no, one and two other octets.
import { describe, expect, test } from 'vitest'
import {
  findForm,
  formsOf,
  withoutZeros,
} from '../../../../src/conformance/gather/observation/encoded-forms.js'

const value = 'k3Rz9tQw7LmX2vBn+/=Z'
const forms = formsOf(value)

const found = [
  { name: 'plain', text: `token=${value};`, disguise: 'plain' },
  { name: 'in JSON that escapes slashes', text: '{"t":"k3Rz9tQw7LmX2vBn+\\/=Z"}', disguise: 'plain' },
  {
    name: 'in JSON made safe for HTML',
    text: '{"t":"k3Rz9tQw7LmX2vBn\\u002b/\\u003dZ"}',
    disguise: 'plain',
  },
  { name: 'in HTML', text: '<p>k3Rz9tQw7LmX2vBn&#43;/&#61;Z</p>', disguise: 'plain' },
  { name: 'percent-encoded', text: '?t=k3Rz9tQw7LmX2vBn%2B%2F%3DZ', disguise: 'percent-encoded' },
  {
    name: 'percent-encoded in small digits',
    text: '?t=k3Rz9tQw7LmX2vBn%2b%2f%3dZ',
    disguise: 'percent-encoded',
  },
  { name: 'percent-encoded twice', text: '?t=k3Rz9tQw7LmX2vBn%252B%252F%253DZ', disguise: 'percent-encoded' },
  { name: 'in base64', text: 'azNSejl0UXc3TG1YMnZCbisvPVo=', disguise: 'base64' },
  { name: 'in base64 after one octet', text: 'eGszUno5dFF3N0xtWDJ2Qm4rLz1a', disguise: 'base64' },
  { name: 'in base64 after two octets', text: 'eHlrM1J6OXRRdzdMbVgydkJuKy89Wg==', disguise: 'base64' },
  {
    name: 'in JSON in base64url',
    text: 'eyJ2IjoiazNSejl0UXc3TG1YMnZCbisvPVoifQ==',
    disguise: 'base64',
  },
  {
    name: 'in hex digits',
    text: '6b33527a3974517737 6b33527a39745177374c6d583276426e2b2f3d5a',
    disguise: 'hex',
  },
  { name: 'in capital hex digits', text: '6B33527A39745177374C6D583276426E2B2F3D5A', disguise: 'hex' },
] as const

describe('encoded-forms', () => {
  for (const { name, text, disguise } of found) {
    test(`finds a value ${name}`, () => expect(findForm(forms, text)?.disguise).toBe(disguise))
  }

  test('says where the first form begins', () => {
    expect(findForm(forms, `ab ${value} ${value}`)).toEqual({ disguise: 'plain', index: 3 })
  })

  for (const text of ['k3Rz9tQw7LmX2vBn', 'k3rz9tqw7lmx2vbn+/=z', '']) {
    test(`does not find it in "${text}"`, () => expect(findForm(forms, text)).toBeNull())
  }

  test('does not look for less than 16 characters', () => {
    expect(formsOf('abcdefghijklmno')).toEqual([])
    expect(formsOf('abcdefghijklmnop')).not.toEqual([])
  })

  test('reads UTF-16 by leaving out the zero octets', () => {
    const text = withoutZeros([...`x${value}`].join('\0'))
    expect(findForm(forms, text)).toEqual({ disguise: 'plain', index: 1 })
  })
})
