import { describe, expect, test } from 'vitest'
import type { Check } from '../../../src/conformance/judge/checks/check.js'
import { judge } from '../../../src/conformance/judge/judge.js'
import type { Verdict } from '../../../src/conformance/judge/verdict.js'
import type { Transcript } from '../../../src/conformance/transcript.js'

const where = { scenario: 'honest', variant: null, exchange: 2, parameter: 'code' }

function checkThat(judgeWith: Check['judge'], overrides: Partial<Check> = {}): Check {
  return {
    id: 'a.check',
    phase: 'token request',
    title: 'It is so',
    why: 'Because.',
    fix: 'Do it.',
    clauses: ['RFC7636-4.1'],
    rule: 'clause',
    kinds: ['native', 'web'],
    scenarios: ['honest'],
    reasons: {
      small: { level: 'warning', what: 'is small' },
      big: {
        level: { otherwise: 'info', kinds: { web: 'violation' }, profiles: { 'genesys-guide': 'warning' } },
        what: 'is big',
      },
    },
    judge: judgeWith,
    ...overrides,
  }
}

const says = (verdict: Verdict) => checkThat(() => verdict)

function run(scenario: string, variant: string | null = null, forgiving = false): Transcript {
  return {
    schema: 'gc-pkce-check/transcript/1',
    scenario,
    variant,
    forgiving,
    kind: 'native',
    registration: { source: 'learned', clientId: 'a', redirectUri: 'b', confidential: false },
    exchanges: [],
    callbacks: [],
    output: { stdout: '', stderr: '', cut: false },
    observations: null,
    ending: { kind: 'client-finished', what: 'it returned', exitCode: 0 },
  }
}

function only(check: Check, overrides: Partial<Parameters<typeof judge>[0]> = {}) {
  const [finding] = judge({
    checks: [check],
    transcripts: [run('honest')],
    kind: 'native',
    profile: 'core',
    tools: { mask: () => 'masked' },
    nothingSeen: null,
    ...overrides,
  })
  if (!finding) throw new Error('expected a finding')
  return finding
}

const fails = (...reasons: string[]): Verdict => {
  const [first = 'small', ...others] = reasons
  const occurrence = (reason: string) => ({ reason, where, expected: 'x', actual: 'y' })
  return { outcome: 'fail', occurrences: [occurrence(first), ...others.map(occurrence)] }
}

describe('judge', () => {
  test('keeps the evidence of a pass', () => {
    const finding = only(says({ outcome: 'pass', evidence: [{ where, actual: 'seen' }] }))
    expect(finding).toMatchObject({
      outcome: 'pass',
      level: null,
      reason: null,
      occurrences: [{ actual: 'seen', where: { exchange: 2, parameter: 'code' }, reason: null }],
    })
  })

  test('gives a failure the highest level of its reasons', () => {
    expect(only(says(fails('big', 'small')))).toMatchObject({
      outcome: 'fail',
      level: 'warning',
      occurrences: [{ level: 'info' }, { level: 'warning' }],
    })
  })

  test('takes the level of the kind of client', () => {
    expect(only(says(fails('big')), { kind: 'web' }).level).toBe('violation')
  })

  test('takes the level of the profile before that of the kind', () => {
    expect(only(says(fails('big')), { kind: 'web', profile: 'genesys-guide' }).level).toBe('warning')
  })

  test('lets an inconclusive check count with the highest level it can have here', () => {
    const verdict: Verdict = { outcome: 'inconclusive', reason: 'not seen' }
    expect(only(says(verdict))).toMatchObject({
      outcome: 'inconclusive',
      level: 'warning',
      reason: 'not seen',
    })
    expect(only(says(verdict), { kind: 'web' }).level).toBe('violation')
  })

  test('gives no level to what does not apply', () => {
    expect(only(says({ outcome: 'not-applicable', reason: 'no state' }))).toMatchObject({
      outcome: 'not-applicable',
      level: null,
      reason: 'no state',
    })
  })

  test('does not ask a check about a kind of client that it does not name', () => {
    const check = checkThat(() => {
      throw new Error('asked')
    })
    expect(only(check, { kind: 'spa' })).toMatchObject({
      outcome: 'not-applicable',
      reason: 'it does not apply to clients of kind spa',
    })
  })

  test('turns a check that throws into one finding and judges the others', () => {
    const broken = checkThat(() => {
      throw new Error('oops')
    })
    const fine = checkThat(() => ({ outcome: 'pass', evidence: [{ where, actual: 'seen' }] }), {
      id: 'b.check',
    })
    const outcomes = judge({
      checks: [broken, fine],
      transcripts: [run('honest')],
      kind: 'native',
      profile: 'core',
      tools: { mask: () => '' },
      nothingSeen: null,
    }).map(({ outcome, reason }) => [outcome, reason])
    expect(outcomes).toEqual([
      ['kit-error', 'the check itself failed: oops'],
      ['pass', null],
    ])
  })

  test('calls a reason that the check does not declare a fault of the kit', () => {
    expect(only(says(fails('unheard-of')))).toMatchObject({ outcome: 'kit-error' })
  })

  test('judges nothing when nothing was seen, and says why', () => {
    const finding = only(says({ outcome: 'pass', evidence: [{ where, actual: 'seen' }] }), {
      nothingSeen: 'no authorize request',
    })
    expect(finding).toMatchObject({ outcome: 'inconclusive', reason: 'no authorize request' })
  })

  test('says of every check that it does not apply where the client cannot be run on this machine', () => {
    const finding = only(says({ outcome: 'inconclusive', reason: 'no run' }), {
      nothingSeen: 'there is no browser',
      beyondThisMachine: 'there is no browser',
    })
    expect([finding.outcome, finding.reason]).toEqual(['not-applicable', 'there is no browser'])
  })

  test('reports a fault that was seen although no login was', () => {
    const finding = only(says(fails('small')), { nothingSeen: 'no authorize request' })
    expect(finding).toMatchObject({ outcome: 'fail', level: 'warning' })
  })

  /** A check that keeps what it was given, and what it says about each. */
  function asking(saying: (names: readonly string[]) => Verdict, overrides: Partial<Check> = {}) {
    const given: string[][] = []
    const check = checkThat((transcripts) => {
      const names = transcripts.map(({ scenario, variant }) =>
        variant ? `${scenario}/${variant}` : scenario,
      )
      given.push(names)
      return saying(names)
    }, overrides)
    return { check, given }
  }

  const unsure = (): Verdict => ({ outcome: 'inconclusive', reason: 'x' })
  const runs = [run('honest'), run('state-tamper', 'swapped'), run('honest-again')]
  const refused = [run('honest'), run('forgiving', null, true), run('honest-again', null, true)]

  test('hands an active check the transcripts of its scenarios and nothing else, once', () => {
    const { check, given } = asking(unsure, { scenarios: ['honest', 'state-tamper'] })
    only(check, { transcripts: runs })
    expect(given).toEqual([['honest', 'state-tamper/swapped']])
  })

  test('hands a passive check the control, and then the other undisturbed logins one by one', () => {
    const { check, given } = asking(unsure)
    only(check, { transcripts: runs })
    expect(given).toEqual([['honest'], ['honest-again']])
  })

  test('tells a fault once that every login shows', () => {
    const { check } = asking(() => fails('small'))
    expect(only(check, { transcripts: runs }).occurrences).toHaveLength(1)
  })

  test('adds a fault that only another undisturbed login shows to those of the control', () => {
    const { check } = asking(([name]) => (name === 'honest' ? fails('small') : fails('small', 'big')))
    const { occurrences } = only(check, { transcripts: runs })
    expect(occurrences.map(({ reason }) => reason)).toEqual(['small', 'big'])
  })

  test('hands a check that compares logins all of them at once, a refused control too', () => {
    const { check, given } = asking(unsure, {
      scenarios: ['honest', 'forgiving', 'honest-again'],
      acrossLogins: true,
    })
    only(check, { transcripts: refused })
    expect(given).toEqual([['honest', 'forgiving', 'honest-again']])
  })

  test('puts a finding into the phase in which all of it was seen', () => {
    const seen: Verdict = {
      outcome: 'fail',
      occurrences: [{ reason: 'small', where, expected: 'x', actual: 'y', phase: 'token use' }],
    }
    const { phase, occurrences } = only(says(seen))
    expect(phase).toBe('token use')
    expect(occurrences[0]?.phase).toBeUndefined()
  })

  test('names the phase of an occurrence that is another one than that of the finding', () => {
    const seen: Verdict = {
      outcome: 'fail',
      occurrences: [
        { reason: 'small', where, expected: 'x', actual: 'y' },
        { reason: 'big', where, expected: 'x', actual: 'y', phase: 'token use' },
      ],
    }
    const { phase, occurrences } = only(says(seen))
    expect(phase).toBe('token request')
    expect(occurrences.map((one) => one.phase)).toEqual([undefined, 'token use'])
  })

  test('reports a fault that only another undisturbed login shows', () => {
    const { check } = asking(([name]) => (name === 'honest-again' ? fails('small') : unsure()))
    expect(only(check, { transcripts: runs })).toMatchObject({ outcome: 'fail' })
  })

  test('keeps what the control says when no other login shows a fault', () => {
    const { check } = asking(([name]) =>
      name === 'honest' ? unsure() : { outcome: 'pass', evidence: [{ where, actual: 'seen' }] },
    )
    expect(only(check, { transcripts: runs })).toMatchObject({ outcome: 'inconclusive', reason: 'x' })
  })

  test('hands over the forgiving run in the place of the refused honest one, and marks the finding', () => {
    const { check, given } = asking(unsure)
    expect(only(check, { transcripts: refused }).seenOnForgivingServer).toBe(true)
    expect(given[0]).toEqual(['forgiving'])
  })

  test('does not mark a fault that the strict server saw', () => {
    const { check } = asking(([name]) => (name === 'honest' ? fails('small') : unsure()))
    expect(only(check, { transcripts: refused })).toMatchObject({
      outcome: 'fail',
      seenOnForgivingServer: false,
    })
  })

  test('carries the clauses as data', () => {
    expect(only(says(fails())).clauses[0]).toMatchObject({ document: 'RFC 7636', section: '4.1' })
  })
})
