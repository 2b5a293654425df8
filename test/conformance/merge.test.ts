import { describe, expect, test } from 'vitest'
import { judgeRun } from '../../src/conformance/judge-run.js'
import { mergeRuns, type NamedRun } from '../../src/conformance/merge.js'
import type { RunHead } from '../../src/conformance/saved/saved-run.js'
import type { Transcript } from '../../src/conformance/transcript.js'
import { runHead } from '../support/gathered-run.js'
import { transcript } from '../support/transcript-builder.js'

const login = (scenario: string) =>
  transcript({ scenario }).authorize().callback().token().api().ended('client-finished')
const refused = (scenario: string) =>
  transcript({ scenario }).authorize().callback().token({}, { refused: true }).ended('client-gave-up')
const disturbed = (variant: string) =>
  transcript({ scenario: 'state-tamper', variant })
    .authorize({}, { returnsState: 'x' })
    .callback()
    .ended('client-gave-up')

const judgement = { checks: ['state.mismatch'], scenarios: ['state-tamper/dropped', 'state-tamper/swapped'] }

function part(index: number, runs: readonly Transcript[], head: Partial<RunHead> = {}, of = 2): NamedRun {
  const shard = { index, of }
  return { name: `p${index}`, run: { head: { ...runHead, judgement, shard, ...head }, transcripts: runs } }
}

const whole = [login('honest'), disturbed('swapped'), disturbed('dropped'), login('honest-again')]
const [swapped, dropped] = [
  part(1, [login('honest'), disturbed('swapped'), login('honest-again')]),
  part(2, [login('honest'), disturbed('dropped'), login('honest-again')]),
]
const later = part(2, dropped.run.transcripts, {
  startedAt: '2026-01-15T12:00:01.000Z',
  durationMs: 5000,
  maskKey: '17'.repeat(32),
})

function runOf(...parts: readonly NamedRun[]) {
  const merged = mergeRuns(parts)
  if (merged.kind === 'bad') throw new Error(merged.problems.join('; '))
  return merged.run
}
const namesOf = ({ transcripts }: { readonly transcripts: readonly Transcript[] }) =>
  transcripts.map(({ scenario, variant }) => variant ?? scenario)
const outcomeOf = (run: Parameters<typeof judgeRun>[0]) =>
  judgeRun(run).findings.map(({ check, outcome, reason, occurrences }) => ({
    check,
    outcome,
    reason,
    occurrences,
  }))

const { shard: _, ...wholeHead } = { ...runHead, judgement, shard: undefined }

const bad: readonly {
  readonly name: string
  readonly parts: readonly NamedRun[]
  readonly problems: readonly RegExp[]
}[] = [
  { name: 'nothing', parts: [], problems: [/nothing to merge/] },
  { name: 'a part alone', parts: [dropped], problems: [/^part 1\/2 is missing$/] },
  {
    name: 'a part twice, and another one missing',
    parts: [swapped, { ...swapped, name: 'copy' }],
    problems: [/^part 1\/2 is there twice: p1 and copy$/, /^part 2\/2 is missing$/],
  },
  {
    name: 'a whole run',
    parts: [swapped, { name: 'w', run: { head: wholeHead, transcripts: whole } }],
    problems: [/^w: is a whole run/],
  },
  {
    name: 'parts of different runs',
    parts: [swapped, part(2, [], {}, 3)],
    problems: [/^the parts are of different runs: p1 is 1\/2, p2 is 2\/3$/],
  },
  {
    name: 'other clients and other checks',
    parts: [
      swapped,
      part(2, dropped.run.transcripts, {
        client: { ...runHead.client, target: './other', kind: 'web' },
        judgement: {},
      }),
    ],
    problems: [
      /^p2: the client differs from p1: "\.\/other", not "\.\/my-app"$/,
      /^p2: the kind of the client differs/,
      /^p2: how it is judged differs/,
    ],
  },
  {
    name: 'a part in which alone the client did not log in, whose scenarios are missing',
    parts: [swapped, part(2, [refused('honest')])],
    problems: [/^p2: the client did not log in there, though it did elsewhere: run this part again$/],
  },
  {
    name: 'parts that do not hold all that a run needs',
    parts: [swapped, part(2, [login('honest'), login('honest-again')])],
    problems: [/^no part holds state-tamper\/dropped: /],
  },
]

describe('mergeRuns', () => {
  test('gives the findings of a run on one machine, whatever the order of the parts', () => {
    const expected = outcomeOf({ head: wholeHead, transcripts: whole })
    expect(expected.map(({ outcome }) => outcome)).toEqual(['pass'])
    expect(outcomeOf(runOf(swapped, dropped))).toEqual(expected)
    expect(outcomeOf(runOf(dropped, swapped))).toEqual(expected)
  })

  test('has all controls around the scenarios, in the order of the catalogue', () => {
    const names = namesOf(runOf(dropped, swapped))
    expect(names.slice(0, 2)).toEqual(['honest', 'honest'])
    expect(names.slice(2, 4).toSorted()).toEqual(['dropped', 'swapped'])
    expect(names.slice(4)).toEqual(['honest-again', 'honest-again'])
    expect(names).toEqual(namesOf(runOf(swapped, dropped)))
  })

  test('lasts from the first begin to the last end, and has the key of the first part', () => {
    const { head } = runOf(later, swapped)
    expect(head).toMatchObject({ startedAt: '2026-01-15T12:00:00.000Z', durationMs: 6000 })
    expect(head.maskKey).toBe('42'.repeat(32))
    expect(head.shard).toBeUndefined()
  })

  test('does not let silence pass where the closing control of one part failed', () => {
    for (const broken of [1, 2]) {
      const closing = (index: number) => (index === broken ? refused : login)('honest-again')
      const run = runOf(
        part(1, [login('honest'), disturbed('swapped'), closing(1)]),
        part(2, [login('honest'), disturbed('dropped'), closing(2)]),
      )
      expect(outcomeOf(run).map(({ outcome }) => outcome)).toEqual(['inconclusive'])
    }
  })

  test('is a run in which nobody could log in, where nobody could', () => {
    const run = runOf(part(1, [refused('honest')]), part(2, [refused('honest')]))
    expect(outcomeOf(run).map(({ outcome }) => outcome)).toEqual(['inconclusive'])
  })

  test('is incomplete when a part was interrupted, or came to nothing', () => {
    const cut = part(2, [login('honest')], { interruptedBy: 'SIGINT' })
    expect(judgeRun(runOf(swapped, cut))).toMatchObject({ complete: false, exitCode: 130 })
    const silent = (variant: string) =>
      transcript({ scenario: 'state-tamper', variant }).ended('client-exited')
    const dead = part(1, [login('honest'), silent('dropped'), silent('swapped'), silent('short')])
    const report = judgeRun(runOf(dead, part(2, [login('honest'), login('honest-again')])))
    expect(report.complete).toBe(false)
    expect(report.advice).toContain('began no login in 3 scenarios in a row')
  })

  for (const { name, parts, problems } of bad) {
    test(`refuses ${name}`, () => {
      const merged = mergeRuns(parts)
      const told = merged.kind === 'bad' ? merged.problems : []
      expect(told).toHaveLength(problems.length)
      problems.forEach((problem, index) => {
        expect(told[index]).toMatch(problem)
      })
    })
  }
})
