import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../../src/conformance/report/report.js'
import { github } from '../../../../src/conformance/report/reporters/github.js'
import { finding, occurrence, passed, unjudged } from '../../../support/finding.js'
import { lenient, rendering, sampleReport } from '../../../support/report.js'
import { root } from '../../../support/source-files.js'

const entry = (one: ReturnType<typeof finding>) => ({ ...one, reproduce: 'again' })

function linesOf(overrides: Partial<Report>, policy = lenient): readonly string[] {
  const text = github.render({ ...sampleReport, ...overrides }, { ...rendering, policy })
  return text.trimEnd().split('\n')
}

/** The annotations of one finding: all lines but the last, which sums up. */
function annotationsOf(one: ReturnType<typeof finding>, policy = lenient): readonly string[] {
  return linesOf({ findings: [entry(one)] }, policy).slice(0, -1)
}

const check = 'pkce.verifier.length'
const strict = { strict: true, allowInconclusive: false }
const tolerant = { strict: false, allowInconclusive: true }

const rows = [
  { name: 'a violation is an error', finding: finding(), policy: lenient, starts: ['::error '] },
  {
    name: 'a warning is a warning',
    finding: finding({ level: 'warning' }),
    policy: lenient,
    starts: ['::warning '],
  },
  {
    name: 'a warning is an error where warnings count',
    finding: finding({ level: 'warning' }),
    policy: strict,
    starts: ['::error '],
  },
  { name: 'an info is a notice', finding: finding({ level: 'info' }), policy: strict, starts: ['::notice '] },
  {
    name: 'what could not be judged is an error, because it counts',
    finding: unjudged(check, 'inconclusive', 'it died'),
    policy: lenient,
    starts: ['::error '],
  },
  {
    name: 'what could not be judged is a notice where that is allowed',
    finding: unjudged(check, 'inconclusive', 'it died'),
    policy: tolerant,
    starts: ['::notice '],
  },
  {
    name: 'a fault of the kit is an error',
    finding: finding({ outcome: 'kit-error', level: null, occurrences: [], reason: 'oops' }),
    policy: tolerant,
    starts: ['::error '],
  },
  { name: 'a pass is no annotation', finding: passed(check), policy: strict, starts: [] },
  {
    name: 'what does not apply is no annotation',
    finding: unjudged(check, 'not-applicable', 'no state'),
    policy: strict,
    starts: [],
  },
]

/** `file` as in "Setting an error message" of GitHub's documentation: a path from the root of the repository. */
const files = [
  { target: './login.py', file: 'file=login.py,line=1,' },
  { target: 'a,b:c%d', file: 'file=a%2Cb%3Ac%25d,line=1,' },
  { target: '.', file: '' },
  { target: '../elsewhere', file: '' },
  { target: '/srv/app', file: '' },
  { target: 'C:\\app', file: '' },
  { target: 'http://localhost:3000/login', file: '' },
]

describe('github', () => {
  test('is the text of fixtures/reports/github.txt', () => {
    expect(github.render(sampleReport, rendering)).toBe(
      readFileSync(join(root, 'fixtures/reports/github.txt'), 'utf8'),
    )
  })

  for (const row of rows) {
    test(row.name, () => {
      const found = annotationsOf(row.finding, row.policy)
      expect(found.map((line) => line.slice(0, line.indexOf(' ') + 1))).toEqual(row.starts)
    })
  }

  for (const { target, file } of files) {
    test(`the annotations of ${target} name ${file === '' ? 'no file' : 'it as a file'}`, () => {
      const client = { ...sampleReport.client, target }
      const [line = ''] = linesOf({ client, findings: [entry(finding())] })
      expect(line.startsWith(`::error ${file}title=pkce.verifier.length (violation)::`)).toBe(true)
    })
  }

  test('no text of a client begins another command or ends a message', () => {
    const actual = '100%\r\n::stop-commands::x\n::error::y\u001b[31m'
    const [line = '', ...others] = linesOf({
      findings: [entry(finding({ occurrences: [occurrence({ actual })] }))],
    })
    expect(line).toContain('actual: 100%25\\r\\n::stop-commands::x\\n::error::y\\u001b[31m%0A')
    expect(others.filter((other) => other.startsWith('::'))).toEqual([])
  })

  test('checks that could not be judged for one reason are one annotation', () => {
    const findings = ['a.b', 'c.d'].map((id) => entry(unjudged(id, 'inconclusive', 'it died')))
    expect(linesOf({ findings }).slice(0, -1)).toEqual([
      '::error file=my-app,line=1,title=a.b (inconclusive) and 1 more::could not be judged: it died%0Aa.b (inconclusive)%0Ac.d (inconclusive)',
    ])
  })

  test('further errors than GitHub shows of one step are named in the last one', () => {
    const findings = Array.from({ length: 12 }, (_, index) => ({
      ...finding({ check: `a.c${index}` }),
      reproduce: `again ${index}`,
    }))
    const lines = linesOf({ findings }).slice(0, -1)
    expect(lines).toHaveLength(10)
    expect(lines[9]).toBe(
      '::error file=my-app,line=1,title=gc-pkce-check%3A 3 more::a.c9 (violation)%0Aa.c10 (violation)%0Aa.c11 (violation)',
    )
  })

  test('says that nothing was judged, and that a run was interrupted', () => {
    const lines = linesOf({ advice: 'It opened no URL.', complete: false, exitCode: 130, findings: [] })
    expect(lines).toEqual([
      '::error file=my-app,line=1,title=gc-pkce-check%3A no login was judged::It opened no URL.',
      '::error file=my-app,line=1,title=gc-pkce-check%3A incomplete::The run was interrupted.',
      expect.stringContaining('exit code 130: interrupted'),
    ])
  })
})
