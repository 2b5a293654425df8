// Generators that a program seeds with a small number or the time: every seed of a window is tried.
import { groupBy } from '../grouping.js'
import { letterReadings, type PlaceReading, placeIdiom, shortLetterReadings } from '../places.js'
import type { Attack, Attempt, Prediction, Series } from '../prediction.js'
import { predictionOf } from '../recovered.js'
import { dotnetRandom, javaRandom, luaRandom, mersenneByKey, mersenneByWord, type Seeded } from '../seeded.js'
import { fewSeeds, fractionSeeds, millisecondSeeds, type Seed } from '../seeds.js'
import type { Calls } from '../stream.js'
import type { WordDraw } from '../word-draws.js'
import type { Work } from '../work.js'

const names =
  'random of Python, mt_rand of PHP, rand of Ruby, NumPy, C++, Lua, java.util.Random and System.Random'

export const fewSeedsAttack: Attack = {
  id: 'seeds',
  name: `${names}, seeded with a small number or the seconds of the run`,
  unsuited: noAlphabet,
  run(series, work) {
    const generators = [mersenneByWord, mersenneByKey, javaRandom, dotnetRandom, luaRandom]
    return search('seeds', series, work, generators, () => fewSeeds(series.window))
  },
}

export const millisecondSeedsAttack: Attack = {
  id: 'seeds-milliseconds',
  name: 'the same, seeded with the milliseconds of the run',
  unsuited: (series) =>
    series.window === undefined && series.samples[0]?.at === undefined
      ? 'the time of the logins is not known'
      : noAlphabet(series),
  run(series, work) {
    const generators = [javaRandom, mersenneByWord, mersenneByKey]
    const [sample] = series.samples
    return search('seeds-milliseconds', series, work, generators, () =>
      sample === undefined ? [] : millisecondSeeds(series.window, sample),
    )
  },
}

export const fractionSeedsAttack: Attack = {
  id: 'seeds-microseconds',
  name: 'mt_rand of PHP, seeded with the microseconds of a second',
  unsuited: noAlphabet,
  run: (series, work) => search('seeds-microseconds', series, work, [mersenneByWord], fractionSeeds),
}

function noAlphabet({ samples }: Series): string | undefined {
  return letterReadings(samples.map(({ text }) => text)).length === 0 ? 'no alphabet fits' : undefined
}

/** Readings of one size, by the first two places of the first text. */
interface Targets {
  readonly n: number
  readonly byBeginning: ReadonlyMap<number, readonly PlaceReading[]>
}

function targetsOf(series: Series): readonly Targets[] {
  const texts = series.samples.map(({ text }) => text)
  const readings = [...letterReadings(texts), ...shortLetterReadings(texts)]
  return [...groupBy(readings, ({ n }) => n)].map(([n, group]) => ({
    n,
    byBeginning: groupBy(group, ({ places: [[first = 0, second = 0] = []] }) => first * n + second),
  }))
}

function search(
  attack: string,
  series: Series,
  work: Work,
  generators: readonly Seeded[],
  seeds: () => Iterable<Seed>,
): Attempt {
  const targets = targetsOf(series)
  let tried = 0
  for (const generator of generators) {
    for (const seed of seeds()) {
      tried += 1
      if (!work.spend(generator.steps)) return { complete: false }
      const words = generator.words(seed.value)
      for (const draw of generator.draws) {
        for (const target of targets) {
          const source = words()
          const beginning = draw.draw(source, target.n) * target.n + draw.draw(source, target.n)
          for (const reading of target.byBeginning.get(beginning) ?? []) {
            const calls = callsOf(words(), draw, target.n)
            const hit = { attack, generator, seed, draw, reading, calls, tried: tried + 1_000 }
            const prediction = predicted(hit, series)
            if (prediction !== undefined) return { prediction, complete: true }
          }
        }
      }
    }
  }
  return { complete: true }
}

function callsOf(words: () => number, { draw }: WordDraw, n: number): Calls {
  const made: number[] = []
  return (call) => {
    while (made.length <= call) made.push(draw(words, n))
    return made[call] ?? -1
  }
}

interface Hit {
  readonly attack: string
  readonly generator: Seeded
  readonly seed: Seed
  readonly draw: WordDraw
  readonly reading: PlaceReading
  readonly calls: Calls
  readonly tried: number
}

/** Ways to draw and to write a text that are tried with each seed, at most. */
const mostReadings = 1_024

function predicted(hit: Hit, series: Series): Prediction | undefined {
  const { attack, generator, seed, draw, reading, calls, tried } = hit
  const idiom = placeIdiom(reading, draw.name(reading.n))
  const text = series.samples[0]?.text ?? ''
  if (idiom.make(calls, text.length).text !== text) return undefined
  return predictionOf(
    {
      attack,
      generator: `${generator.name}, seeded with ${seed.meaning}`,
      idiom,
      index: 0,
      known: 0,
      readings: [calls],
      stateBits: Math.log2(tried),
      hypotheses: mostReadings,
    },
    series,
  )
}
