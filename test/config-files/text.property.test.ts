import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJson } from '../../src/config-files/json.js'
import { locate, type ReadText } from '../../src/config-files/place.js'
import { readYaml, yamlOf } from '../../src/config-files/yaml.js'
import { configureProperties } from '../support/properties.js'

configureProperties()

const pieces = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"',
    "'",
    '\\',
    '\n',
    '\r\n',
    ' ',
    '  ',
    '\t',
    '-',
    '#',
    '//',
    '&a',
    '*a',
    '<<: *a',
  ],
  ...[
    'null',
    'true',
    'yes',
    '0',
    '-1',
    '1e5',
    '.5',
    '~',
    'a',
    'a: ',
    '- ',
    '? ',
    '!!str ',
    '!x ',
    '|\n',
    '>-\n',
    '---\n',
  ],
  ...[
    '%YAML 1.1\n',
    '\u0000',
    '\u2028',
    '\uFEFF',
    'é',
    '😀',
    '\uD800',
    '"a": ',
    '"\\u0061": 1',
    '...\n',
    '@',
    '`',
    '%',
  ],
]
const noise = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''))

/** JSON with one piece put in, taken out, or put in the place of another. */
const damagedJson = fc
  .tuple(fc.jsonValue({ maxDepth: 3 }), fc.nat(), fc.constantFrom(...pieces, ''), fc.nat(2), fc.boolean())
  .map(([value, at, piece, length, isWide]) => {
    const text = JSON.stringify(value, null, isWide ? 2 : 0)
    const place = at % (text.length + 1)
    return `${text.slice(0, place)}${piece}${text.slice(place + length)}`
  })

function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

function expectPlaces(read: ReadText, text: string): void {
  if (read.kind === 'read') return
  expect(read.problems.length).toBeGreaterThan(0)
  for (const { offset, problem } of read.problems) {
    expect(offset).toBeGreaterThanOrEqual(0)
    expect(offset).toBeLessThanOrEqual(text.length)
    expect(problem).not.toMatch(/[\n\r]|undefined|\[object/)
  }
}

describe('texts of config files', () => {
  test('JSON is read as JSON.parse reads it, or refused with a place', () => {
    fc.assert(
      fc.property(fc.oneof(noise, damagedJson, fc.json()), (text) => {
        const read = readJson(text)
        const reference = parsed(text)
        expectPlaces(read, text)
        if (read.kind === 'read') expect({ value: read.root.value }).toEqual(reference)
        else if (reference !== null)
          expect(read.problems.every(({ problem }) => /stands in line/.test(problem))).toBe(true)
      }),
    )
  })

  test('YAML is read, or refused with a place; nothing is thrown', () => {
    fc.assert(
      fc.property(fc.oneof(noise, damagedJson), (text) => {
        const read = readYaml(text)
        expectPlaces(read, text)
        if (read.kind === 'read') expect(() => JSON.stringify(read.root.value)).not.toThrow()
      }),
    )
  })

  test('what is written as YAML is read as it was, and every member has a place', () => {
    const object = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1 })
    fc.assert(
      fc.property(object, (value) => {
        // As a key it merges, and is no member.
        fc.pre(!JSON.stringify(value).includes('"<<"'))
        const read = readYaml(yamlOf(value))
        if (read.kind !== 'read') throw new Error(JSON.stringify(read.problems))
        const { root } = read
        expect(JSON.parse(JSON.stringify(root.value))).toEqual(JSON.parse(JSON.stringify(value)))
        for (const [name, member] of Object.entries(value)) expect(locate(root, name)?.value).toEqual(member)
      }),
    )
  })
})
