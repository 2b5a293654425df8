import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../../src/conformance/report/report.js'
import { markdown } from '../../../../src/conformance/report/reporters/markdown.js'
import { finding, occurrence } from '../../../support/finding.js'
import { rendering, sampleReport } from '../../../support/report.js'
import { root } from '../../../support/source-files.js'

const entry = (one: ReturnType<typeof finding>) => ({ ...one, reproduce: 'again' })

const render = (overrides: Partial<Report> = {}) =>
  markdown.render({ ...sampleReport, ...overrides }, rendering)

describe('markdown', () => {
  test('is the text of fixtures/reports/summary.md', () => {
    expect(render()).toBe(readFileSync(join(root, 'fixtures/reports/summary.md'), 'utf8'))
  })

  test('violations come before warnings', () => {
    const text = render()
    expect(text.indexOf('### Violation: pkce.verifier.length')).toBeLessThan(
      text.indexOf('### Warning: state.present'),
    )
  })

  test('what a client sent is a value in code type', () => {
    const actual = '`x` <img src=x>\n# [a](https://evil.test) @everyone'
    const text = render({ findings: [entry(finding({ occurrences: [occurrence({ actual })] }))] })
    expect(text).toContain('  - actual: `` `x` <img src=x>\\n# [a](https://evil.test) @everyone ``\n')
  })

  test('says that a run was interrupted, and the advice where nothing was judged', () => {
    const text = render({ complete: false, exitCode: 130, advice: 'It opened <nothing>.' })
    expect(text).toContain('**Incomplete: the run was interrupted.**')
    expect(text).toContain('**It opened &lt;nothing&gt;.**')
  })

  test('shows ten observations of one finding, and counts the rest', () => {
    const occurrences = Array.from({ length: 12 }, () => occurrence())
    expect(render({ findings: [entry(finding({ occurrences }))] })).toContain('- and 2 more of the kind')
  })
})
