// From a recovered state to what it predicts: the places in the stream at which the texts of the logins stand.
import { block, type Engine } from './engines.js'
import { agrees, type Idiom } from './idiom.js'
import type { Recovered } from './linear.js'
import type { ComputedText } from './prediction.js'
import type { Sample } from './sample.js'
import { type Calls, callsOf, streamOf } from './stream.js'

/** How many calls may lie between two texts. */
export const mostGap = 2_000

/** One way to read the stream on from a recovered text: the numbers by call, call 0 being the first of that text. */
export type Reading = Calls

/**
 * Every alignment in which the state gives the whole text. The characters solved for stand in many alignments; the one
 * at the boundary of a block fits two by chance. All are kept: the next login tells which is right.
 * @param known characters that the state was solved for
 */
export function readingsOf(
  engine: Engine,
  state: Recovered,
  idiom: Idiom,
  text: string,
  known: number,
): readonly Reading[] {
  const stream = streamOf(engine, state.words)
  const solved = callsOf(engine, stream, state.first, state.offset)
  const beginning = text.slice(0, known)
  if (!startsWith(idiom, solved, text)) return []
  if (!agrees(idiom.make(solved, known).text, beginning)) return []
  const gives = (calls: Calls): boolean =>
    startsWith(idiom, calls, text) && agrees(idiom.make(calls, text.length).text, text)
  if (!engine.cached) return [solved].filter(gives)
  const origin = state.first - state.offset
  const offsets = Array.from({ length: block }, (_, offset) => offset)
  return offsets.map((offset) => callsOf(engine, stream, origin + offset, offset)).filter(gives)
}

/** Whether the first characters agree: far cheaper than the whole text. */
function startsWith(idiom: Idiom, calls: Calls, text: string): boolean {
  const beginning = text.slice(0, 4)
  return agrees(idiom.make(calls, beginning.length).text.slice(0, beginning.length), beginning)
}

function from(calls: Calls, start: number): Calls {
  return (call) => calls(start + call)
}

/** A reading with the place of the text that was found last. */
interface Followed {
  readonly reading: Reading
  /** The call behind the last text. */
  readonly end: number
  /** Calls between the last two texts; undefined as long as only one was found. */
  readonly gap: number | undefined
}

export interface Followings {
  readonly computed: readonly ComputedText[]
  /** What comes next in each reading that is left. */
  readonly next: readonly string[]
  /** The idiom with what was learnt of its alphabet. */
  readonly idiom: Idiom
  /** The readings that are left. */
  readonly readings: readonly Reading[]
}

/**
 * Follows the readings back to the login before the recovered one, which tells the gap, and through those of later logins: each is looked for at the gap seen before, then at every other.
 * Readings without the text are dropped where others have it. Ends at the first login that no reading has: a new page or
 * process has a generator of its own.
 */
export function follow(
  readings: readonly Reading[],
  solved: Sample,
  idiom: Idiom,
  later: readonly Sample[],
  before: Sample | undefined,
): Followings {
  const [first] = readings
  let known = first === undefined ? idiom : (idiom.learn?.(solved.text, first) ?? idiom)
  let followed: readonly Followed[] = readings.map((reading) => {
    const end = idiom.make(reading, solved.text.length).calls
    return { reading, end, gap: undefined }
  })
  const computed: ComputedText[] = []
  const back = before === undefined ? undefined : findBefore(followed, known, before)
  if (back !== undefined) {
    computed.push(back.computed)
    followed = back.found
  }
  let last = solved
  for (const sample of later) {
    const { found, searched } = findNext(followed, known, sample.text)
    const [one] = found
    if (one === undefined) break
    computed.push(computedWhole(sample, searched))
    const start = one.end - known.make(one.reading, sample.text.length).calls
    known = known.learn?.(sample.text, from(one.reading, Math.max(0, start))) ?? known
    followed = found
    last = sample
  }
  const next = nextOf(followed, known, last.text.length)
  return { computed, next, idiom: known, readings: followed.map(({ reading }) => reading) }
}

function computedWhole({ role, login, text }: Sample, searched: number): ComputedText {
  return { role, login, from: 0, text, searched, candidates: 1 }
}

/** What each reading gives next, at the gap seen before, in every alphabet that is still possible. */
function nextOf(followed: readonly Followed[], idiom: Idiom, length: number): readonly string[] {
  const idioms = idiom.guesses?.() ?? [idiom]
  const texts = followed.flatMap(({ reading, end, gap }) =>
    idioms.map((one) => one.make(from(reading, end + (gap ?? 0)), length).text),
  )
  return [...new Set(texts)]
}

/** Looks for the text of the login before the recovered one, which ends where the recovered one began but for the gap. */
function findBefore(
  followed: readonly Followed[],
  idiom: Idiom,
  sample: Sample,
): { found: readonly Followed[]; computed: ComputedText } | undefined {
  const { text } = sample
  const found = followed.flatMap((one) => {
    const { calls } = idiom.make(one.reading, text.length)
    for (let gap = 0; gap < mostGap; gap += 1) {
      if (at({ ...one, end: 0 }, idiom, text, -gap - calls).length > 0) return [{ ...one, gap }]
    }
    return []
  })
  const searched = followed.length * mostGap
  if (found.length === 0) return undefined
  return { found, computed: computedWhole(sample, searched) }
}

function findNext(
  followed: readonly Followed[],
  idiom: Idiom,
  text: string,
): { found: readonly Followed[]; searched: number } {
  const expected = followed.flatMap((one) => (one.gap === undefined ? [] : at(one, idiom, text, one.gap)))
  if (expected.length > 0) return { found: expected, searched: followed.length }
  const found = followed.flatMap((one) => {
    for (let gap = 0; gap < mostGap; gap += 1) {
      const there = at(one, idiom, text, gap)
      if (there.length > 0) return there
    }
    return []
  })
  return { found, searched: followed.length * mostGap }
}

function at({ reading, end }: Followed, idiom: Idiom, text: string, gap: number): readonly Followed[] {
  const calls = from(reading, end + gap)
  if (!startsWith(idiom, calls, text)) return []
  const made = idiom.make(calls, text.length)
  return agrees(made.text, text) ? [{ reading, end: end + gap + made.calls, gap }] : []
}

/** How far from a recovered text another one of the same login is looked for, in calls. */
const besideGap = 300

/** Looks for a text of any idiom around a recovered one; for what the client drew besides. */
export function around(
  readings: readonly Reading[],
  idioms: readonly Idiom[],
  sample: Sample,
): { computed: ComputedText; idiom: Idiom } | undefined {
  const { text } = sample
  for (const idiom of idioms) {
    for (const reading of readings) {
      for (let start = -besideGap; start < besideGap; start += 1) {
        const calls = from(reading, start)
        if (!startsWith(idiom, calls, text)) continue
        if (!agrees(idiom.make(calls, text.length).text, text)) continue
        const searched = 2 * besideGap * idioms.length * readings.length
        return { computed: computedWhole(sample, searched), idiom }
      }
    }
  }
  return undefined
}
