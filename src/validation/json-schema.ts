// Schemas of the options as JSON Schema (draft 2020-12), for documents that programs read.
import type * as v from 'valibot'

export type JsonSchema = Readonly<Record<string, unknown>>

type Schema = v.GenericSchema<unknown, unknown>

interface Piece {
  readonly type: string
  readonly requirement?: unknown
  readonly metadata?: unknown
}

/** The JSON Schema of a schema of this project; what it cannot say it leaves out, so it never refuses too much. */
export function jsonSchemaOf(schema: Schema): JsonSchema {
  const pieces: readonly Piece[] = 'pipe' in schema && Array.isArray(schema.pipe) ? schema.pipe.slice(1) : []
  const isList = 'item' in schema
  return Object.assign(typeOf(schema), ...pieces.map((piece) => limitOf(piece, isList)))
}

/** Marks a schema that depends on the input with the forms that it may have, so that they can be described. */
export function withAlternatives<S extends Schema>(schema: S, alternatives: readonly Schema[]): S {
  return Object.assign(schema, { alternatives })
}

function typeOf(schema: Schema): Record<string, unknown> {
  if ('wrapped' in schema) return { ...jsonSchemaOf(schema.wrapped as Schema) }
  if ('entries' in schema) return objectOf(schema.entries as Readonly<Record<string, Schema>>, schema.type)
  if (schema.type === 'record' && 'value' in schema) {
    return { type: 'object', additionalProperties: jsonSchemaOf(schema.value as Schema) }
  }
  if ('item' in schema) return { type: 'array', items: jsonSchemaOf(schema.item as Schema) }
  if ('alternatives' in schema) return { anyOf: (schema.alternatives as readonly Schema[]).map(jsonSchemaOf) }
  if (schema.type === 'variant' && 'options' in schema) {
    return { anyOf: (schema.options as readonly Schema[]).map(jsonSchemaOf) }
  }
  if (schema.type === 'picklist' && 'options' in schema) return { enum: schema.options }
  if (schema.type === 'literal' && 'literal' in schema) return { const: schema.literal }
  const isPlain = schema.type === 'string' || schema.type === 'number' || schema.type === 'boolean'
  return isPlain ? { type: schema.type } : {}
}

function objectOf(entries: Readonly<Record<string, Schema>>, kind: string): Record<string, unknown> {
  const required = Object.keys(entries).filter((name) => !/optional/.test(entries[name]?.type ?? ''))
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(entries).map(([name, member]) => [name, jsonSchemaOf(member)]),
    ),
    ...(required.length > 0 ? { required } : {}),
    ...(kind === 'strict_object' ? { additionalProperties: false } : {}),
  }
}

function limitOf({ type, requirement, metadata }: Piece, isList: boolean): JsonSchema {
  switch (type) {
    case 'integer':
      return { type: 'integer' }
    case 'min_value':
      return { minimum: requirement }
    case 'max_value':
      return { maximum: requirement }
    case 'non_empty':
      return isList ? { minItems: 1 } : { minLength: 1 }
    case 'max_length':
      if (typeof requirement !== 'number') return {}
      return isList ? { maxItems: requirement } : { maxLength: requirement }
    case 'regex':
      return requirement instanceof RegExp ? { pattern: requirement.source } : {}
    case 'metadata':
      return typeof metadata === 'object' && metadata !== null ? { ...metadata } : {}
    default:
      return {}
  }
}
