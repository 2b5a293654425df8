import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../../src/conformance/report/report.js'
import { sarif } from '../../../../src/conformance/report/reporters/sarif.js'
import { finding, occurrence, passed, unjudged } from '../../../support/finding.js'
import { rendering, sampleReport } from '../../../support/report.js'
import { root } from '../../../support/source-files.js'

interface Log {
  readonly runs: readonly [
    {
      readonly results: readonly {
        readonly ruleId: string
        readonly ruleIndex: number
        readonly kind: string
        readonly level: string
        readonly message: { readonly text: string }
        readonly locations: readonly {
          readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } }
        }[]
      }[]
      readonly invocations: readonly [
        {
          readonly executionSuccessful: boolean
          readonly endTimeUtc: string
          readonly toolExecutionNotifications?: readonly { readonly message: { readonly text: string } }[]
        },
      ]
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }
    },
  ]
}

function runOf(overrides: Partial<Report>) {
  const text = sarif.render({ ...sampleReport, ...overrides }, rendering)
  return (JSON.parse(text) as Log).runs[0]
}

const entry = (one: ReturnType<typeof finding>) => ({ ...one, reproduce: 'again' })

const rows = [
  { name: 'a violation is an error', finding: finding(), kind: 'fail', level: 'error' },
  {
    name: 'a warning is a warning',
    finding: finding({ level: 'warning', occurrences: [occurrence({ level: 'warning' })] }),
    kind: 'fail',
    level: 'warning',
  },
  {
    name: 'an info is a note',
    finding: finding({ level: 'info', occurrences: [occurrence({ level: 'info' })] }),
    kind: 'fail',
    level: 'note',
  },
  { name: 'a pass has its kind', finding: passed('a.b'), kind: 'pass', level: 'none' },
  {
    name: 'what does not apply has its kind',
    finding: unjudged('a.b', 'not-applicable', 'no state'),
    kind: 'notApplicable',
    level: 'none',
  },
  {
    name: 'what could not be judged is open',
    finding: unjudged('a.b', 'inconclusive', 'it died'),
    kind: 'open',
    level: 'none',
  },
]

const uris = [
  { target: './my-app', uri: 'my-app' },
  { target: '.', uri: '.' },
  { target: 'my app/é.py', uri: 'my%20app/%C3%A9.py' },
  { target: '/srv/my-app', uri: 'file:///srv/my-app' },
  { target: 'C:\\apps\\my-app', uri: 'file:///C:/apps/my-app' },
  { target: 'a#b?c', uri: 'a%23b%3Fc' },
]

describe('sarif', () => {
  test('is the text of fixtures/reports/report.sarif', () => {
    expect(sarif.render(sampleReport, rendering)).toBe(
      readFileSync(join(root, 'fixtures/reports/report.sarif'), 'utf8'),
    )
  })

  for (const row of rows) {
    test(row.name, () => {
      const [result] = runOf({ findings: [entry(row.finding)] }).results
      expect([result?.kind, result?.level]).toEqual([row.kind, row.level])
    })
  }

  for (const { target, uri } of uris) {
    test(`the client ${target} is ${uri}`, () => {
      const [result] = runOf({ client: { ...sampleReport.client, target } }).results
      expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri)
    })
  }

  test('each occurrence of a failure is a result of its own', () => {
    const twice = finding({ occurrences: [occurrence(), occurrence({ reason: 'too-long' })] })
    const texts = runOf({ findings: [entry(twice)] }).results.map(({ message }) => message.text)
    expect(texts).toEqual([expect.stringContaining('/too-short)'), expect.stringContaining('/too-long)')])
  })

  test('every result names its rule', () => {
    const { results, tool } = runOf({})
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
    expect(results.length).toBeGreaterThan(0)
  })

  test('a fault of the kit is a notification and no result', () => {
    const broken = finding({ outcome: 'kit-error', level: null, occurrences: [], reason: 'oops' })
    const { results, invocations } = runOf({ findings: [entry(broken)], exitCode: 4 })
    expect(results).toEqual([])
    expect(invocations[0].executionSuccessful).toBe(false)
    expect(invocations[0].toolExecutionNotifications?.map(({ message }) => message.text)).toEqual(['oops'])
  })

  const failedRuns = [
    { name: 'an interrupted run', run: { complete: false, exitCode: 130 }, text: 'The run was interrupted.' },
    { name: 'a run without a login', run: { exitCode: 3, advice: 'No URL.' }, text: 'No URL.' },
  ]
  for (const { name, run, text } of failedRuns) {
    test(`${name} did not succeed, and says why`, () => {
      const [invocation] = runOf(run).invocations
      expect(invocation.executionSuccessful).toBe(false)
      expect(invocation.toolExecutionNotifications?.map(({ message }) => message.text)).toEqual([text])
    })
  }

  test('the end of the run is its start and its duration', () => {
    expect(runOf({}).invocations[0].endTimeUtc).toBe('2026-01-15T12:00:02.140Z')
  })
})
