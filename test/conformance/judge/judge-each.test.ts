import { describe, expect, test } from 'vitest'
import { judgeEach } from '../../../src/conformance/judge/judge-each.js'
import { inconclusive } from '../../../src/conformance/judge/verdict.js'

const nothing = inconclusive('nothing was seen')

function at(exchange: number, parameter: string | null = 'state', scenario = 'honest') {
  return { scenario, variant: null, exchange, parameter }
}

function occurrence(exchange: number, reason = 'absent', parameter = 'state', scenario = 'honest') {
  return { reason, where: at(exchange, parameter, scenario), expected: 'state', actual: 'none' }
}

describe('judge-each', () => {
  test('is never a pass when no item shows anything', () => {
    expect(judgeEach([1, 2], () => [], nothing)).toEqual(nothing)
    expect(judgeEach([], () => [{ where: at(1), actual: 'seen' }], nothing)).toEqual(nothing)
  })

  test('passes on evidence, and says the same of several exchanges once', () => {
    const verdict = judgeEach([1, 3, 5], (exchange) => [{ where: at(exchange), actual: 'seen' }], nothing)
    expect(verdict).toEqual({
      outcome: 'pass',
      evidence: [{ where: at(1), actual: 'seen; the same in exchanges 3, 5' }],
    })
  })

  test('fails on one occurrence among evidence', () => {
    const look = (exchange: number) =>
      exchange === 2 ? [occurrence(2)] : [{ where: at(exchange), actual: 'seen' }]
    expect(judgeEach([1, 2], look, nothing)).toEqual({ outcome: 'fail', occurrences: [occurrence(2)] })
  })

  test('says one reason at one parameter once per run', () => {
    const all = [
      occurrence(1),
      occurrence(4),
      occurrence(4, 'empty'),
      occurrence(1, 'absent', 'nonce'),
      occurrence(1, 'absent', 'state', 'forgiving'),
    ]
    const verdict = judgeEach(all, (one) => [one], nothing)
    const actuals = verdict.outcome === 'fail' ? verdict.occurrences.map(({ actual }) => actual) : []
    expect(actuals).toEqual(['none; the same in exchange 4', 'none', 'none', 'none'])
  })
})
