// C, .NET and Go: relations between characters that prove the generator without its state or seed.
import { type Additive, additives, type Relations, relationsIn } from '../additive.js'
import { byteReadings, letterReadings, type PlaceReading } from '../places.js'
import { type Attack, type Prediction, provenChance, type Series } from '../prediction.js'
import type { Sample } from '../sample.js'
import type { Work } from '../work.js'

const id = 'additive-generators'
/** Numbers that may be drawn between two logins, always as many. */
const mostBetween = 20

export const additiveGenerators: Attack = {
  id,
  name: 'rand() of glibc, seeded System.Random of .NET, seeded math/rand of Go, by their recurrences',
  unsuited: () => undefined,
  run(all, work) {
    const series = { ...all, samples: firstOf(all.samples) }
    const texts = series.samples.map(({ text }) => text)
    const readings = [...letterReadings(texts), ...byteReadings(texts)]
    const hypotheses = readings.length * additives.length * (mostBetween + 1)
    for (const reading of readings) {
      const prediction = attempt(series, reading, hypotheses, work)
      if (prediction !== undefined) return { prediction, complete: true }
      if (work.left() === 0) return { complete: false }
    }
    return { complete: true }
  },
}

/** Characters that are joined at most: more than any of the recurrences needs to be proven. */
const mostCharacters = 2_500

function firstOf(samples: readonly Sample[]): readonly Sample[] {
  let characters = 0
  return samples.filter(({ text }) => {
    characters += text.length
    return characters <= mostCharacters
  })
}

function attempt(
  series: Series,
  reading: PlaceReading,
  hypotheses: number,
  work: Work,
): Prediction | undefined {
  const most = reading.places.length > 1 ? mostBetween : 0
  const generators = additives.filter(({ bytes }) => bytes !== (reading.n === 256 ? 'never' : 'only'))
  for (let between = 0; between <= most; between += 1) {
    const { row, starts } = joined(reading.places, between)
    work.spend(generators.length * 2 + Math.ceil(row.length / 100))
    for (const generator of generators) {
      const relations = relationsIn(row, reading.n, generator)
      if (relations === undefined) continue
      const chance = relations.chance + Math.log2(hypotheses)
      if (chance <= provenChance) return predictionOf(series, reading, generator, relations, starts, chance)
    }
  }
  return undefined
}

/** All texts in one row, with unknown places between them. */
function joined(texts: readonly (readonly number[])[], between: number): { row: number[]; starts: number[] } {
  const row: number[] = []
  const starts: number[] = []
  for (const places of texts) {
    if (row.length > 0) for (let gap = 0; gap < between; gap += 1) row.push(-1)
    starts.push(row.length)
    row.push(...places)
  }
  return { row, starts }
}

function predictionOf(
  { samples, role }: Series,
  reading: PlaceReading,
  generator: Additive,
  { held, candidates }: Relations,
  starts: readonly number[],
  chance: number,
): Prediction {
  const first = held[0] ?? 0
  const from = samples.map(({ text }, index) => {
    const start = starts[index] ?? 0
    const places = reading.places[index]?.length ?? 0
    return Math.round((Math.min(Math.max(first - start, 0), places) * text.length) / places)
  })
  return {
    role,
    attack: id,
    generator: generator.name,
    idiom: `${reading.name} by ${generator.draw.replace(/\bn\b/, String(reading.n))}`,
    known: samples.flatMap(({ login, text }, index) => {
      const known = from[index] ?? 0
      return known > 0 ? [{ role, login, text: text.slice(0, known) }] : []
    }),
    computed: samples.flatMap(({ login, text }, index) => {
      const known = from[index] ?? 0
      return known < text.length ? [{ role, login, from: known, text, searched: 1, candidates }] : []
    }),
    chance,
    logins: samples.length,
    next: [],
  }
}
