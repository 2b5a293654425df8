import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../../src/conformance/report/report.js'
import { text } from '../../../../src/conformance/report/reporters/text.js'
import { lenient, sampleReport } from '../../../support/report.js'
import { root } from '../../../support/source-files.js'

const render = (overrides: Partial<Report> = {}, colour = false) =>
  text.render({ ...sampleReport, ...overrides }, { colour, policy: lenient })

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
})
