import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../../src/conformance/report/report.js'
import { junit } from '../../../../src/conformance/report/reporters/junit.js'
import { finding, passed, unjudged } from '../../../support/finding.js'
import { lenient, rendering, sampleReport } from '../../../support/report.js'
import { root } from '../../../support/source-files.js'

const withReproduce = (one: ReturnType<typeof finding>) => ({ ...one, reproduce: 'again' })

function render(overrides: Partial<Report>, policy = lenient): string {
  return junit.render({ ...sampleReport, ...overrides }, { ...rendering, policy })
}

/** The test case of a check: what stands between its tags, or '' where it is empty. */
function caseOf(text: string, name: string): string {
  const found = new RegExp(`<testcase [^>]*name="${name}"[^>]*?(?:/>|>([\\s\\S]*?)</testcase>)`).exec(text)
  if (found === null) throw new Error(`no test case ${name}`)
  return found[1]?.trim() ?? ''
}

const strict = { strict: true, allowInconclusive: false }
const tolerant = { strict: false, allowInconclusive: true }
const check = 'pkce.verifier.length'

const rows = [
  { name: 'a pass is an empty test case', finding: passed(check), policy: lenient, starts: '' },
  {
    name: 'a violation is a failure',
    finding: finding(),
    policy: lenient,
    starts: '<failure type="violation"',
  },
  {
    name: 'a warning is no failure',
    finding: finding({ level: 'warning' }),
    policy: lenient,
    starts: '<system-out>warning: ',
  },
  {
    name: 'a warning is a failure where warnings count',
    finding: finding({ level: 'warning' }),
    policy: strict,
    starts: '<failure type="warning"',
  },
  {
    name: 'an info is never a failure',
    finding: finding({ level: 'info' }),
    policy: strict,
    starts: '<system-out>info: ',
  },
  {
    name: 'what could not be judged is a failure, because it counts',
    finding: unjudged(check, 'inconclusive', 'it died'),
    policy: lenient,
    starts: '<failure type="inconclusive" message="could not be judged: it died"',
  },
  {
    name: 'what could not be judged is skipped where that is allowed',
    finding: unjudged(check, 'inconclusive', 'it died'),
    policy: tolerant,
    starts: '<skipped message="could not be judged: it died"',
  },
  {
    name: 'what could not be judged and is no violation is skipped',
    finding: unjudged(check, 'inconclusive', 'it died', 'warning'),
    policy: lenient,
    starts: '<skipped',
  },
  {
    name: 'what does not apply is skipped, with its reason',
    finding: unjudged(check, 'not-applicable', 'no state'),
    policy: strict,
    starts: '<skipped message="not applicable: no state"',
  },
  {
    name: 'a fault of the kit is an error',
    finding: finding({ outcome: 'kit-error', level: null, occurrences: [], reason: 'oops' }),
    policy: tolerant,
    starts: '<error type="kit-error" message="oops"',
  },
]

describe('junit', () => {
  test('is the text of fixtures/reports/junit.xml', () => {
    expect(render({})).toBe(readFileSync(join(root, 'fixtures/reports/junit.xml'), 'utf8'))
  })

  for (const row of rows) {
    test(row.name, () => {
      const inside = caseOf(render({ findings: [withReproduce(row.finding)] }, row.policy), check)
      expect(inside.slice(0, row.starts.length || undefined)).toBe(row.starts)
    })
  }

  test('fails a run that was interrupted, whatever the checks say', () => {
    const text = render({ complete: false, exitCode: 130, findings: [withReproduce(passed(check))] })
    expect(caseOf(text, 'the whole login was operated')).toMatch(/^<failure type="incomplete"/)
    expect(text).toContain('tests="2" failures="1"')
  })

  test('fails a run in which no login was seen, with the advice', () => {
    const text = render({ exitCode: 3, advice: 'It opened no URL.', findings: [] })
    expect(caseOf(text, 'the whole login was operated')).toContain('It opened no URL.')
  })

  test('shows what a client sent without doing as it says', () => {
    const client = { ...sampleReport.client, target: 'a"><x>\u001b[31m\u0000' }
    expect(render({ client })).toContain('gc-pkce-check a&quot;&gt;&lt;x&gt;\\u001b[31m\\u0000')
  })
})
