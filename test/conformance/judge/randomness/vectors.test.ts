import { describe, expect, test } from 'vitest'
import digests from '../../../../fixtures/vectors/randomness/digests.json' with { type: 'json' }
import javascript from '../../../../fixtures/vectors/randomness/javascript.json' with { type: 'json' }
import libraries from '../../../../fixtures/vectors/randomness/libraries.json' with { type: 'json' }
import mersenne from '../../../../fixtures/vectors/randomness/mersenne-words.json' with { type: 'json' }
import shortValues from '../../../../fixtures/vectors/randomness/short-values.json' with { type: 'json' }
import { analyse } from '../../../../src/conformance/judge/randomness/analyse.js'
import { attacks } from '../../../../src/conformance/judge/randomness/attacks/index.js'
import type { Prediction } from '../../../../src/conformance/judge/randomness/prediction.js'
import type { Sample, TimeWindow } from '../../../../src/conformance/judge/randomness/sample.js'
import { createWork } from '../../../../src/conformance/judge/randomness/work.js'

interface Row {
  readonly id: string
  readonly comment: string
  readonly attack: string
  readonly generator?: string
  readonly window?: TimeWindow
  readonly samples: readonly string[]
}

function samplesOf(texts: readonly string[]): readonly Sample[] {
  return texts.map((text, index) => ({ role: 'verifier', text, login: index + 1 }))
}

/** What one attack makes of the texts, with all the work it can want. */
function attacked(row: Row, texts: readonly string[]): Prediction | undefined {
  const turn = attacks.find(({ attack }) => attack.id === row.attack)
  const series = { role: 'verifier', samples: samplesOf(texts), others: [], window: row.window } as const
  expect(turn?.attack.unsuited(series)).toBeUndefined()
  return turn?.attack.run(series, createWork(10_000_000)).prediction
}

/** Everything but the last login is given away; the last is to be computed. */
function expectLastPredicted(row: Row, prediction: Prediction | undefined): void {
  expect(prediction?.attack).toBe(row.attack)
  expect(prediction?.generator).toContain(row.generator ?? '')
  expect(prediction?.chance).toBeLessThan(-40)
  expect(prediction?.next).toContain(row.samples.at(-1))
}

describe('Math.random of real runtimes', () => {
  // One login is told; base 36 hides low bits that only a second one shows.
  const alone = new Set(['firefox-letters-66'])
  for (const row of javascript.vectors) {
    test(`${row.id}: the last login is computed from those before it`, () => {
      const told = row.samples.slice(0, alone.has(row.id) ? 1 : -1)
      const { outcome, predictions } = analyse(samplesOf(told), undefined)
      expect(outcome).toBe('predicted')
      expectLastPredicted(row, predictions[0])
      const [{ known, computed } = { known: [], computed: [] }] = predictions
      expect(known[0]?.text.length).toBeLessThan(row.samples[0]?.length ?? 0)
      expect(computed[0]?.text.startsWith(known[0]?.text ?? '-')).toBe(true)
    })
  }
})

describe('values that are too short alone', () => {
  for (const row of shortValues.vectors) {
    test(`${row.id}: the last login is computed from those before it, taken together`, () => {
      const samples = samplesOf(row.samples.slice(0, -1)).map(
        (sample) => ({ ...sample, role: 'state' }) as const,
      )
      const [prediction] = analyse(samples, undefined).predictions
      expectLastPredicted(row, prediction)
      // What was solved for is not counted as computed.
      const known = new Set(prediction?.known.map(({ login }) => login))
      expect(prediction?.computed.some(({ login }) => known.has(login))).toBe(false)
      expect(known.size + (prediction?.computed.length ?? 0)).toBe(samples.length)
    })
  }
})

describe('generators of other libraries', () => {
  const byCandidates = new Set(['additive-generators'])
  const single = new Set(['dotnet-seed-42'])
  for (const row of libraries.vectors.filter(
    ({ attack, id }) => !byCandidates.has(attack) && !single.has(id),
  )) {
    test(`${row.id}: the last login is computed from those before it`, () => {
      expectLastPredicted(row, attacked(row, row.samples.slice(0, -1)))
    })
  }

  for (const row of libraries.vectors.filter(({ attack }) => byCandidates.has(attack))) {
    test(`${row.id}: every character is one of few, and always among them`, () => {
      const prediction = attacked(row, row.samples)
      expect(prediction?.generator).toContain(row.generator)
      expect(prediction?.chance).toBeLessThan(-40)
      const last = prediction?.computed.at(-1)
      expect(last?.text).toBe(row.samples.at(-1))
      expect(last?.candidates).toBeGreaterThan(1)
      expect(last?.candidates).toBeLessThanOrEqual(4)
    })
  }

  test('dotnet-seed-42: one login is computed from its seed', () => {
    const row = libraries.vectors.find(({ id }) => id === 'dotnet-seed-42')
    if (row === undefined) throw new Error('the row is missing')
    const prediction = attacked(row, row.samples)
    expect(prediction?.generator).toBe('System.Random of .NET, seeded with the number 42')
    expect(prediction?.computed).toMatchObject([{ login: 1, from: 0, text: row.samples[0] }])
  })
})

describe('words of the Mersenne Twister', () => {
  for (const row of mersenne.vectors) {
    test(`${row.id}: 78 logins give the state, and the logins after them come true`, () => {
      const prediction = attacked({ ...row, attack: 'mersenne-words' }, row.samples.slice(0, -1))
      expect(prediction?.known).toHaveLength(78)
      expect(prediction?.computed.map(({ text }) => text)).toEqual(row.samples.slice(78, -1))
      expect(prediction?.next).toEqual([row.samples.at(-1)])
    })

    test(`${row.id}: 78 logins alone come to nothing, and the number needed is said`, () => {
      const { tried, outcome } = analyse(samplesOf(row.samples.slice(0, 78)), undefined, { steps: 1 })
      expect(outcome).toBe('not-reproduced')
      expect(tried).toContainEqual(
        expect.objectContaining({ attack: 'mersenne-words', result: 'unsuited', reason: 'needs 79 logins' }),
      )
    })
  }
})

describe('hashes of what can be guessed', () => {
  for (const row of digests.vectors) {
    test(`${row.id}: the input is found`, () => {
      const prediction = attacked(row, row.samples)
      expect(prediction?.computed.at(-1)?.text).toBe(row.samples.at(-1))
      expect(prediction?.chance).toBeLessThan(-80)
    })
  }
})
