// Recovering the engines whose numbers are bits of the state: a system of linear equations for each alignment.
import { arcBetween } from './arc.js'
import { block, type Engine, stepOfCall } from './engines.js'
import { createEchelon } from './gf2.js'
import type { Draw } from './idiom.js'
import { insertArc, insertExact } from './interval.js'
import type { Work } from './work.js'
import { type Forms, formsOf } from './xorshift.js'

/** A state that fits the draws. */
export interface Recovered {
  /** The words z_0 and z_1 in halves. */
  readonly words: Int32Array
  /** The step, counted from z_0, at which the block of the first call begins. */
  readonly first: number
  /** The place of the first call within that block. */
  readonly offset: number
}

/** Texts of more calls than this are read only up to here. */
export const mostCalls = 192
/** Up to this many undetermined bits every state is tried. */
const mostFree = 12
const mostFreeExact = 14

let forms: Forms | undefined

/** The table of forms for every step that a run of `mostCalls` can need, made once. */
export function formTable(): Forms {
  forms ??= formsOf(mostCalls + 2 * block)
  return forms
}

/**
 * The alignments that differ in their equations: those whose calls cross a boundary of a block, and one for all others.
 * Where a run lies within one block does not change its equations.
 */
export function alignmentsOf(engine: Engine, calls: number): readonly number[] {
  if (!engine.cached) return [0]
  const whole = calls <= block ? [block - calls] : []
  const crossing = Array.from({ length: block }, (_, offset) => offset).filter(
    (offset) => offset + calls > block,
  )
  return [...whole, ...crossing]
}

/** The steps of a run of calls, counted from the earliest of them, and what was subtracted for that. */
export function stepsOf(
  engine: Engine,
  offset: number,
  calls: number,
): { steps: readonly number[]; first: number } {
  const steps = Array.from({ length: calls }, (_, call) => stepOfCall(engine, offset + call))
  const earliest = Math.min(...steps)
  return { steps: steps.map((at) => at - earliest), first: -earliest }
}

/**
 * Every state from which the calls can come, given to `visit` until it returns true.
 * @returns whether `visit` did
 */
export function solveLinear(
  engine: Engine,
  draws: readonly Draw[],
  work: Work,
  visit: (state: Recovered) => boolean,
): boolean {
  const run = draws.slice(0, mostCalls)
  const arcs = run.map(({ low, high, bits }) => ({ bits, low, arc: arcBetween(low, high) }))
  const table = formTable()
  const free = arcs.some(({ bits }) => bits !== undefined) ? mostFreeExact : mostFree
  for (const offset of alignmentsOf(engine, run.length)) {
    const { steps, first } = stepsOf(engine, offset, run.length)
    const basis = createEchelon()
    let fits = true
    for (let call = 0; fits && call < arcs.length; call += 1) {
      const fact = arcs[call]
      const t = steps[call]
      if (fact === undefined || t === undefined) break
      fits =
        fact.bits === undefined
          ? insertArc(basis, table, t, engine.top, fact.arc)
          : insertExact(basis, table, t, fact.low, fact.bits)
    }
    if (!work.spend(basis.rank() >> 1)) return false
    if (!fits) continue
    let found = false
    basis.solutions(free, (words) => {
      work.spend(8)
      found = visit({ words, first, offset })
      return found || work.left() === 0
    })
    if (found) return true
  }
  return false
}
