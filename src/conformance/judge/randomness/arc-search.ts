// Recovering the engines whose numbers are sums z_t + z_(t+1): a search over arcs.
//
// A sum is not linear in the bits. But z_(t+1) = S_t - z_t, and S_t is known to one letter of the circle. So if z_p lies
// on an arc of width w, z_(p+k) and z_(p-k) lie on arcs of width at most w + k letters, and each arc gives linear
// equations about z (see interval.ts). The search cuts the arc of one z in two, carries both halves to the neighbours,
// puts the new equations into the basis and goes deeper; a contradiction or an empty arc ends a branch. Near rank 128 the
// state is solved for and every draw is tested. With 66 letters and 43 characters a search takes some thousand nodes.
import { type Arc, arcBetween, difference, halves, holds, narrowed, turn, wholeTurn } from './arc.js'
import { cutPlan } from './cut-plan.js'
import { type Engine, numberOf } from './engines.js'
import { createEchelon, type Echelon, unknowns } from './gf2.js'
import type { Draw } from './idiom.js'
import { insertArc } from './interval.js'
import { formTable, mostCalls, type Recovered, stepsOf } from './linear.js'
import type { Work } from './work.js'
import { step } from './xorshift.js'

/** Up to this many undetermined bits every state is tried instead of cutting on. */
const mostFree = 3
/** And where the plan of cuts is at its end up to this many. */
const mostFreeAtEnd = 10
/** Steps of work that one node of the search counts: some, and one for so many words that it copies. */
const stepsOfNode = 4
const wordsPerStep = 11

/** What is searched: the words that take part, in order, and the arcs of the sums between neighbours. */
export interface ArcProblem {
  /** The steps t of the words z_t. */
  readonly steps: readonly number[]
  /** The arc of z_t + z_(t+1) for the word at this place and the next; undefined where the next is not its neighbour. */
  readonly sums: readonly (Arc | undefined)[]
}

/** The words and sums of calls that were made at these steps. */
export function arcProblem(steps: readonly number[], draws: readonly Draw[]): ArcProblem {
  const sumAt = new Map<number, Arc>()
  for (const [call, { low, high }] of draws.entries()) {
    const arc = arcBetween(low, high)
    const at = steps[call]
    if (at !== undefined && arc.width < turn) sumAt.set(at, arc)
  }
  const words = [...new Set([...sumAt.keys()].flatMap((at) => [at, at + 1]))].sort(
    (one, other) => one - other,
  )
  return { steps: words, sums: words.map((at) => sumAt.get(at)) }
}

/**
 * Every state from which the calls can come at this alignment, given to `visit` until it returns true.
 * @returns whether `visit` did; false as well when the work ran out
 */
export function searchArcs(
  engine: Engine,
  draws: readonly Draw[],
  offset: number,
  work: Work,
  visit: (state: Recovered) => boolean,
): boolean {
  const run = draws.slice(0, mostCalls)
  const { steps, first } = stepsOf(engine, offset, run.length)
  const problem = arcProblem(steps, run)
  const plan = cutPlan(problem)
  const nodeSteps = stepsOfNode + Math.ceil(problem.steps.length / wordsPerStep)
  const basis = createEchelon()

  function leaf(free: number): boolean {
    let found = false
    basis.solutions(free, (words) => {
      work.spend(1)
      found = fitsSums(engine, words, problem) && visit({ words, first, offset })
      return found
    })
    return found
  }

  function descend(depth: number, arcs: readonly Arc[]): boolean {
    if (!work.spend(nodeSteps)) return false
    const rank = basis.rank()
    if (rank >= unknowns - mostFree) return leaf(mostFree)
    const word = plan.wordAt(depth)
    if (word === undefined) return leaf(mostFreeAtEnd)
    for (const half of halves(arcs[word] ?? wholeTurn)) {
      const below = [...arcs]
      if (cut(engine, basis, problem, below, word, half) && descend(depth + 1, below)) return true
      basis.cutTo(rank)
      if (work.left() === 0) return false
    }
    return false
  }

  return descend(0, new Array<Arc>(problem.steps.length).fill(wholeTurn))
}

/**
 * Narrows the arc of one word and carries that from word to word in both directions until nothing changes; what it says
 * goes into the basis.
 * @returns false when nothing is left of an arc, or the basis contradicts it
 */
function cut(
  engine: Engine,
  basis: Echelon,
  { steps, sums }: ArcProblem,
  arcs: Arc[],
  from: number,
  half: Arc,
): boolean {
  const forms = formTable()
  const narrow = (word: number, old: Arc, arc: Arc): boolean => {
    arcs[word] = arc
    return insertArc(basis, forms, steps[word] ?? 0, engine.top, arc, old)
  }
  if (!narrow(from, arcs[from] ?? wholeTurn, half)) return false
  for (const direction of [1, -1]) {
    for (let word = from; ; word += direction) {
      const sum = sums[direction === 1 ? word : word - 1]
      if (sum === undefined) break
      const old = arcs[word + direction] ?? wholeTurn
      const arc = narrowed(old, difference(sum, arcs[word] ?? wholeTurn))
      if (arc === undefined) return false
      if (arc === old) break
      if (!narrow(word + direction, old, arc)) return false
    }
  }
  return true
}

const scratch = new Int32Array(2 * (mostCalls * 2 + 4))

/** Whether a state gives every sum; most wrong ones fail at the first. */
function fitsSums(engine: Engine, state: Int32Array, { steps, sums }: ArcProblem): boolean {
  scratch.set(state)
  let made = 1
  for (const [word, sum] of sums.entries()) {
    if (sum === undefined) continue
    const t = steps[word] ?? 0
    while (made < t + 1) {
      step(scratch, made - 1)
      made += 1
    }
    const at = 2 * t
    const number = numberOf(
      engine,
      scratch[at] ?? 0,
      scratch[at + 1] ?? 0,
      scratch[at + 2] ?? 0,
      scratch[at + 3] ?? 0,
    )
    if (!holds(sum, number)) return false
  }
  return true
}
