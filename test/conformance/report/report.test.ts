import { describe, expect, test } from 'vitest'
import { makeReport, summarise } from '../../../src/conformance/report/report.js'
import type { Transcript } from '../../../src/conformance/transcript.js'
import { finding, passed, unjudged } from '../../support/finding.js'

const parts = {
  version: '1.0.0',
  startedAt: '2026-01-15T12:00:00.000Z',
  durationMs: 1,
  platform: 'linux node 20.20.2',
  client: {
    target: './my app',
    kind: 'native',
    startedWith: 'npm start',
    registration: 'learned',
    clientId: null,
    redirectUri: null,
  },
  profile: 'core',
  advice: null,
  transcripts: [],
  findings: [finding()],
  policy: { strict: false, allowInconclusive: false, interruptedBy: null },
} as const

/** An exchange at the authorize endpoint; a login form that is sent in there is no login of its own. */
function authorize(method: string, query: string, body = '') {
  const headers = [['Content-Type', 'application/x-www-form-urlencoded']]
  return { endpoint: 'oauth-authorize', request: { method, query, headers, body } }
}

const honest = {
  scenario: 'honest',
  variant: null,
  ending: { kind: 'client-finished', what: 'it returned', exitCode: 0 },
  exchanges: [
    authorize('GET', 'client_id=a'),
    authorize('POST', '', 'gc_request=client_id%3Da&password=x'),
    { endpoint: 'oauth-token' },
    authorize('GET', 'client_id=a'),
  ],
} as unknown as Transcript

describe('summarise', () => {
  test('counts every outcome, and failures by level', () => {
    const findings = [
      finding(),
      finding({ level: 'warning' }),
      finding({ level: 'info' }),
      passed('a'),
      passed('b'),
      unjudged('c', 'inconclusive', 'x'),
      unjudged('d', 'not-applicable', 'x'),
      finding({ outcome: 'kit-error', level: null }),
    ]
    expect(summarise(findings)).toEqual({
      pass: 2,
      violation: 1,
      warning: 1,
      info: 1,
      inconclusive: 1,
      notApplicable: 1,
      kitError: 1,
    })
  })
})

describe('makeReport', () => {
  test('counts the logins of each run and tells how it ended', () => {
    expect(makeReport({ ...parts, transcripts: [honest] }).scenarios).toEqual([
      { id: 'honest', variant: null, logins: 2, ending: 'client-finished', what: 'it returned' },
    ])
  })

  test('gives each finding the command that shows it again', () => {
    expect(makeReport(parts).findings[0]?.reproduce).toBe(
      "gc-pkce-check --client './my app' --check pkce.verifier.length",
    )
  })

  test('is incomplete when it was interrupted', () => {
    const report = makeReport({
      ...parts,
      transcripts: [honest],
      policy: { ...parts.policy, interruptedBy: 'SIGINT' },
    })
    expect(report).toMatchObject({ complete: false, exitCode: 130 })
  })

  test('exits with 3 when no authorize request was seen', () => {
    const findings = [unjudged('a', 'inconclusive', 'x')]
    expect(makeReport({ ...parts, findings }).exitCode).toBe(3)
    expect(makeReport({ ...parts, transcripts: [honest] }).exitCode).toBe(1)
  })
})
