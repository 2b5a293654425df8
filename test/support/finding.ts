// A finding with everything filled in, for tests of reports.
import type { Finding, FindingOccurrence } from '../../src/conformance/judge/finding.js'

export function occurrence(overrides: Partial<FindingOccurrence> = {}): FindingOccurrence {
  return {
    reason: 'too-short',
    what: 'sends a verifier of fewer than 43 characters',
    scenario: 'honest',
    variant: null,
    expected: '43 to 128 characters',
    actual: '32 characters',
    diagnosis: null,
    where: { exchange: 2, parameter: 'code_verifier' },
    level: 'violation',
    fix: null,
    ...overrides,
  }
}

export function finding(overrides: Partial<Finding> = {}): Finding {
  return {
    check: 'pkce.verifier.length',
    phase: 'token request',
    outcome: 'fail',
    level: 'violation',
    title: 'The verifier has 43 to 128 characters',
    why: 'A short verifier can be guessed.',
    rule: 'clause',
    clauses: [
      {
        document: 'RFC 7636',
        section: '4.1',
        keyword: 'MUST',
        url: 'https://www.rfc-editor.org/rfc/rfc7636#section-4.1',
      },
    ],
    occurrences: [occurrence()],
    reason: null,
    fix: 'Encode 32 random bytes: 43 characters.',
    seenOnForgivingServer: false,
    ...overrides,
  }
}

export const passed = (check: string): Finding =>
  finding({
    check,
    outcome: 'pass',
    level: null,
    occurrences: [
      occurrence({ reason: null, what: null, expected: null, level: null, actual: '43 characters' }),
    ],
  })

export const unjudged = (
  check: string,
  outcome: 'inconclusive' | 'not-applicable',
  reason: string,
  level: Finding['level'] = outcome === 'inconclusive' ? 'violation' : null,
): Finding => finding({ check, outcome, level, occurrences: [], reason })
