import { describe, expect, test } from 'vitest'
import javascript from '../../../../fixtures/vectors/randomness/javascript.json' with { type: 'json' }
import { analyse } from '../../../../src/conformance/judge/randomness/analyse.js'
import { isProven } from '../../../../src/conformance/judge/randomness/prediction.js'
import type { Role, Sample } from '../../../../src/conformance/judge/randomness/sample.js'
import { cryptographicBytes } from '../../../support/random-texts.js'

const guide = javascript.vectors.find(({ id }) => id === 'node-20-letters-66')?.samples ?? []
const strong = ['x', 'y', 'z'].map((label) => cryptographicBytes(label, 32).toString('base64url'))
const few = { steps: 200_000 }

function samplesOf(role: Role, texts: readonly string[]): readonly Sample[] {
  return texts.map((text, index) => ({ role, text, login: index + 1 }))
}

describe('analyse', () => {
  test('says what was known, what was computed of it and what then came true', () => {
    const { predictions } = analyse(samplesOf('verifier', guide), undefined, few)
    expect(predictions).toHaveLength(1)
    const [prediction] = predictions
    expect(prediction?.known).toEqual([{ role: 'verifier', login: 1, text: guide[0]?.slice(0, 35) }])
    expect(prediction?.computed).toMatchObject([
      { login: 1, from: 35, text: guide[0] },
      { login: 2, from: 0, text: guide[1] },
      { login: 3, from: 0, text: guide[2] },
    ])
    // The gap seen before is tried first: nothing is searched for.
    expect(prediction?.computed[2]?.searched).toBeLessThan(10)
    expect(prediction?.logins).toBe(3)
  })

  test('each login that comes true makes a coincidence less likely', () => {
    const chances = [1, 2, 3].map(
      (count) =>
        analyse(samplesOf('verifier', guide.slice(0, count)), undefined, few).predictions[0]?.chance ?? 0,
    )
    expect(chances[0]).toBeLessThan(-80)
    expect(chances[1]).toBeLessThan((chances[0] ?? 0) - 200)
    expect(chances[2]).toBeLessThan((chances[1] ?? 0) - 200)
  })

  test('the same samples and budget give the same analysis', () => {
    const run = () => analyse(samplesOf('verifier', strong), { from: 0, to: 20_000 }, few)
    expect(run()).toEqual(run())
  })

  test('a cryptographic generator is not called random: the attacks are listed, with what each came to', () => {
    const { outcome, tried, predictions, spent } = analyse(samplesOf('verifier', strong), undefined, few)
    expect(outcome).toBe('not-reproduced')
    expect(predictions).toEqual([])
    expect(tried.length).toBeGreaterThan(15)
    expect(tried).toContainEqual({
      attack: 'math-random-v8',
      name: 'Math.random of V8 7.8 to 14.1 (Node.js 12 to 25)',
      role: 'verifier',
      result: expect.stringMatching(/^(?:not-reproduced|no-room)$/),
    })
    expect(spent).toBeLessThan(few.steps + 10_000)
  })

  test('an attack for which no work is left is not said to have been made', () => {
    const { tried } = analyse(samplesOf('verifier', strong), undefined, { steps: 1_000 })
    const sums = tried.find(({ attack }) => attack === 'math-random-sum')
    expect(sums?.result).toBe('no-room')
  })

  test('verifiers and states are judged each for itself', () => {
    const { predictions, statistics } = analyse(
      [...samplesOf('verifier', strong), ...samplesOf('state', guide)],
      undefined,
      { steps: 600_000 },
    )
    expect(predictions.map(({ role }) => role)).toEqual(['state'])
    expect(statistics.map(({ role }) => role)).toEqual(['verifier', 'state'])
  })

  test('a state of the same generator is found beside the verifier', () => {
    const [first = '', second = ''] = guide
    const samples: Sample[] = [
      { role: 'verifier', text: first, login: 1 },
      { role: 'state', text: second, login: 1 },
    ]
    const { predictions } = analyse(samples, undefined, { steps: 600_000 })
    expect(predictions[0]?.computed).toContainEqual(
      expect.objectContaining({ role: 'state', login: 1, text: second }),
    )
  })

  test('no samples at all come to nothing', () => {
    expect(analyse([], undefined)).toMatchObject({ outcome: 'not-reproduced', tried: [], statistics: [] })
  })

  test('a text that was sent twice in one login counts once', () => {
    const [text = ''] = strong
    const twice: readonly Sample[] = [1, 1].map((login) => ({ role: 'verifier', text, login }))
    expect(analyse(twice, undefined, few).outcome).toBe('not-reproduced')
  })

  test('a prediction counts from 2^-40 on, and only if something came true', () => {
    const base = analyse(samplesOf('verifier', guide), undefined, few).predictions[0]
    if (base === undefined) throw new Error('nothing was predicted')
    expect(isProven({ ...base, chance: -40 })).toBe(true)
    expect(isProven({ ...base, chance: -39.9 })).toBe(false)
    expect(isProven({ ...base, computed: [] })).toBe(false)
  })
})

describe('values that are no random numbers', () => {
  const rows: readonly {
    readonly name: string
    readonly texts: readonly string[]
    readonly attack: string | undefined
    readonly next?: readonly string[]
  }[] = [
    {
      name: 'the example of RFC 7636',
      texts: ['dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'],
      attack: 'published-value',
    },
    {
      name: 'its challenge',
      texts: ['E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'],
      attack: 'published-value',
    },
    {
      name: 'the example with one letter changed',
      texts: ['dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXj'],
      attack: undefined,
    },
    {
      name: 'a value used twice',
      texts: [strong[0] ?? '', strong[0] ?? ''],
      attack: 'repeated-value',
      next: [strong[0] ?? ''],
    },
    {
      name: 'a value used again after another',
      texts: [strong[0] ?? '', strong[1] ?? '', strong[0] ?? ''],
      attack: 'repeated-value',
    },
    { name: 'one letter again and again', texts: ['a'.repeat(43)], attack: 'patterned-value' },
    { name: 'a word again and again', texts: ['codeverifier'.repeat(4)], attack: 'patterned-value' },
    {
      name: 'the alphabet and the digits',
      texts: ['abcdefghijklmnopqrstuvwxyz0123456789abcdefghij'],
      attack: 'patterned-value',
    },
    { name: 'digits in order', texts: ['0123456789'.repeat(5)], attack: 'patterned-value' },
    {
      name: 'a counter at the end',
      texts: [
        'my-very-own-code-verifier-for-this-client-0007',
        'my-very-own-code-verifier-for-this-client-0008',
      ],
      attack: 'counted-value',
      next: ['my-very-own-code-verifier-for-this-client-0009'],
    },
    {
      name: 'the time at the end',
      texts: [
        'genesys-cloud-login-of-agent-app-1764104412345',
        'genesys-cloud-login-of-agent-app-1764104419876',
      ],
      attack: 'counted-value',
    },
    { name: 'three values of a cryptographic generator', texts: strong, attack: undefined },
  ]

  for (const row of rows) {
    test(row.name, () => {
      const { predictions, outcome } = analyse(samplesOf('verifier', row.texts), undefined, few)
      expect(predictions[0]?.attack).toBe(row.attack)
      expect(outcome).toBe(row.attack === undefined ? 'not-reproduced' : 'predicted')
      if (row.next !== undefined) expect(predictions[0]?.next).toEqual(row.next)
    })
  }
})
