// The JSON Schema of a file with known findings, for editors.
import { type JsonSchema, jsonSchemaOf } from '../validation/json-schema.js'
import { expectationsSchema } from './expectations-schema.js'
import type { Expectation } from './report/expectations.js'

const texts: Readonly<Record<keyof Expectation, string>> = {
  finding: 'A check (state.mismatch), or one reason of it (state.mismatch/missing-accepted).',
  reason: 'Why it is known and may stay for now: it stands in every report.',
  until: 'The last day on which it counts as known, UTC: 2026-12-31. Left out: it has none.',
  full: 'It shows in full runs only: that it does not come in another run says nothing.',
}

/** The schema that editors read. */
export function expectationsJsonSchema(): JsonSchema {
  const { properties, ...form } = jsonSchemaOf(expectationsSchema)
  const { expected } = properties as Readonly<Record<string, JsonSchema>>
  const item = expected?.['items'] as JsonSchema
  const members = Object.entries(item['properties'] as Readonly<Record<string, JsonSchema>>)
  const described = members.map(([name, member]) => [
    name,
    { description: texts[name as keyof Expectation], ...member },
  ])
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Known findings of gc-pkce-check',
    description: 'What the file of --expect may hold.',
    ...form,
    properties: {
      $schema: { type: 'string', description: 'This schema, for editors.' },
      expected: {
        description:
          'Findings that are reported and do not count. One that does not come is stale, and counts.',
        ...expected,
        items: { ...item, properties: Object.fromEntries(described) },
      },
    },
  }
}
