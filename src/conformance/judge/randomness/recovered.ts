// A recovered generator as a prediction: what was held back, the logins after it, and what else was drawn.
import type { Idiom } from './idiom.js'
import type { ComputedText, Prediction, Series } from './prediction.js'
import { around, follow, type Reading } from './recovery.js'

/** A text whose generator was recovered. */
export interface Solved {
  readonly attack: string
  /** The generator, for people. */
  readonly generator: string
  readonly idiom: Idiom
  /** Which of the texts of the series. */
  readonly index: number
  /** Characters of it that were known to the solver. */
  readonly known: number
  readonly readings: readonly Reading[]
  /** log2 of the number of states or seeds that were possible. */
  readonly stateBits: number
  /** Ways to read the text that were tried with each state: generators, alphabets, alignments. */
  readonly hypotheses: number
  /** Idioms in which a text of the other role may have been made of the same numbers. */
  besides?(text: string): readonly Idiom[]
}

export function predictionOf(solved: Solved, series: Series): Prediction {
  const { attack, generator, idiom, index, known, readings } = solved
  const sample = series.samples[index]
  if (sample === undefined) throw new RangeError('the recovered text is one of the series')
  const { role, login, text } = sample
  const followed = follow(readings, sample, idiom, series.samples.slice(index + 1), series.samples[index - 1])
  const { computed: later, next, idiom: learnt } = followed
  const beside = besideOf(solved, followed.readings, series, login)
  const rest: ComputedText = { role, login, from: known, text, searched: 1, candidates: 1 }
  const bits = [
    ...later.map((one) => learnt.bits(one.text) - Math.log2(one.searched)),
    ...beside.map((one) => one.bits),
  ]
  return {
    role,
    attack,
    generator,
    idiom: learnt.name,
    known: known > 0 ? [{ role, login, text: text.slice(0, known) }] : [],
    computed: [...(known < text.length ? [rest] : []), ...later, ...beside.map(({ computed }) => computed)],
    chance: solved.stateBits + Math.log2(solved.hypotheses) - idiom.bits(text) - sumOfGains(bits),
    logins: 1 + later.length,
    next,
  }
}

/** A text that was found but could have been found by chance adds nothing, and takes nothing away. */
function sumOfGains(bits: readonly number[]): number {
  return bits.reduce((sum, one) => sum + Math.max(0, one), 0)
}

/** Bits beyond a search that place a text of the other role beside the recovered one. */
const fewestBitsBeside = 20

function besideOf(
  { besides }: Solved,
  readings: readonly Reading[],
  series: Series,
  login: number,
): readonly { computed: ComputedText; bits: number }[] {
  if (besides === undefined) return []
  return series.others
    .filter((other) => other.login === login)
    .flatMap((other) => {
      const found = around(readings, besides(other.text), other)
      if (found === undefined) return []
      const bits = found.idiom.bits(other.text) - Math.log2(found.computed.searched)
      return bits >= fewestBitsBeside ? [{ computed: found.computed, bits }] : []
    })
}
