// Math.random of V8 up to 14.1: its numbers are bits of the state, and one text gives enough equations to solve for it.
import { block, v8Bits52, v8Bits53 } from '../engines.js'
import { type Idiom, knownOf } from '../idiom.js'
import { solveLinear } from '../linear.js'
import type { Attack, Attempt, Series } from '../prediction.js'
import { predictionOf } from '../recovered.js'
import { type Reading, readingsOf } from '../recovery.js'
import type { Work } from '../work.js'
import { bitsTold, everyIdiom, stateBits } from './javascript.js'

const id = 'math-random-v8'
/** Both conversions share their top bits, and letters show no more. */
const name = 'Math.random of V8 7.8 to 14.1 (Node.js 12 to 25)'
/** Characters held back from the solver, to be computed; fewer where every digit tells much. */
const heldBack = 8
const heldBackOfPrints = 4
/** Equations short of the state that are made up for by trying what is left. */
const mostMissing = 12
const mostTexts = 3

export const mathRandomLinear: Attack = {
  id,
  name,
  unsuited(series) {
    const told = Math.max(...series.samples.map(({ text }) => text.length)) * Math.log2(66)
    return told < stateBits - mostMissing ? 'too few characters for the 128 bits of its state' : undefined
  },
  run(series, work): Attempt {
    const texts = series.samples.map(({ text }) => text)
    const idioms = everyIdiom(texts)
    const hypotheses = idioms.length * block * 2 * mostTexts
    for (const idiom of idioms) {
      for (const index of textsToTry(texts, idiom)) {
        const prediction = attempt(series, index, idiom, hypotheses, work)
        if (prediction !== undefined) return { prediction, complete: true }
        if (work.left() === 0) return { complete: false }
      }
    }
    return { complete: true }
  },
}

/** One text decides, whatever its alignment; only prints in base 36 may hide their splits. */
function textsToTry(texts: readonly string[], idiom: Idiom): readonly number[] {
  if (isPrint(idiom)) return [...texts.keys()].slice(0, mostTexts)
  const longest = Math.max(...texts.map(({ length }) => length))
  return [texts.findIndex(({ length }) => length === longest)]
}

function isPrint(idiom: Idiom): boolean {
  return idiom.id.startsWith('radix')
}

/** Readings that are followed at most: states that differ in bits that the text does not show. */
const mostReadings = 256

function attempt(series: Series, index: number, idiom: Idiom, hypotheses: number, work: Work) {
  const text = series.samples[index]?.text ?? ''
  const known = knownOf(idiom, text, isPrint(idiom) ? heldBackOfPrints : heldBack)
  const readings: Reading[] = []
  for (const draws of idiom.read(text.slice(0, known))) {
    if (bitsTold(draws) < stateBits - mostMissing) continue
    const engine = draws.some(({ conversion }) => conversion === 52) ? v8Bits52 : v8Bits53
    solveLinear(engine, draws, work, (state) => {
      // Prints in base 36 round: the state that one conversion gives may be that of the other.
      const engines = isPrint(idiom) ? [v8Bits52, v8Bits53] : [engine]
      readings.push(...engines.flatMap((one) => readingsOf(one, state, idiom, text, known)))
      return readings.length >= mostReadings
    })
  }
  if (readings.length === 0) return undefined
  const solved = { attack: id, generator: name, idiom, index, known, readings, stateBits, hypotheses }
  return predictionOf({ ...solved, besides: (other) => everyIdiom([other]) }, series)
}
