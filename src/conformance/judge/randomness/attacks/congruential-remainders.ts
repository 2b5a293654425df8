// java.util.Random.nextInt, lrand48 and rand() of Windows, reduced modulo an even number, from one text.
import {
  evenness,
  type Lcg,
  lcg48,
  lcgExample,
  lcgWindows,
  lowParts,
  outputOf,
  retreat,
  wholeState,
} from '../lcg.js'
import { groupsOf, letterReadings, type ReadingGroup } from '../places.js'
import type { Attack, Attempt, Prediction, Series } from '../prediction.js'
import type { Work } from '../work.js'
import { callsFrom, heldBack, mostHypotheses, predicted } from './congruential.js'

/** `nextInt(n)` for n even and no power of two, and `rand() % n`: numbers reduced modulo n. */
export const congruentialRemainders: Attack = {
  id: 'congruential-remainders',
  name: 'java.util.Random.nextInt(n), lrand48() % n and rand() % n of Windows, n even',
  unsuited: (series) =>
    remainderGroups(series).length === 0 ? 'no even alphabet of enough characters' : undefined,
  run(series, work): Attempt {
    const groups = remainderGroups(series)
    for (const group of groups) {
      for (const lcg of [lcg48, lcgWindows, lcgExample]) {
        const prediction = fromRemainders(series, group, lcg, work)
        if (prediction !== undefined) return { prediction, complete: true }
        if (work.left() === 0) return { complete: false }
      }
    }
    return { complete: true }
  },
}

/** The low bits alone must rule out all 2^17 low parts but a chance. */
function remainderGroups({ samples }: Series): readonly ReadingGroup[] {
  const groups = groupsOf(letterReadings(samples.map(({ text }) => text)))
  return groups.filter(({ n, agreed: [first = []] }) => {
    const shown = first.slice(0, first.length - heldBack).filter((place) => place >= 0)
    return evenness(n) * shown.length >= 24
  })
}

function fromRemainders(series: Series, group: ReadingGroup, lcg: Lcg, work: Work): Prediction | undefined {
  const [agreed = []] = group.agreed
  const known = agreed.length - heldBack
  // The first place must be known: what lies before it is left out.
  const start = agreed.findIndex((place) => place >= 0)
  work.spend(2 ** (lcg.shift - 7))
  for (const low of lowParts(lcg, agreed.slice(start, known), group.n)) {
    for (const reading of group.readings) {
      const remainders = (reading.places[0] ?? []).slice(start, known)
      const later = wholeState(lcg, low, remainders, group.n, (thousands) => work.spend(thousands * 8))
      if (later === undefined) continue
      const found = predicted(
        {
          attack: 'congruential-remainders',
          generator: lcg.name,
          draw: lcg === lcg48 ? `nextInt(${group.n})` : `rand() % ${group.n}`,
          reading,
          known,
          calls: callsFrom(lcg, retreat(lcg, later, start), 1, (at) => outputOf(lcg, at) % group.n),
          bits: lcg.bits,
          hypotheses: mostHypotheses,
        },
        series,
      )
      if (found !== undefined) return found
    }
  }
  return undefined
}
