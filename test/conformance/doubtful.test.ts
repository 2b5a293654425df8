import { describe, expect, test } from 'vitest'
import { type Doubt, doubtful } from '../../src/conformance/doubtful.js'
import { defineCheck } from '../../src/conformance/judge/checks/check.js'
import { inconclusive, placeOf, type Verdict } from '../../src/conformance/judge/verdict.js'
import type { Transcript } from '../../src/conformance/transcript.js'
import { honestLogin } from '../support/transcript-builder.js'

const run = (scenario: string, variant: string | null = null) =>
  honestLogin({ scenario, variant, kind: 'web' })
const control = run('honest')
const swapped = run('state-tamper', 'swapped')
const dropped = run('state-tamper', 'dropped')
const denied = run('authz-errors', 'access-denied')
const all = [control, swapped, dropped, denied]
const nameOf = ({ scenario, variant }: Transcript) => `${scenario}/${variant}`

/** A check on `scenarios` that says what `judge` says. */
function checkOn(
  scenarios: readonly ('state-tamper' | 'state-tamper/swapped' | 'honest-again')[],
  judge: (read: readonly Transcript[]) => Verdict<'wrong'>,
  parts: { readonly acrossLogins?: true; readonly kinds?: readonly ['native'] } = {},
) {
  return defineCheck({
    id: 'test.check',
    title: 'A check of this test',
    why: 'because',
    fix: 'none',
    phase: 'redirect and callback',
    rule: 'derived',
    clauses: ['RFC6749-10.12'],
    kinds: ['web'],
    scenarios: ['honest', ...scenarios],
    reasons: { wrong: { what: 'is wrong', level: 'violation' } },
    judge,
    ...parts,
  })
}

const passing = (read: readonly Transcript[]): Verdict<'wrong'> => ({
  outcome: 'pass',
  evidence: [{ where: placeOf(read[0] ?? control, 1), actual: 'seen' }],
})
const failingIn =
  (wanted: Transcript) =>
  (read: readonly Transcript[]): Verdict<'wrong'> =>
    read.includes(wanted)
      ? {
          outcome: 'fail',
          occurrences: [
            { reason: 'wrong', where: placeOf(wanted, 1), expected: 'nothing', actual: 'something' },
          ],
        }
      : passing(read)

function doubt(check: ReturnType<typeof checkOn>): Doubt {
  return { checks: [check], kind: 'web', profile: 'core', tools: { mask: (secret) => secret } }
}

describe('doubtful', () => {
  const rows: readonly {
    name: string
    check: ReturnType<typeof checkOn>
    shared: readonly Transcript[]
    expected: readonly string[]
  }[] = [
    {
      name: 'a pass needs no second look',
      check: checkOn(['state-tamper'], passing),
      shared: [swapped, dropped, denied],
      expected: [],
    },
    {
      name: 'a fault is looked at again where it was seen',
      check: checkOn(['state-tamper'], failingIn(dropped)),
      shared: [swapped, dropped, denied],
      expected: ['state-tamper/dropped'],
    },
    {
      name: 'a fault in an app of its own stands',
      check: checkOn(['state-tamper'], failingIn(dropped)),
      shared: [swapped, denied],
      expected: [],
    },
    {
      name: 'what could not be judged is looked at again in all that the check reads',
      check: checkOn(['state-tamper'], () => inconclusive('nothing came')),
      shared: [swapped, dropped, denied],
      expected: ['state-tamper/swapped', 'state-tamper/dropped'],
    },
    {
      name: 'a check that throws is not believed either',
      check: checkOn(['state-tamper/swapped'], () => {
        throw new Error('a bug')
      }),
      shared: [swapped, dropped],
      expected: ['state-tamper/swapped'],
    },
    {
      name: 'the closing control is still to come, and is not missed',
      check: checkOn(['state-tamper', 'honest-again'], (read) =>
        read.some(({ scenario }) => scenario === 'honest-again') ? passing(read) : inconclusive('missing'),
      ),
      shared: [swapped, dropped],
      expected: [],
    },
    {
      name: 'what is computed from all logins proves itself',
      check: checkOn(['state-tamper'], failingIn(dropped), { acrossLogins: true }),
      shared: [dropped],
      expected: [],
    },
    {
      name: 'checks of other kinds say nothing',
      check: checkOn(['state-tamper'], failingIn(dropped), { kinds: ['native'] }),
      shared: [dropped],
      expected: [],
    },
  ]
  for (const { name, check, shared, expected } of rows) {
    test(name, () => {
      expect(doubtful(all, new Set(shared), doubt(check)).map(nameOf)).toEqual(expected)
    })
  }
})
