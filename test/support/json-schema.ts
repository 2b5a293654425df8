// As much of JSON Schema (draft 2020-12) as the documents of this project use; what it does not know is an error.

type Schema = Readonly<Record<string, unknown>>

const known = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'minItems',
  'maxItems',
  'enum',
  'const',
  'anyOf',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
  'description',
  'title',
  'default',
  '$schema',
  '$ref',
])

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

function members(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** What is wrong with the form of a schema itself. */
export function schemaFaults(schema: Schema, path = '$'): readonly string[] {
  const inner = [
    ...Object.entries(members(schema['properties'])),
    ...(schema['items'] === undefined ? [] : [['items', schema['items']] as const]),
    ...(typeof schema['additionalProperties'] === 'object'
      ? [['others', schema['additionalProperties']] as const]
      : []),
    ...listOf(schema['anyOf'] ?? []).map((option, index) => [`anyOf ${index}`, option] as const),
  ]
  const named = Object.keys(members(schema['properties']))
  return [
    ...Object.keys(schema)
      .filter((word) => !known.has(word))
      .map((word) => `${path}: ${word} is unknown`),
    ...listOf(schema['type'] ?? [])
      .filter((type) => !(String(type) in types))
      .map((type) => `${path}: type ${type}`),
    ...listOf(schema['required'] ?? [])
      .filter((name) => !named.includes(String(name)))
      .map((name) => `${path}: ${name} is required and not described`),
    ...inner.flatMap(([name, member]) => schemaFaults(members(member), `${path}.${name}`)),
  ]
}

/** What of `value` the schema does not allow. */
export function faultsOf(schema: Schema, value: unknown, path = '$'): readonly string[] {
  const { type, properties, required, items, anyOf } = schema
  if (type !== undefined && !listOf(type).some((name) => types[String(name)]?.(value))) {
    return [`${path}: expected ${listOf(type).join(' or ')}, got ${JSON.stringify(value)}`]
  }
  if ('const' in schema && schema['const'] !== value) return [`${path}: expected ${schema['const']}`]
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value)) return [`${path}: not in the list`]
  if (Array.isArray(anyOf) && !anyOf.some((option) => faultsOf(members(option), value, path).length === 0)) {
    return [`${path}: fits none of the kinds`]
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => faultsOf(members(items), item, `${path}.${index}`))
  }
  const { additionalProperties: others } = schema
  if (typeof value !== 'object' || value === null) return []
  if (properties === undefined && typeof others !== 'object') return []
  const described = members(properties)
  return [
    ...listOf(required ?? [])
      .filter((name) => !(String(name) in value))
      .map((name) => `${path}.${name}: is missing`),
    ...Object.entries(value).flatMap(([name, member]) => {
      if (name in described) return faultsOf(members(described[name]), member, `${path}.${name}`)
      if (typeof others === 'object') return faultsOf(members(others), member, `${path}.${name}`)
      return others === false ? [`${path}.${name}: is not described`] : []
    }),
  ]
}
