import { describe, expect, test } from 'vitest'
import { json } from '../../../../src/conformance/report/reporters/json.js'
import { rendering, sampleReport } from '../../../support/report.js'

describe('json', () => {
  test('is the report itself, with a line break at the end', () => {
    const rendered = json.render(sampleReport, { ...rendering, colour: true })
    expect(JSON.parse(rendered)).toEqual(sampleReport)
    expect(rendered.endsWith('}\n')).toBe(true)
  })

  test('has the members of version 1 of the schema', () => {
    const report = JSON.parse(json.render(sampleReport, rendering)) as Record<string, unknown>
    for (const member of [
      'schema',
      'kit',
      'startedAt',
      'durationMs',
      'platform',
      'client',
      'profile',
      'complete',
      'exitCode',
      'summary',
      'scenarios',
      'findings',
    ]) {
      expect(report).toHaveProperty(member)
    }
    expect(report['schema']).toBe('gc-pkce-check/report/1')
  })
})
