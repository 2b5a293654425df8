import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../../src/conformance/report/report.js'
import { text } from '../../../../src/conformance/report/reporters/text.js'
import { rendering, sampleReport } from '../../../support/report.js'
import { root } from '../../../support/source-files.js'

const render = (overrides: Partial<Report> = {}, colour = false) =>
  text.render({ ...sampleReport, ...overrides }, { ...rendering, colour })

describe('text', () => {
  test('is the text of fixtures/reports/text.txt', () => {
    expect(render()).toBe(readFileSync(join(root, 'fixtures/reports/text.txt'), 'utf8'))
  })

  test('has no line over 100 characters but those of a link', () => {
    const long = render()
      .split('\n')
      .filter((line) => line.length > 100 && !line.includes('https://'))
    expect(long).toEqual([])
  })

  test('is coloured only when asked to be', () => {
    expect(render()).not.toContain('\u001b')
    expect(render({}, true)).toContain('\u001b[31mVIOLATION')
  })

  test('disarms what a client printed, even in colour', () => {
    expect(render({}, true)).toContain('it said \\u001b[31mno')
  })

  test('says nothing of a registration where no client was operated', () => {
    const client = {
      ...sampleReport.client,
      registration: 'given',
      clientId: null,
      redirectUri: null,
    } as const
    expect(render({ client })).not.toContain('registered')
  })

  test('says that an interrupted run is incomplete', () => {
    expect(render({ complete: false, exitCode: 130 })).toContain('INCOMPLETE')
    expect(render({ complete: false, exitCode: 130 })).toContain('exit code 130: interrupted')
  })

  test('shows the advice where nothing could be judged', () => {
    expect(render({ advice: 'No authorize request was seen.', exitCode: 3 })).toContain(
      'No authorize request was seen.',
    )
  })

  test('shows a fault of the kit with its reason', () => {
    const [first] = sampleReport.findings
    if (!first) throw new Error('expected a finding')
    const broken = {
      ...first,
      outcome: 'kit-error' as const,
      level: null,
      occurrences: [],
      reason: 'the check itself failed: oops',
    }
    const shown = render({ findings: [broken], exitCode: 4 })
    expect(shown).toContain('KIT ERROR  state.present')
    expect(shown).toContain('the check itself failed: oops')
  })

  const [finding] = sampleReport.findings
  const [occurrence] = finding?.occurrences ?? []
  if (!finding || !occurrence) throw new Error('expected an occurrence')
  const seen = (variant: string, actual: string, reason = 'ignored') => ({
    ...occurrence,
    scenario: 'state-tamper',
    variant,
    reason,
    what: 'takes it',
    actual,
  })
  const lines = (occurrences: readonly (typeof occurrence)[]) =>
    render({ findings: [{ ...finding, occurrences }] }).split('\n')
  const count = (all: readonly string[], name: string) =>
    all.filter((line) => line.startsWith(`  ${name} `)).length

  test('says a reason and its remedy once, and everything that was seen', () => {
    const shown = lines([seen('swapped', 'got one'), seen('dropped', 'got none'), seen('altered', 'got one')])
    expect(['reason', 'fix', 'actual', 'where'].map((name) => count(shown, name))).toEqual([1, 1, 2, 2])
    expect(shown.join('\n')).toMatch(/actual {5}got one\n.*where {6}[^\n]*swapped[\s\S]*altered/)
  })

  test('says each of several reasons', () => {
    const shown = lines([seen('swapped', 'a'), seen('dropped', 'a', 'other')])
    expect(['reason', 'fix'].map((name) => count(shown, name))).toEqual([2, 2])
  })

  test('leaves the command that reproduces a finding in one line', () => {
    const reproduce = `gc-pkce-check --client ./${'deep/'.repeat(30)} --check state.present`
    expect(render({ findings: [{ ...finding, reproduce }] })).toContain(`  reproduce  ${reproduce}\n`)
  })

  test('explains the marks of secrets where there are some', () => {
    const legend = '# and 8 hex digits stand for a secret value'
    expect(
      render({ findings: [{ ...finding, occurrences: [seen('x', '22 characters #0aeeb52e')] }] }),
    ).toContain(legend)
    expect(render({ findings: [{ ...finding, occurrences: [seen('x', 'issue #1')] }] })).not.toContain(legend)
  })

  test('says that nothing was registered where no login was seen', () => {
    const client = { ...sampleReport.client, clientId: null, redirectUri: null }
    expect(render({ client })).toContain(
      'registered nothing: no login was seen from which it could be learned',
    )
  })
})
