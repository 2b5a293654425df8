import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { jsonSchemaOf, withAlternatives } from '../../src/validation/json-schema.js'

const rows: readonly { name: string; schema: v.GenericSchema<unknown, unknown>; json: unknown }[] = [
  { name: 'text', schema: v.string(), json: { type: 'string' } },
  {
    name: 'text with limits',
    schema: v.pipe(v.string(), v.nonEmpty(), v.maxLength(5), v.regex(/^a+$/)),
    json: { type: 'string', minLength: 1, maxLength: 5, pattern: '^a+$' },
  },
  {
    name: 'a whole number with limits',
    schema: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9)),
    json: { type: 'integer', minimum: 1, maximum: 9 },
  },
  { name: 'a closed set', schema: v.picklist(['a', 'b']), json: { enum: ['a', 'b'] } },
  { name: 'one value', schema: v.literal('a'), json: { const: 'a' } },
  { name: 'a list', schema: v.array(v.boolean()), json: { type: 'array', items: { type: 'boolean' } } },
  {
    name: 'a list with limits',
    schema: v.pipe(v.array(v.string()), v.nonEmpty(), v.maxLength(5)),
    json: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 5 },
  },
  {
    name: 'what may have one of several forms',
    schema: v.optional(
      withAlternatives(
        v.lazy((input) => (typeof input === 'string' ? v.string() : v.number())),
        [v.string(), v.number()],
      ),
    ),
    json: { anyOf: [{ type: 'string' }, { type: 'number' }] },
  },
  {
    name: 'an object that tells its form by a member',
    schema: v.variant('kind', [v.object({ kind: v.literal('a') }), v.object({ kind: v.literal('b') })]),
    json: {
      anyOf: ['a', 'b'].map((kind) => ({
        type: 'object',
        properties: { kind: { const: kind } },
        required: ['kind'],
      })),
    },
  },
  {
    name: 'an object that knows its members',
    schema: v.strictObject({ a: v.string(), b: v.exactOptional(v.number()), c: v.optional(v.string(), 'x') }),
    json: {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'number' }, c: { type: 'string' } },
      required: ['a'],
      additionalProperties: false,
    },
  },
  {
    name: 'an empty object',
    schema: v.strictObject({}),
    json: { type: 'object', properties: {}, additionalProperties: false },
  },
  {
    name: 'an object whose members have names of their own',
    schema: v.record(v.string(), v.string()),
    json: { type: 'object', additionalProperties: { type: 'string' } },
  },
  { name: 'an open object', schema: v.looseObject({}), json: { type: 'object', properties: {} } },
  { name: 'what it cannot say', schema: v.custom(() => true), json: {} },
]

describe('json-schema', () => {
  for (const { name, schema, json } of rows) {
    test(`says ${name}`, () => expect(jsonSchemaOf(schema)).toEqual(json))
  }
})
