// Math.random of the engines that return a sum of both words of their state: Chromium, Deno, Node 26, Firefox, Bun.
import { searchArcs } from '../arc-search.js'
import { block, type Engine, low53, v8Forward, v8Sum } from '../engines.js'
import { type Idiom, knownOf } from '../idiom.js'
import { exactLetterIdioms, letterIdioms, structuredIdioms } from '../idioms/index.js'
import type { Attack, Attempt, Prediction, Series } from '../prediction.js'
import { predictionOf } from '../recovered.js'
import { type Reading, readingsOf } from '../recovery.js'
import type { Work } from '../work.js'
import { bitsTold, everyIdiom, stateBits } from './javascript.js'

/** Characters held back when a state that was found is computed once more from the beginning of its text. */
const heldBack = 4
/** Steps that one search may take before the next hypothesis has its turn. */
const stepsPerSearch = 160_000
const stepsToConfirm = 160_000
/** With fewer bits in a draw arcs widen too fast, and the search does not end. */
const fewestBits = 4.5

interface Hypothesis {
  readonly engine: Engine
  readonly idiom: Idiom
  readonly index: number
  readonly offset: number
}

interface Finding {
  readonly readings: readonly Reading[]
}

export const mathRandomSum: Attack = {
  id: 'math-random-sum',
  name: `${v8Forward.name}; ${low53.name}; ${v8Sum.name}, within one block of 64 values`,
  unsuited: (series) => (suitedIdioms(series).length === 0 ? 'too few bits in each character' : undefined),
  run: (series, work) => attempt('math-random-sum', series, work, withinOneBlock(series)),
}

export const mathRandomSumAcross: Attack = {
  id: 'math-random-sum-across',
  name: `${v8Sum.name}, across two blocks of 64 values`,
  unsuited: (series) => (suitedIdioms(series).length === 0 ? 'too few bits in each character' : undefined),
  run: (series, work) => attempt('math-random-sum-across', series, work, acrossBlocks(series)),
}

/** Texts that are tried at most: each is another chance to lie within one block. */
const mostTexts = 6

function suitedIdioms(series: Series): readonly Idiom[] {
  const texts = series.samples.map(({ text }) => text)
  const likeliest = exactLetterIdioms(texts).slice(0, 1)
  const idioms = [...likeliest, ...structuredIdioms(texts), ...letterIdioms(texts, 'floor')]
  return [...idioms, ...letterIdioms(texts, 'other')].filter((idiom) =>
    texts.slice(0, mostTexts).some((text) =>
      idiom.read(text).some((draws) => {
        const told = bitsTold(draws)
        return told >= stateBits && told / draws.length >= fewestBits
      }),
    ),
  )
}

/** Idioms up to here are tried on every text before those up to the next are tried on any. */
const likeliness = [0, 3, 8, Number.POSITIVE_INFINITY]

/**
 * Without blocks one text decides; with them each is another chance to lie within one.
 */
function withinOneBlock(series: Series): readonly Hypothesis[] {
  const idioms = suitedIdioms(series)
  const on = (from: number, to: number, engines: readonly Engine[], texts: readonly number[]) =>
    idioms
      .slice(from, to)
      .flatMap((idiom) => engines.flatMap((engine) => texts.map((index) => ({ engine, idiom, index }))))
  const later = [...series.samples.keys()].slice(1, mostTexts)
  const all = [v8Forward, low53, v8Sum]
  const byLikeliness = likeliness.slice(1).flatMap((to, index) => {
    const from = likeliness[index] ?? 0
    return [...on(from, to, all, [0]), ...on(from, to, [v8Sum], later)]
  })
  return byLikeliness.flatMap((hypothesis) => {
    const calls = callsIn(hypothesis.idiom, series.samples[hypothesis.index]?.text ?? '')
    if (!hypothesis.engine.cached) return [{ ...hypothesis, offset: 0 }]
    return calls > block ? [] : [{ ...hypothesis, offset: block - calls }]
  })
}

/** A fresh process starts at 0; after it the likeliest places are those where only verifiers were drawn. */
function acrossBlocks(series: Series): readonly Hypothesis[] {
  return suitedIdioms(series).flatMap((idiom) => {
    let drawn = 0
    const samples = series.samples.slice(0, mostTexts)
    const likely = samples.map(({ text }, index) => {
      const offset = drawn % block
      drawn += callsIn(idiom, text)
      return { engine: v8Sum, idiom, index, offset }
    })
    const all = samples.flatMap((_, index) =>
      Array.from({ length: block }, (_, offset) => ({ engine: v8Sum, idiom, index, offset })),
    )
    return [...likely, ...all].filter(({ index, offset }) => {
      const calls = callsIn(idiom, series.samples[index]?.text ?? '')
      return offset + calls > block
    })
  })
}

function callsIn(idiom: Idiom, text: string): number {
  return idiom.read(text)[0]?.length ?? 0
}

function attempt(attack: string, series: Series, work: Work, hypotheses: readonly Hypothesis[]): Attempt {
  let complete = true
  for (const hypothesis of hypotheses) {
    const text = series.samples[hypothesis.index]?.text ?? ''
    const share = work.share(stepsPerSearch)
    const found = search(hypothesis, text, text.length, share)
    if (found !== undefined) {
      return {
        prediction: predict(attack, series, hypothesis, found, hypotheses.length, work),
        complete: true,
      }
    }
    if (share.left() === 0) complete = false
    if (work.left() === 0) break
  }
  return { complete }
}

function search(
  { engine, idiom, offset }: Hypothesis,
  text: string,
  known: number,
  work: Work,
): Finding | undefined {
  let readings: readonly Reading[] = []
  for (const draws of idiom.read(text.slice(0, known))) {
    const found = searchArcs(engine, draws, offset, work, (state) => {
      readings = readingsOf(engine, state, idiom, text, known)
      return readings.length > 0
    })
    if (found) return { readings }
  }
  return undefined
}

/** Computes the state once more without the last characters: what the search found with them is then a prediction. */
function predict(
  attack: string,
  series: Series,
  hypothesis: Hypothesis,
  { readings }: Finding,
  hypotheses: number,
  work: Work,
): Prediction {
  const { engine, index } = hypothesis
  const text = series.samples[index]?.text ?? ''
  const [first] = readings
  const idiom = (first && hypothesis.idiom.learn?.(text, first)) ?? hypothesis.idiom
  const beginning = knownOf(idiom, text, heldBack)
  const held = search({ ...hypothesis, idiom }, text, beginning, work.share(stepsToConfirm))
  const known = held === undefined ? text.length : beginning
  const solved = { attack, generator: engine.name, idiom, index, known, readings, stateBits }
  const besides = (other: string): readonly Idiom[] => everyIdiom([other])
  return predictionOf({ ...solved, hypotheses: hypotheses * block, besides }, series)
}
