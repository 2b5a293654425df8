// What an interval says about the bits of the numbers in it, with certainty and in linear equations.

import { type Arc, turn, turnBits, wholeTurn } from './arc.js'
import { contradiction, type Echelon } from './gf2.js'
import { type Forms, formAt, formWords } from './xorshift.js'

/** What is known of the leading bits of every number on an arc: see `insertArc`. */
interface Leading {
  /** The first bit in which its numbers differ. */
  readonly pivot: number
  /** Bits from `pivot` + 1 up to this one, exclusive, follow from bit `pivot`. */
  readonly end: number
  /** 1 where such a bit is the contrary of bit `pivot`, 0 where it is the same. */
  readonly differs: number
}

const nothing: Leading = { pivot: 0, end: 1, differs: 1 }

function leading(start: number, width: number): Leading {
  if (width > turn / 2) return nothing
  const end = start + width
  if (end > turn) return { pivot: 0, end: endOf(turn - start, end - turn), differs: 0 }
  const pivot = Math.clz32(start ^ (end - 1)) - 2
  if (pivot >= turnBits) return { pivot: turnBits, end: turnBits, differs: 1 }
  const low = turnBits - 1 - pivot
  const middle = ((end - 1) >>> low) << low
  return { pivot, end: Math.max(pivot + 1, endOf(middle - start, end - middle)), differs: 1 }
}

/** The bits that numbers at most so far below and above a point share on either side of it. */
function endOf(below: number, above: number): number {
  return Math.clz32(Math.max(below, above) - 1) - 2
}

/**
 * Puts into the basis what the arc says about the word z_t whose bits it bounds:
 *
 * 1. the leading bits that both ends have in common;
 * 2. where the ends first differ, at bit p, the arc lies around one point m whose lower bits are all zero. Below m the
 *    numbers go on 0111…, above it 1000…, down to the larger distance of an end from m. So each such bit is the
 *    contrary of bit p. (Around zero they go on 1111… and 0000…: each such bit equals bit 0.)
 *
 * For a power of two these are all its bits; for 66 letters 5 or 6 facts a character, and no guess among them.
 *
 * @param top the bit of the word that is worth half a turn (0 is the top bit)
 * @param within an arc that holds this one and whose facts are in the basis already
 * @returns false when the basis contradicts the arc
 */
export function insertArc(
  basis: Echelon,
  forms: Forms,
  t: number,
  top: number,
  arc: Arc,
  within: Arc = wholeTurn,
): boolean {
  const { words } = forms
  const old = leading(within.start, within.width)
  const { pivot, end, differs } = leading(arc.start, arc.width)
  const moved = pivot !== old.pivot
  if (moved) {
    // The arc lies on one side now: bit old.pivot is known, and with it everything before old.end.
    for (let bit = old.pivot; bit < pivot; bit = bit === old.pivot ? old.end : bit + 1) {
      const value = (arc.start >>> (turnBits - 1 - bit)) & 1
      if (basis.insert(words, formAt(t, top + bit), value) === contradiction) return false
    }
  }
  const pivotAt = formAt(t, top + pivot)
  for (let bit = moved ? pivot + 1 : old.end; bit < end; bit += 1) {
    const at = formAt(t, top + bit)
    for (let word = 0; word < formWords; word += 1) {
      scratch[word] = (words[at + word] ?? 0) ^ (words[pivotAt + word] ?? 0)
    }
    if (basis.insert(scratch, 0, differs) === contradiction) return false
  }
  return true
}

const scratch = new Int32Array(formWords)

/** Puts the leading bits of an exactly known number into the basis; false when it contradicts them. */
export function insertExact(basis: Echelon, forms: Forms, t: number, value: number, bits: number): boolean {
  let rest = value
  for (let bit = 0; bit < bits; bit += 1) {
    rest *= 2
    const digit = rest >= 1 ? 1 : 0
    rest -= digit
    if (basis.insert(forms.words, formAt(t, bit), digit) === contradiction) return false
  }
  return true
}
