import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/conformance/judge/finding.js'
import {
  type Expectation,
  type ExpectationState,
  expected,
  type LookedAt,
} from '../../../src/conformance/report/expectations.js'
import { finding, occurrence, passed, unjudged } from '../../support/finding.js'

const usual: LookedAt = { day: '2026-01-15', full: false, partial: null }
const check = 'pkce.verifier.length'
const entry = (more: Partial<Expectation> = {}): Expectation => ({
  finding: check,
  reason: 'fixed in March',
  ...more,
})
const kitError = finding({ outcome: 'kit-error', level: null, occurrences: [], reason: 'oops' })

const rows: readonly {
  readonly name: string
  readonly entry: Expectation
  readonly finding: Finding
  readonly run?: LookedAt
  readonly state: ExpectationState
  /** Whether the finding is known as a whole. */
  readonly known?: true
  readonly what?: RegExp
}[] = [
  { name: 'a check that fails is met', entry: entry(), finding: finding(), state: 'met', known: true },
  {
    name: 'its reason is met',
    entry: entry({ finding: `${check}/too-short` }),
    finding: finding(),
    state: 'met',
    known: true,
  },
  {
    name: 'another reason of a check that fails is stale',
    entry: entry({ finding: `${check}/too-long` }),
    finding: finding(),
    state: 'stale',
  },
  {
    name: 'a check that passes is stale',
    entry: entry(),
    finding: passed(check),
    state: 'stale',
    what: /if it shows in full runs only/,
  },
  {
    name: 'a check that could not be judged is not stale',
    entry: entry(),
    finding: unjudged(check, 'inconclusive', 'it died'),
    state: 'not-judged',
    what: /it died/,
  },
  {
    name: 'a check that does not apply is not stale',
    entry: entry(),
    finding: unjudged(check, 'not-applicable', 'no state'),
    state: 'not-judged',
    what: /no state/,
  },
  { name: 'a check that itself failed is not stale', entry: entry(), finding: kitError, state: 'not-judged' },
  {
    name: 'a check that was not chosen is not stale',
    entry: entry({ finding: 'token.form-body' }),
    finding: passed(check),
    state: 'not-judged',
    what: /did not look at the check/,
  },
  {
    name: 'on its last day it counts',
    entry: entry({ until: '2026-01-15' }),
    finding: finding(),
    state: 'met',
    known: true,
  },
  {
    name: 'after its last day it counts as not there',
    entry: entry({ until: '2026-01-14' }),
    finding: finding(),
    state: 'expired',
  },
  {
    name: 'after its last day it is not stale either',
    entry: entry({ until: '2026-01-14' }),
    finding: passed(check),
    state: 'expired',
  },
  {
    name: 'what shows in full runs only is not stale in another one',
    entry: entry({ full: true }),
    finding: passed(check),
    state: 'not-judged',
  },
  {
    name: 'what shows in full runs only is stale in a full one',
    entry: entry({ full: true }),
    finding: passed(check),
    run: { ...usual, full: true },
    state: 'stale',
  },
  {
    name: 'what shows in full runs only is met in any',
    entry: entry({ full: true }),
    finding: finding(),
    state: 'met',
    known: true,
  },
  {
    name: 'a run that did not look at everything makes nothing stale',
    entry: entry(),
    finding: passed(check),
    run: { ...usual, partial: 'the run is incomplete' },
    state: 'not-judged',
    what: /the run is incomplete/,
  },
]

describe('expectations', () => {
  for (const row of rows) {
    test(row.name, () => {
      const { findings, expectations } = expected([row.finding], [row.entry], row.run ?? usual)
      expect(expectations.map(({ state }) => state)).toEqual([row.state])
      expect(expectations[0]?.what).toMatch(row.what ?? /./)
      expect(findings[0]?.known).toBe(row.known)
    })
  }

  test('of a finding that is known in part, the rest counts with its own level', () => {
    const both = finding({
      occurrences: [occurrence(), occurrence({ reason: 'odd', level: 'warning' })],
    })
    const { findings } = expected(
      [both],
      [entry({ finding: `${check}/too-short`, until: '2027-01-01' })],
      usual,
    )
    expect(findings[0]).toMatchObject({ outcome: 'fail', level: 'warning' })
    expect(findings[0]?.known).toBeUndefined()
    expect(findings[0]?.occurrences.map(({ known }) => known)).toEqual([
      { reason: 'fixed in March', until: '2027-01-01' },
      undefined,
    ])
  })
})
