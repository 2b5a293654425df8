// Hashes of something that can be guessed: the time, a counter, the value of the login before.
import { type DigestShape, digestShapes, isDigestOf } from '../digests.js'
import type { Attack, Attempt, KnownText, Prediction, Series } from '../prediction.js'
import type { Sample, TimeWindow } from '../sample.js'
import type { Work } from '../work.js'

const mostCounted = 5_000
const millisecondsBefore = 5_000
const secondsBefore = 900
/** Steps of work that one hash counts. */
const stepsPerHash = 3

interface Input {
  readonly text: string
  readonly meaning: string
}

function* counters(): Generator<Input> {
  for (let value = 0; value <= mostCounted; value += 1) {
    yield { text: String(value), meaning: `the number ${value}` }
  }
}

function* seconds(window: TimeWindow): Generator<Input> {
  const first = Math.floor(window.from / 1000) - secondsBefore
  for (let value = Math.ceil(window.to / 1000); value >= first; value -= 1) {
    yield { text: String(value), meaning: `the time in seconds, ${value}` }
    yield { text: value.toString(16), meaning: `the time in seconds in hex, ${value.toString(16)}` }
  }
}

function* milliseconds(window: TimeWindow): Generator<Input> {
  for (let value = Math.ceil(window.to); value >= Math.floor(window.from) - millisecondsBefore; value -= 1) {
    yield { text: String(value), meaning: `the time in milliseconds, ${value}` }
    yield { text: value.toString(16), meaning: `the time in milliseconds in hex, ${value.toString(16)}` }
    yield { text: value.toString(36), meaning: `the time in milliseconds in base 36, ${value.toString(36)}` }
    yield { text: new Date(value).toISOString(), meaning: `the time, ${new Date(value).toISOString()}` }
  }
}

export const hashedInputs: Attack = {
  id: 'hashed-inputs',
  name: 'SHA-256, SHA-1, MD5 and SHA-512 of counters, of the seconds of the run and of the value before',
  unsuited: noDigest,
  run(series, work) {
    const chained = ofTheValueBefore(series)
    if (chained !== undefined) return { prediction: chained, complete: true }
    const { window } = series
    const inputs = function* (): Generator<Input> {
      yield* counters()
      if (window !== undefined) yield* seconds(window)
    }
    return search('hashed-inputs', series, work, inputs())
  },
}

export const hashedMilliseconds: Attack = {
  id: 'hashed-milliseconds',
  name: 'SHA-256, SHA-1, MD5 and SHA-512 of the milliseconds of the run',
  unsuited: (series) =>
    timeOf(series) === undefined ? 'the time of the logins is not known' : noDigest(series),
  run(series, work) {
    const window = timeOf(series)
    return window === undefined
      ? { complete: true }
      : search('hashed-milliseconds', series, work, milliseconds(window))
  },
}

/** When the first text was made: at the time of its login, where that is known. */
function timeOf({ samples: [first], window }: Series): TimeWindow | undefined {
  return first?.at === undefined ? window : { from: first.at, to: first.at }
}

function noDigest({ samples: [first] }: Series): string | undefined {
  return first === undefined || digestShapes(first.text).length === 0 ? 'no digest has this form' : undefined
}

function search(attack: string, series: Series, work: Work, inputs: Iterable<Input>): Attempt {
  const [sample] = series.samples
  if (sample === undefined) return { complete: true }
  const shapes = digestShapes(sample.text)
  let tried = 0
  for (const { text, meaning } of inputs) {
    for (const shape of shapes) {
      tried += 1
      if (isDigestOf(shape, text)) {
        return { prediction: predictionOf(attack, sample, shape, `of ${meaning}`, tried, []), complete: true }
      }
    }
    if (!work.spend(stepsPerHash * shapes.length)) return { complete: false }
  }
  return { complete: true }
}

function ofTheValueBefore({ samples, role }: Series): Prediction | undefined {
  for (const [index, sample] of samples.entries()) {
    const before = samples[index - 1]
    if (before === undefined) continue
    const shape = digestShapes(sample.text).find((one) => isDigestOf(one, before.text))
    if (shape === undefined) continue
    const known = [{ role, login: before.login, text: before.text }]
    return predictionOf(
      'hashed-inputs',
      sample,
      shape,
      'of the value of the login before',
      samples.length * 12,
      known,
    )
  }
  return undefined
}

function predictionOf(
  attack: string,
  { role, login, text }: Sample,
  { algorithm, encoding, bytes }: DigestShape,
  of: string,
  tried: number,
  known: readonly KnownText[],
): Prediction {
  return {
    role,
    attack,
    generator: `${algorithm} ${of}`,
    idiom: `in ${encoding.toLowerCase()}`,
    known,
    computed: [{ role, login, from: 0, text, searched: tried, candidates: 1 }],
    chance: Math.log2(tried) - 8 * bytes.length,
    logins: 1 + known.length,
    next: [],
  }
}
