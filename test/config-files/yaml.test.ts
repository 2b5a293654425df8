import { describe, expect, test } from 'vitest'
import { locate, placesIn } from '../../src/config-files/place.js'
import { readYaml } from '../../src/config-files/yaml.js'

function problemsOf(text: string): readonly string[] {
  const read = readYaml(text)
  if (read.kind === 'read') return []
  const placeOf = placesIn(text)
  return read.problems.map(({ offset, problem }) => {
    const { line, column } = placeOf(offset)
    return `${line}:${column}: ${problem}`
  })
}

/** What YAML 1.2 says these texts are (core schema, section 10.3). */
const good = [
  {
    name: 'numbers, words and text',
    text: 'a: 1\nb: true\nc: null\nd: x\ne: "1"\nf: 0x1F\ng: 1.5',
    value: { a: 1, b: true, c: null, d: 'x', e: '1', f: 31, g: 1.5 },
  },
  {
    name: 'the words of YAML 1.1 as text',
    text: 'a: yes\nb: no\nc: on\nd: Off\ne: y',
    value: { a: 'yes', b: 'no', c: 'on', d: 'Off', e: 'y' },
  },
  { name: 'a key that is such a word', text: 'no: 1\non: 2', value: { no: 1, on: 2 } },
  { name: 'lists and objects in brackets', text: 'a: [1, {b: c}]', value: { a: [1, { b: 'c' }] } },
  { name: 'JSON', text: '{"a": [1, "x"]}', value: { a: [1, 'x'] } },
  { name: 'text over several lines', text: 'a: |\n  x\n  y\n', value: { a: 'x\ny\n' } },
  { name: 'the ends of lines of Windows', text: 'a: 1\r\nb:\r\n  - x\r\n', value: { a: 1, b: ['x'] } },
  { name: 'an anchor and its aliases', text: 'a: &x [1]\nb: *x\nc: *x', value: { a: [1], b: [1], c: [1] } },
  {
    name: 'a key that merges',
    text: 'a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}\nc:\n  r: 4\n  <<: [*x, {p: 9, s: 5}]',
    value: { a: { p: 1, q: 2 }, b: { p: 1, q: 3 }, c: { p: 1, q: 2, s: 5, r: 4 } },
  },
  { name: 'a tag of the core schema', text: 'a: !!str 5\nb: !!int "5"', value: { a: '5', b: 5 } },
  { name: 'one document with a mark before it', text: '%YAML 1.2\n---\na: 1\n...\n', value: { a: 1 } },
  { name: 'comments alone as no options', text: '# port: 1\n\n# host: x\n', value: {} },
  { name: 'a mark alone as no options', text: '---\n', value: {} },
  { name: 'null as null', text: 'null', value: null },
  { name: 'a list', text: '- 1', value: [1] },
]

const bad = [
  { name: 'a tab', text: 'a:\n\tb: 1', says: ['2:1: a tab indents this line: YAML is indented with spaces'] },
  {
    name: 'a quote that is not closed',
    text: 'a: 1\nb: "x\nc: 2\n',
    says: ['2:4: the text that begins with " here is not closed'],
  },
  {
    name: 'a bracket that is not closed',
    text: 'a: [1, 2\nb: 3',
    says: ['2:1: a ] is missing before this place, or this line has to be indented'],
  },
  {
    name: 'a second document',
    text: 'a: 1\n---\nb: 2',
    says: ['2:1: a second document begins here: the file must hold one'],
  },
  {
    name: 'a line without colon',
    text: 'port 7636\nhost: a',
    says: ['1:1: expected "key: value" in one line'],
  },
  {
    name: 'a line that is indented too much',
    text: 'a: 1\n b: 2',
    says: [
      '1:4: a key begins in the middle of a line, or its indentation is wrong; text with ": " in it is written in quotes',
    ],
  },
  {
    name: 'text with a colon in it',
    text: 'a: 1\nname: My app: the second',
    says: [
      '2:7: a key begins in the middle of a line, or its indentation is wrong; text with ": " in it is written in quotes',
    ],
  },
  {
    name: 'text that begins with @',
    text: 'a: @x',
    says: ['1:4: plain value cannot start with reserved character @: write it in quotes'],
  },
  {
    name: 'an alias without anchor',
    text: 'a: 1\nb: *x',
    says: ['2:4: there is no anchor &x before this line'],
  },
  {
    name: 'an alias in what it stands for',
    text: 'a: &a [1, *a]',
    says: ['1:11: *a stands inside of what it stands for'],
  },
  { name: 'an unknown tag', text: 'a: !foo x', says: ['1:4: there is no tag !foo'] },
  {
    name: 'a tag that makes no JSON',
    text: 'a: !!binary aGk=\nb: !!set {x}\nc: !!timestamp 2020-01-01',
    says: [
      '1:13: the tag tag:yaml.org,2002:binary makes no value that can be used here',
      '2:10: the tag tag:yaml.org,2002:set makes no value that can be used here',
      '3:16: the tag tag:yaml.org,2002:timestamp makes no value that can be used here',
    ],
  },
  {
    name: 'another version',
    text: '%YAML 1.1\n---\na: yes',
    says: ['1:1: the file says it is YAML 1.1: remove that line, YAML 1.2 is read'],
  },
  {
    name: 'a key that stands twice',
    text: 'a: 1\nb:\n  - x: 1\n    x: 2\na: 3\n"b": 4',
    says: [
      '4:5: the key "x" stands in line 3 already',
      '5:1: the key "a" stands in line 1 already',
      '6:1: the key "b" stands in line 2 already',
    ],
  },
  {
    name: 'keys that are no text',
    text: '1: a\ntrue: b\nnull: c\n? [x]\n: d\n? {y: z}\n: e',
    says: [
      '1:1: the key "1" is no text: write it in quotes',
      '2:1: the key "true" is no text: write it in quotes',
      '3:1: the key "null" is no text: write it in quotes',
      '4:3: a key must be text',
      '6:3: a key must be text',
    ],
  },
  {
    name: 'a merge of no object',
    text: 'a: 1\n<<: 5',
    says: ['2:1: "<<" takes an object, or a list of objects'],
  },
  {
    name: 'several mistakes, one per line',
    text: 'a: @x\nb: `y`\nc: 1',
    says: [
      '1:4: plain value cannot start with reserved character @: write it in quotes',
      '2:4: plain value cannot start with reserved character `: write it in quotes',
    ],
  },
]

describe('yaml', () => {
  for (const { name, text, value } of good) {
    test(`reads ${name}`, () => {
      const read = readYaml(text)
      expect(problemsOf(text)).toEqual([])
      if (read.kind === 'read') expect(read.root.value).toEqual(value)
    })
  }

  for (const { name, text, says } of bad) {
    test(`says where ${name} is`, () => {
      expect(problemsOf(text)).toEqual(says)
    })
  }

  test('knows where keys and items are, through aliases as well, and what is written without quotes', () => {
    const text =
      'base: &base\n  id: x\nclients:\n  - *base\n  - <<: *base\n    name: "n"\n  - y\nempty:\nwritten: ~\n'
    const read = readYaml(text)
    const placeOf = placesIn(text)
    const found = (field: string) => {
      const located = read.kind === 'read' ? locate(read.root, field) : null
      return located === null ? null : [placeOf(located.offset).line, located.isPlain]
    }
    expect(found('clients')).toEqual([3, false])
    expect(found('clients.0')).toEqual([4, false])
    expect(found('clients.0.id')).toEqual([2, true])
    expect(found('clients.1.id')).toEqual([2, true])
    expect(found('clients.1.name')).toEqual([6, false])
    expect(found('clients.2')).toEqual([7, true])
    expect(found('empty')).toEqual([8, true])
    expect(found('written')).toEqual([9, false])
  })

  test('a name that every object has is a key like any other', () => {
    const read = readYaml('__proto__: {port: 1}\nconstructor: 2')
    if (read.kind !== 'read') throw new Error('expected it to be read')
    expect(Object.entries(read.root.value as object)).toEqual([
      ['__proto__', { port: 1 }],
      ['constructor', 2],
    ])
  })

  const laughs = (levels: number) =>
    [
      'a0: &a0 [x]',
      ...Array.from(
        { length: levels },
        (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`,
      ),
    ].join('\n')

  test('refuses a bomb of aliases with its line', () => {
    expect(problemsOf(laughs(4))).toEqual([])
    expect(problemsOf(laughs(40))).toEqual([
      expect.stringMatching(/^7:\d+: aliases make more than 1000000 values of this file$/),
    ])
    const keys = Array.from({ length: 2000 }, (_, index) => `  k${index}: 1`).join('\n')
    const merges = '  - <<: *a\n'.repeat(1000)
    expect(problemsOf(`a: &a\n${keys}\nb:\n${merges}`)).toEqual([
      expect.stringMatching(/aliases make more than 1000000 values of this file$/),
    ])
  })

  test('refuses what is nested too deep', () => {
    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
    expect(problemsOf(deep(201))).toEqual([])
    expect(problemsOf(deep(202))).toEqual(['1:202: is nested more than 200 levels deep'])
    for (const text of ['['.repeat(100_000), '- '.repeat(20_000), '{a: '.repeat(5000)]) {
      expect(problemsOf(text)[0]).toMatch(/is nested more than 200 levels deep$/)
    }
  })

  test('lists no more than ten mistakes', () => {
    expect(problemsOf('a: @\n'.repeat(50))).toHaveLength(10)
    expect(problemsOf('a: 1\n'.repeat(50))).toHaveLength(10)
  })
})
