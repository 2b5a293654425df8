import { describe, expect, test } from 'vitest'
import { readJson } from '../../src/config-files/json.js'
import { locate, placesIn } from '../../src/config-files/place.js'

function problemsOf(text: string): readonly string[] {
  const read = readJson(text)
  if (read.kind === 'read') return []
  const placeOf = placesIn(text)
  return read.problems.map(({ offset, problem }) => {
    const { line, column } = placeOf(offset)
    return `${line}:${column}: ${problem}`
  })
}

const good = [
  '{}',
  '[]',
  'null',
  ' \t\r\n5 ',
  '-0.5e+3',
  '"a\\u0041\\n\\"\\\\\\/"',
  '{"a":{"b":[1,2,{"c":null}]},"":true,"__proto__":{"x":1},"constructor":2}',
  '[[[[]]],{},""]',
  '"\u2028é😀"',
  '{"a":"}","b":",","c":":"}',
]

const bad = [
  {
    name: 'a comma at the end of an object',
    text: '{\n  "port": 0,\n}\n',
    says: ['2:12: JSON has no comma before "}"'],
  },
  { name: 'a comma at the end of a list', text: '[1,\n 2, ]', says: ['2:3: JSON has no comma before "]"'] },
  {
    name: 'a comma that is missing',
    text: '{\n "a": 1\n "b": 2 }',
    says: ['3:2: expected "," or "}" after a member, got text'],
  },
  {
    name: 'a comma that is missing in a list',
    text: '[1 2]',
    says: ['1:4: expected "," or "]" after an item, got 2'],
  },
  { name: 'a colon that is missing', text: '{"a" 1}', says: ['1:6: expected ":" after a key, got 1'] },
  {
    name: 'an end that is missing',
    text: '{ "port": 0',
    says: ['1:12: expected "," or "}" after a member, got the end of the file'],
  },
  { name: 'a value that is missing', text: '{"a": }', says: ['1:7: expected a value, got }'] },
  { name: 'a second value', text: '{}\n{}', says: ['2:1: expected nothing after the value, got {'] },
  {
    name: 'a comment of a line',
    text: '{\n  // mine\n}',
    says: ['2:3: JSON has no comments: remove it, or use a file that ends with .yaml'],
  },
  {
    name: 'a comment',
    text: '/* x */ {}',
    says: ['1:1: JSON has no comments: remove it, or use a file that ends with .yaml'],
  },
  {
    name: 'a comment of YAML',
    text: '{} # x',
    says: ['1:4: JSON has no comments: remove it, or use a file that ends with .yaml'],
  },
  { name: 'single quotes', text: "{'a': 1}", says: ["1:2: JSON writes text in double quotes, not in '"] },
  { name: 'a key without quotes', text: '{a: 1}', says: ['1:2: text is written in double quotes'] },
  {
    name: 'a key that is a word',
    text: '{true: 1}',
    says: ['1:2: expected a key in double quotes, got true'],
  },
  { name: 'Python', text: '{"a": True}', says: ['1:7: text is written in double quotes'] },
  {
    name: 'text that is not closed',
    text: '{"a": "x\n}',
    says: ['1:7: text is not closed: its second " is missing'],
  },
  {
    name: 'a tab in text',
    text: '{"a": "x\ty"}',
    says: ['1:7: a control character in text is written as \\u and four digits'],
  },
  {
    name: 'a path of Windows',
    text: '{"a": "C:\\data"}',
    says: ['1:7: text has an escape that JSON does not know; a backslash is written \\\\'],
  },
  { name: 'a number with a zero in front', text: '[007]', says: ['1:2: is no number as JSON writes it'] },
  { name: 'a number with a plus', text: '[+7]', says: ['1:2: is no number as JSON writes it'] },
  { name: 'a number that begins with a dot', text: '[.5]', says: ['1:2: is no number as JSON writes it'] },
  { name: 'half a number', text: '[1.]', says: ['1:2: is no number as JSON writes it'] },
  { name: 'what no language has', text: '[§]', says: ['1:2: "§" does not belong here'] },
  { name: 'nothing', text: ' ', says: ['1:2: expected a value, got the end of the file'] },
  {
    name: 'every key that stands twice, and a mistake after them',
    text: '{\r\n "a": 1,\r\n "b": {"x": 1, "x": 2},\r\n "a": 3,,\r\n}',
    says: [
      '3:16: the key "x" stands in line 3 already',
      '4:2: the key "a" stands in line 2 already',
      '4:9: expected a key in double quotes, got ,',
    ],
  },
  {
    name: 'a key that stands twice in two spellings',
    text: '{"a": 1, "\\u0061": 2}',
    says: ['1:10: the key "a" stands in line 1 already'],
  },
  {
    name: 'a key that every object has, twice',
    text: '{"__proto__": 1, "__proto__": 2}',
    says: ['1:18: the key "__proto__" stands in line 1 already'],
  },
]

describe('json', () => {
  for (const text of good) {
    test(`reads ${JSON.stringify(text)} as JSON.parse does`, () => {
      const read = readJson(text)
      expect(read).toMatchObject({ kind: 'read' })
      if (read.kind === 'read') expect(read.root.value).toEqual(JSON.parse(text))
    })
  }

  for (const { name, text, says } of bad) {
    test(`says where ${name} is`, () => {
      expect(problemsOf(text)).toEqual(says)
    })
  }

  test('knows where keys and items are', () => {
    const text = '{\n  "clients": [\n    { "id": "x" },\n    5\n  ]\n}'
    const read = readJson(text)
    const placeOf = placesIn(text)
    const lineOf = (field: string) => {
      const found = read.kind === 'read' ? locate(read.root, field) : null
      return found === null ? null : placeOf(found.offset)
    }
    expect(lineOf('clients')).toEqual({ line: 2, column: 3 })
    expect(lineOf('clients.0.id')).toEqual({ line: 3, column: 7 })
    expect(lineOf('clients.1')).toEqual({ line: 4, column: 5 })
    expect(lineOf('')).toEqual({ line: 1, column: 1 })
    expect(lineOf('clients.2')).toBeNull()
  })

  test('refuses what is nested too deep, and is done at once with what has no end', () => {
    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
    expect(problemsOf(deep(201))).toEqual([])
    expect(problemsOf(deep(202))).toEqual(['1:202: is nested more than 200 levels deep'])
    expect(problemsOf('['.repeat(1_000_000))).toEqual(['1:202: is nested more than 200 levels deep'])
    expect(problemsOf(`"${'x'.repeat(1_000_000)}`)).toEqual([
      '1:1: text is not closed: its second " is missing',
    ])
    expect(problemsOf(`"${'\\\\'.repeat(500_000)}`)).toEqual([
      '1:1: text is not closed: its second " is missing',
    ])
  })
})
