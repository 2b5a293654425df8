// The order in which a search cuts arcs, made beforehand from their widths alone.
import { turn } from './arc.js'
import type { ArcProblem } from './arc-search.js'

/** No search goes deeper. */
const mostCuts = 64
/** The first cuts of a word say nothing about its neighbours: up to so many of the same word are weighed together. */
const mostTogether = 8

/** A plan, made as far as it is asked for. */
export interface CutPlan {
  /** The place, in `problem.steps`, of the word to cut at a depth of the search; undefined where no cut helps. */
  wordAt(depth: number): number | undefined
}

/** Plans made already, by the widths they were made for: every verifier of an alphabet has the same. */
const plans = new Map<string, CutPlan>()
const mostPlans = 512

/** Words to cut, one after the other: always those cuts that promise the most bits each. */
export function cutPlan(problem: ArcProblem): CutPlan {
  const key = problem.sums.map((sum) => sum?.width ?? '').join()
  const plan = plans.get(key) ?? newPlan(problem)
  if (plans.size < mostPlans) plans.set(key, plan)
  return plan
}

function newPlan(problem: ArcProblem): CutPlan {
  let widths: readonly number[] = new Array<number>(problem.steps.length).fill(turn)
  const words: number[] = []
  let ended = false
  return {
    wordAt(depth) {
      while (words.length <= depth && !ended) {
        const best = bestCuts(problem, widths)
        ended = best.word < 0 || words.length > mostCuts
        if (ended) break
        for (let cut = 0; cut < best.cuts; cut += 1) words.push(best.word)
        widths = best.widths
      }
      return words[depth]
    },
  }
}

interface Cuts {
  readonly word: number
  readonly cuts: number
  readonly widths: readonly number[]
}

function bestCuts(problem: ArcProblem, widths: readonly number[]): Cuts {
  let best = { word: -1, cuts: 1, gain: 0 }
  for (let word = 0; word < widths.length; word += 1) {
    for (let cuts = 1; cuts <= mostTogether; cuts += 1) {
      const gain = gainOf(problem, widths, word, (widths[word] ?? turn) / 2 ** cuts)
      if (gain / cuts > best.gain / best.cuts) best = { word, cuts, gain }
    }
  }
  const after = [...widths]
  gainOf(problem, widths, best.word, (widths[best.word] ?? turn) / 2 ** best.cuts, after)
  return { ...best, widths: after }
}

/** Bits that are won when one word is known to `width`; `after` is given the widths that follow. */
function gainOf(
  { sums }: ArcProblem,
  widths: readonly number[],
  word: number,
  width: number,
  after?: number[],
): number {
  let gain = bits(width) - bits(widths[word] ?? turn)
  if (after !== undefined) after[word] = width
  for (const direction of [1, -1]) {
    let own = width
    for (let at = word; ; at += direction) {
      const sum = sums[direction === 1 ? at : at - 1]
      if (sum === undefined) break
      own += sum.width
      const had = widths[at + direction] ?? turn
      if (own >= had) break
      gain += bits(own) - bits(had)
      if (after !== undefined) after[at + direction] = own
    }
  }
  return gain
}

/** Equations that an arc of this width gives, on average. */
function bits(width: number): number {
  return width < turn / 2 ? Math.log2(turn / width) : 0
}
