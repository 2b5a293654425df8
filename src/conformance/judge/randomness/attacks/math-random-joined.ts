// Math.random of V8 up to 14.1 from texts that are too short alone: the draws of several logins in one system.
import { block, v8Bits52, v8Bits53 } from '../engines.js'
import { type Draw, type Idiom, unknownDraw } from '../idiom.js'
import { letterIdioms } from '../idioms/index.js'
import { printsIdiom } from '../idioms/prints.js'
import { solveLinear } from '../linear.js'
import type { Attack, Attempt, Prediction, Series } from '../prediction.js'
import { predictionOf } from '../recovered.js'
import { type Reading, readingsOf } from '../recovery.js'
import type { Work } from '../work.js'
import { bitsTold, everyIdiom, stateBits } from './javascript.js'

const id = 'math-random-v8-joined'
const name = 'Math.random of V8 7.8 to 14.1 (Node.js 12 to 25), several short values together'
/** Calls between two logins, always as many. */
const mostBetween = 6
/**
 * Bits that joined texts must tell: those of the state and some to tell wrong from right. Three whole numbers in a row
 * never show the lowest bits of the one in the middle; a fourth does.
 */
const wantedBits = stateBits + 16
const wantedBitsOfPrints = stateBits + 32
const mostReadings = 256

export const mathRandomJoined: Attack = {
  id,
  name,
  unsuited: (series) =>
    joinable(series).length === 0 ? 'one value is enough, or all together are too few' : undefined,
  run(series, work): Attempt {
    const plans = joinable(series)
    const hypotheses = plans.length * (mostBetween + 1) * block * 2
    for (const plan of plans) {
      for (let between = 0; between <= mostBetween; between += 1) {
        const prediction = attempt(series, plan, between, hypotheses, work)
        if (prediction !== undefined) return { prediction, complete: true }
        if (work.left() === 0) return { complete: false }
      }
    }
    return { complete: true }
  },
}

/** An idiom, and how many of the texts have to be joined. */
interface Plan {
  readonly idiom: Idiom
  readonly texts: readonly string[]
  readonly rows: readonly (readonly Draw[])[]
}

/** Idioms that read every text in one way, and need more than one of them but not all. */
function joinable({ samples }: Series): readonly Plan[] {
  const texts = samples.map(({ text }) => text)
  const idioms = [printsIdiom(36, 1), printsIdiom(36, 2), printsIdiom(16, 1), ...letterIdioms(texts, 'floor')]
  return idioms.flatMap((idiom) => {
    const wanted = idiom.id.startsWith('prints') ? wantedBitsOfPrints : wantedBits
    const conversions = [52, 53].flatMap((bits) => {
      const rows: (readonly Draw[])[] = []
      let told = 0
      for (const text of texts.slice(0, -1)) {
        const row = idiom.read(text).find(([draw]) => (draw?.conversion ?? bits) === bits)
        if (row === undefined) return []
        rows.push(row)
        told += bitsTold(row)
        if (told >= wanted) break
      }
      return told >= wanted && rows.length > 1 ? [{ idiom, texts: texts.slice(0, rows.length), rows }] : []
    })
    return idiom.id.startsWith('prints') ? conversions : conversions.slice(0, 1)
  })
}

function attempt(
  series: Series,
  { idiom, texts, rows }: Plan,
  between: number,
  hypotheses: number,
  work: Work,
): Prediction | undefined {
  const gap = new Array<Draw>(between).fill(unknownDraw)
  const draws = rows.flatMap((row, index) => (index === 0 ? row : [...gap, ...row]))
  const engine = draws.some(({ conversion }) => conversion === 52) ? v8Bits52 : v8Bits53
  const [first = ''] = texts
  const readings: Reading[] = []
  solveLinear(engine, draws, work, (state) => {
    for (const one of [v8Bits52, v8Bits53]) {
      const fitting = readingsOf(one, state, idiom, first, first.length)
      readings.push(...fitting.filter((reading) => gives(reading, idiom, texts, between)))
    }
    return readings.length >= mostReadings
  })
  if (readings.length === 0) return undefined
  const solved = { attack: id, generator: name, idiom, index: 0, known: first.length, readings }
  const besides = (other: string): readonly Idiom[] => everyIdiom([other])
  const prediction = predictionOf({ ...solved, stateBits, hypotheses, besides }, series)
  // The texts that were solved for are known, not computed.
  const joined = new Set(series.samples.slice(0, texts.length).map(({ login }) => login))
  const { role } = series
  return {
    ...prediction,
    known: series.samples.slice(0, texts.length).map(({ login, text }) => ({ role, login, text })),
    computed: prediction.computed.filter((one) => one.role !== role || !joined.has(one.login)),
  }
}

/** Whether a reading gives all texts with so many calls between them. */
function gives(reading: Reading, idiom: Idiom, texts: readonly string[], between: number): boolean {
  let start = 0
  return texts.every((text) => {
    const from = start
    const made = idiom.make((call) => reading(from + call), text.length)
    start += made.calls + between
    return made.text === text
  })
}
