// The JSON Schema of the kit's config file, for editors: the form of each key, with a text, and its default.
import { type JsonSchema, jsonSchemaOf } from '../validation/json-schema.js'
import { settingsSchema } from './settings-schema.js'
import { actionTexts, settingsDefaults, settingsTexts } from './settings-texts.js'

const texts: Readonly<Record<string, string>> = settingsTexts
const defaults: Readonly<Record<string, unknown>> = settingsDefaults

export function settingsJsonSchema(): JsonSchema {
  const { properties, ...form } = jsonSchemaOf(settingsSchema)
  const schema = { type: 'string', description: 'This schema, for editors.' }
  const keys = Object.entries(properties as Readonly<Record<string, JsonSchema>>)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Configuration of gc-pkce-check',
    description: 'What gc-pkce-check.yaml or gc-pkce-check.json may hold.',
    ...form,
    properties: { $schema: schema, ...Object.fromEntries(keys.map(described)) },
  }
}

function described([key, form]: readonly [string, JsonSchema]): readonly [string, JsonSchema] {
  const value = defaults[key]
  const inner = key === 'actions' ? { properties: describedActions(form) } : {}
  return [
    key,
    { description: texts[key], ...form, ...inner, ...(value === undefined ? {} : { default: value }) },
  ]
}

function describedActions({ properties }: JsonSchema): JsonSchema {
  const known: Readonly<Record<string, string>> = actionTexts
  const members = Object.entries(properties as Readonly<Record<string, JsonSchema>>)
  return Object.fromEntries(members.map(([name, form]) => [name, { description: known[name], ...form }]))
}
