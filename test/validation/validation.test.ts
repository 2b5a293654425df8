import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { check, shown } from '../../src/validation/validation.js'

const inner = v.strictObject({ count: v.number('expected a number'), flag: v.exactOptional(v.boolean('no')) })
const schema = v.strictObject({
  name: v.pipe(v.string('expected text'), v.nonEmpty('expected more')),
  policy: v.optional(inner, { count: 1 }),
  items: v.optional(v.array(inner, 'expected a list'), []),
  open: v.optional(v.looseObject({ x: v.optional(v.number('expected a number')) })),
  either: v.optional(v.lazy((input) => (typeof input === 'string' ? v.string() : inner))),
  password: v.optional(v.string('expected text')),
  hosts: v.optional(
    Object.assign(v.array(v.string('expected text'), 'expected a list'), {
      once: { each: 'host', same: (host: string) => host.toLowerCase() },
    }),
  ),
  people: v.optional(
    Object.assign(v.array(v.strictObject({ id: v.string('expected text') }), 'expected a list'), {
      once: { each: 'id', member: 'id' },
    }),
  ),
})

const rows = [
  {
    name: 'every wrong member of a list',
    input: { name: 'x', items: [{ count: 'a' }, { count: 1 }, { count: null }] },
    problems: [
      { field: 'items.0.count', problem: 'expected a number, got "a"' },
      { field: 'items.2.count', problem: 'expected a number, got null' },
    ],
  },
  {
    name: 'every unknown member, wherever it is',
    input: {
      name: 'x',
      nmae: 1,
      policy: { count: 1, cuont: 2, other: 3 },
      items: [{ count: 1, flga: true }],
    },
    problems: [
      { field: 'nmae', problem: 'there is no such option (did you mean name?)' },
      { field: 'policy.cuont', problem: 'there is no such option (did you mean count?)' },
      { field: 'policy.other', problem: 'there is no such option' },
      { field: 'items.0.flga', problem: 'there is no such option (did you mean flag?)' },
    ],
  },
  {
    name: 'a member that belongs elsewhere',
    input: { name: 'x', flag: true },
    problems: [{ field: 'flag', problem: 'there is no such option (did you mean policy.flag?)' }],
  },
  {
    name: 'what is missing',
    input: { items: [{}] },
    problems: [
      { field: 'name', problem: 'is missing' },
      { field: 'items.0.count', problem: 'is missing' },
    ],
  },
  {
    name: 'names that every object has',
    input: JSON.parse('{"name":"x","constructor":1,"__proto__":{"name":"y"},"toString":2}'),
    problems: [
      { field: 'constructor', problem: 'there is no such option' },
      { field: '__proto__', problem: 'there is no such option' },
      { field: 'toString', problem: 'there is no such option' },
    ],
  },
  {
    name: 'lists in the place of objects',
    input: { name: 'x', policy: [], items: [[]] },
    problems: [
      { field: 'policy.count', problem: 'is missing' },
      { field: 'items.0.count', problem: 'is missing' },
      { field: 'policy', problem: 'expected an object, got []' },
      { field: 'items.0', problem: 'expected an object, got []' },
    ],
  },
  {
    name: 'an unknown member where the schema depends on the input',
    input: { name: 'x', either: { count: 1, coutn: 1 } },
    problems: [{ field: 'either.coutn', problem: 'there is no such option (did you mean count?)' }],
  },
  {
    name: 'a secret, without repeating it',
    input: { name: 'x', password: 12345 },
    problems: [{ field: 'password', problem: 'expected text' }],
  },
  {
    name: 'what stands twice in a list, beside what is wrong there',
    input: {
      name: 'x',
      hosts: ['a', 5, 'A', 'b', 'a'],
      people: [{ id: 'x' }, null, { id: 'x', y: 1 }, { id: 'X' }],
    },
    problems: [
      { field: 'hosts.1', problem: 'expected text, got 5' },
      { field: 'people.1', problem: 'expected an object, got null' },
      { field: 'people.2.y', problem: 'there is no such option' },
      { field: 'hosts.2', problem: 'expected every host once, and hosts.0 is the same, got "A"' },
      { field: 'hosts.4', problem: 'expected every host once, and hosts.0 is the same, got "a"' },
      { field: 'people.2.id', problem: 'expected every id once, and people.0.id is the same, got "x"' },
    ],
  },
  {
    name: 'no object at all',
    input: 'x',
    problems: [{ field: '', problem: 'expected an object, got "x"' }],
  },
]

describe('validation', () => {
  for (const { name, input, problems } of rows) {
    test(`names ${name}`, () => {
      expect(check(schema, input)).toEqual({ kind: 'bad', problems })
    })
  }

  test('a good value comes with its defaults', () => {
    const open = { x: 1, anything: 2 }
    expect(check(schema, { name: 'x', open, either: 'text' })).toEqual({
      kind: 'good',
      value: { name: 'x', policy: { count: 1 }, items: [], open, either: 'text' },
    })
  })

  const texts: readonly { name: string; value: unknown; text: string }[] = [
    { name: 'text', value: 'a"b', text: '"a\\"b"' },
    { name: 'nothing', value: undefined, text: 'undefined' },
    { name: 'a number without end', value: Number.POSITIVE_INFINITY, text: 'Infinity' },
    {
      name: 'a secret inside',
      value: { id: 'x', secret: 's', password: 'p' },
      text: '{"id":"x","secret":"...","password":"..."}',
    },
    { name: 'long text', value: 'x'.repeat(200), text: `"${'x'.repeat(99)}...` },
  ]
  for (const { name, value, text } of texts) test(`shows ${name}`, () => expect(shown(value)).toBe(text))

  test('shows what has no end, and does not fail', () => {
    const circle: { self?: unknown } = {}
    circle.self = circle
    expect(shown(circle)).toBe('a value that cannot be shown')
    expect(shown(JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`))).toMatch(
      /^\[+\.\.\.$|cannot be shown/,
    )
  })
})
