// Math.random of the JavaScript engines, from its output alone: what the attacks on its models have in common.
import type { Draw, Idiom } from '../idiom.js'
import { letterIdioms, radixIdioms, structuredIdioms } from '../idioms/index.js'

/** Bits of state that an engine has: one idiom at one alignment can make 2^128 texts. */
export const stateBits = 128

/** Every idiom in which a text may have been made, the likeliest first. */
export function everyIdiom(texts: readonly string[]): readonly Idiom[] {
  return [
    ...letterIdioms(texts, 'floor'),
    ...structuredIdioms(texts),
    ...radixIdioms(texts),
    ...letterIdioms(texts, 'other'),
  ]
}

/** Bits that the draws tell of the state. */
export function bitsTold(draws: readonly Draw[]): number {
  let told = 0
  for (const { low, high, bits } of draws) told += bits ?? Math.log2(1 / (high - low))
  return told
}
