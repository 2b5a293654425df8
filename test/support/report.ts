// A whole report as a literal, for tests of the formats.
import type { Report } from '../../src/conformance/report/report.js'
import { finding, occurrence, passed, unjudged } from './finding.js'

function inReport(entry: ReturnType<typeof finding>): Report['findings'][number] {
  return { ...entry, reproduce: `gc-pkce-check --client ./my-app --check ${entry.check}` }
}

/** Nothing but violations counts, and what could not be judged. */
export const lenient = { strict: false, allowInconclusive: false }

/** How the formats are rendered in tests, of a run whose exchanges are not looked at. */
export const rendering = { colour: false, policy: lenient, transcripts: () => [] }

export const sampleReport: Report = {
  schema: 'gc-pkce-check/report/1',
  kit: { version: '1.0.0', catalogue: '2026.1' },
  startedAt: '2026-01-15T12:00:00.000Z',
  durationMs: 2140,
  platform: 'linux node 20.20.2',
  client: {
    target: './my-app',
    kind: 'native',
    startedWith: 'npm start',
    registration: 'learned',
    clientId: 'my-client',
    redirectUri: 'http://127.0.0.1/callback',
  },
  profile: 'core',
  complete: true,
  exitCode: 1,
  summary: { pass: 2, violation: 1, warning: 1, info: 0, inconclusive: 1, notApplicable: 1, kitError: 0 },
  advice: null,
  scenarios: [
    { id: 'honest', variant: null, logins: 1, ending: 'client-gave-up', what: 'it ended with exit code 1' },
    {
      id: 'forgiving',
      variant: null,
      logins: 1,
      ending: 'client-finished',
      what: 'it ended with exit code 0',
    },
    {
      id: 'state-tamper',
      variant: 'dropped',
      logins: 1,
      ending: 'client-gave-up',
      what: 'it said \u001b[31mno',
    },
  ],
  findings: [
    finding({
      check: 'state.present',
      phase: 'authorization request',
      level: 'warning',
      title: 'The authorization request carries state',
      clauses: [
        {
          document: 'RFC 6749',
          section: 'Appendix B',
          keyword: 'descriptive',
          url: 'https://example.test/b',
        },
      ],
      occurrences: [
        occurrence({
          reason: 'absent',
          what: 'sends no state',
          expected: 'state',
          actual: 'no state',
          level: 'warning',
          where: { exchange: 1, parameter: 'state' },
          fix: 'Send one.',
        }),
      ],
      rule: 'derived',
    }),
    finding({
      seenOnForgivingServer: true,
      occurrences: [
        occurrence({ scenario: 'forgiving', diagnosis: 'cut to 32 characters' }),
        occurrence({
          scenario: 'forgiving',
          diagnosis: 'cut to 32 characters',
          where: { exchange: 5, parameter: 'code_verifier' },
        }),
      ],
    }),
    passed('token.method-post'),
    passed('bearer.placement'),
    unjudged('state.mismatch', 'not-applicable', 'the client sends no state'),
    unjudged('token.form-body', 'inconclusive', 'no token request was seen'),
  ].map(inReport),
}
