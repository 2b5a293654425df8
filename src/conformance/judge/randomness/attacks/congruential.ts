// What the attacks on linear congruential generators have in common.
import { advance, type Lcg } from '../lcg.js'
import { type PlaceReading, placeIdiom } from '../places.js'
import type { Prediction, Series } from '../prediction.js'
import { predictionOf } from '../recovered.js'
import type { Calls } from '../stream.js'

/** Characters held back, to be computed. */
export const heldBack = 8

export interface Found {
  readonly attack: string
  readonly generator: string
  readonly draw: string
  readonly reading: PlaceReading
  readonly known: number
  readonly calls: Calls
  readonly bits: number
  readonly hypotheses: number
}

export function predicted(found: Found, series: Series): Prediction | undefined {
  const { attack, generator, draw, reading, known, calls, bits, hypotheses } = found
  const idiom = placeIdiom(reading, draw)
  const text = series.samples[0]?.text ?? ''
  if (idiom.make(calls, text.length).text !== text) return undefined
  const solved = { attack, generator, idiom, index: 0, known, readings: [calls], stateBits: bits, hypotheses }
  return predictionOf(solved, series)
}

/** Outputs by call, made as they are asked for; calls before the recovered state are not known. */
export function callsFrom(lcg: Lcg, state: bigint, stride: number, place: (state: bigint) => number): Calls {
  const made: number[] = []
  let at = state
  return (call) => {
    while (made.length <= call) {
      made.push(place(at))
      for (let step = 0; step < stride; step += 1) at = advance(lcg, at)
    }
    return made[call] ?? -1
  }
}

/** Ways to read one text that are tried at most: alphabets, orders, generators. */
export const mostHypotheses = 1_024
