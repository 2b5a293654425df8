// The numbers of one recovered generator, before and after the place where it was recovered.
import { type Engine, numberOf, stepOfCall } from './engines.js'
import { step, unstep } from './xorshift.js'

/** Numbers by step of the generator: step 0 is the one whose words were recovered; steps may be negative. */
export type Stream = (step: number) => number

/** Numbers by call of Math.random, counted from some first call; calls before it are negative. */
export type Calls = (call: number) => number

const chunk = 128

/** The stream of an engine whose words z_0 and z_1 are the four halves given. */
export function streamOf(engine: Engine, words: Int32Array): Stream {
  const ahead: number[] = []
  const behind: number[] = []
  let front = words.slice(0, 4)
  let back = words.slice(0, 4)

  function extendAhead(): void {
    const run = new Int32Array(2 * (chunk + 2))
    run.set(front)
    for (let t = 0; t < chunk; t += 1) {
      step(run, t)
      ahead.push(
        numberOf(engine, run[2 * t] ?? 0, run[2 * t + 1] ?? 0, run[2 * t + 2] ?? 0, run[2 * t + 3] ?? 0),
      )
    }
    front = run.slice(2 * chunk, 2 * chunk + 4)
  }

  function extendBehind(): void {
    for (let t = 0; t < chunk; t += 1) {
      const [a = 0, b = 0, c = 0, d = 0] = back
      const [upper, lower] = unstep(a, b, c, d)
      behind.push(numberOf(engine, upper, lower, a, b))
      back = Int32Array.of(upper, lower, a, b)
    }
  }

  return (at) => {
    if (at >= 0) {
      while (at >= ahead.length) extendAhead()
      return ahead[at] ?? 0
    }
    while (-at > behind.length) extendBehind()
    return behind[-at - 1] ?? 0
  }
}

/**
 * The numbers of a stream in the order in which a program gets them.
 * @param first the step of the stream at which the block of the first call begins (any step without a cache)
 * @param offset the place of the first call within that block
 */
export function callsOf(engine: Engine, stream: Stream, first: number, offset: number): Calls {
  return (call) => stream(first + stepOfCall(engine, offset + call))
}
