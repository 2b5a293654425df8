// JSON Schema of exchanges and flows as they are shown.
import type { JsonSchema } from '../../validation/json-schema.js'

function objectOf(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

const text: JsonSchema = { type: 'string' }
const textOrNull: JsonSchema = { type: ['string', 'null'] }
const numberOrNull: JsonSchema = { type: ['integer', 'null'] }

const pairs: JsonSchema = {
  type: 'array',
  items: { type: 'array', items: text, minItems: 2, maxItems: 2 },
  description: 'names and values in the order of the wire',
}

const body: JsonSchema = {
  anyOf: [
    objectOf({ kind: { const: 'none' } }),
    objectOf({ kind: { const: 'form' }, parameters: pairs }),
    objectOf({ kind: { const: 'json' }, value: {} }),
    objectOf({ kind: { const: 'other' }, type: textOrNull, length: { type: 'integer' } }),
  ],
}

const reply = objectOf({ status: { type: 'integer' }, headers: pairs, body })

const mistake = objectOf({
  kind: text,
  area: text,
  error: text,
  parameter: textOrNull,
  sentence: text,
  fix: text,
})

const outcome = objectOf({
  kind: { enum: ['granted', 'refused', 'answered'] },
  mistakes: { type: 'array', items: mistake },
  forgiven: { type: 'boolean' },
  login: textOrNull,
  cause: numberOrNull,
})

export const exchangeSchema = objectOf({
  number: { type: 'integer' },
  at: text,
  endpoint: textOrNull,
  request: objectOf({ method: text, origin: text, path: text, query: pairs, headers: pairs, body }),
  reply,
  honest: { anyOf: [reply, { type: 'null' }] },
  scenario: textOrNull,
  outcome,
  correlation: text,
})

export const flowSchema = objectOf({
  id: text,
  clientId: textOrNull,
  user: textOrNull,
  begunAt: text,
  state: { enum: ['granted', 'refused'] },
  exchanges: { type: 'array', items: exchangeSchema },
  notes: { type: 'array', items: text },
})
