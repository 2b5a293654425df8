// The JSON Schema of a config file, for editors: the form of the options, with a text for each, and its default.
import { type JsonSchema, jsonSchemaOf } from '../validation/json-schema.js'
import { examineServerOptions } from './options.js'
import { type EffectiveOptions, effectiveOptions } from './options-effective.js'
import { optionsSchema } from './options-schema.js'
import { optionTexts } from './options-texts.js'
import { scenarioNames } from './scenarios/index.js'

/** What the checks demand beyond the form that they are made of. */
function furtherForms(): Readonly<Record<string, JsonSchema>> {
  const scenario = { enum: scenarioNames() }
  const claims = { type: 'object' }
  return { scenario, 'scenario.id': scenario, 'clients.*.claims': claims, 'users.*.claims': claims }
}

export function optionsJsonSchema(): JsonSchema {
  const defaults = effectiveOptions(examineServerOptions({})) ?? {}
  const { properties, ...form } = described(jsonSchemaOf(optionsSchema), '', {
    defaults,
    forms: furtherForms(),
  })
  const schema = { type: 'string', description: 'This schema, for editors.' }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Configuration of gc-mock-oauth',
    description: 'What gc-mock-oauth.yaml or gc-mock-oauth.json may hold.',
    ...form,
    properties: { $schema: schema, ...members(properties) },
  }
}

interface Additions {
  readonly defaults: EffectiveOptions
  readonly forms: Readonly<Record<string, JsonSchema>>
}

function described(schema: JsonSchema, path: string, additions: Additions): JsonSchema {
  const { properties, items, anyOf, ...form } = schema
  const text = optionTexts[path]
  const isLeaf = properties === undefined && items === undefined && anyOf === undefined
  const value = scalarAt(additions.defaults, path)
  const inner = (member: unknown, name: string) => described(members(member), joined(path, name), additions)
  return {
    ...(text === undefined ? {} : { description: text }),
    ...form,
    ...(isLeaf ? additions.forms[path] : {}),
    ...(Array.isArray(anyOf)
      ? { anyOf: anyOf.map((one) => withoutText(described(one, path, additions))) }
      : {}),
    ...(items === undefined ? {} : { items: inner(items, '*') }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(members(properties)).map(([name, member]) => [name, inner(member, name)]),
          ),
        }),
    ...(value === undefined ? {} : { default: value }),
  }
}

/** What is said of the whole need not be said of each form that it may have. */
function withoutText({ description: _description, default: _default, ...form }: JsonSchema): JsonSchema {
  return form
}

/** A list of choices holds what one choice is. */
function joined(path: string, name: string): string {
  if (path === 'scenario' && name === '*') return path
  return path === '' ? name : `${path}.${name}`
}

function scalarAt(defaults: EffectiveOptions, path: string): unknown {
  const value = path.split('.').reduce<unknown>((found, name) => members(found)[name], defaults)
  return typeof value === 'object' ? undefined : value
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
