// Whether the texts of some logins can be computed from one another: every attack in turn, the cheap ones first.
import { repeatedValue } from './attacks/constants.js'
import { attacks } from './attacks/index.js'
import { type Attempt, isProven, type Prediction, type Series } from './prediction.js'
import type { Role, Sample, TimeWindow } from './sample.js'
import { type Statistics, statisticsOf } from './statistics.js'
import { createWork, type Work } from './work.js'

/** Work that an analysis may do, in steps of about a microsecond. */
export interface Budget {
  readonly steps: number
}

/** About a second and a half on a machine of 2024. */
export const defaultBudget: Budget = { steps: 1_400_000 }

/** An attack that was made, and what it came to. */
export interface Tried {
  readonly attack: string
  /** What "not reproduced by …" names. */
  readonly name: string
  readonly role: Role
  /** `no-room`: the work ran out before everything was tried. `unsuited`: see `reason`. */
  readonly result: 'reproduced' | 'not-reproduced' | 'no-room' | 'unsuited'
  readonly reason?: string
}

export interface Analysis {
  /**
   * `predicted`: text that was computed came true, by more than chance. `suspicious`: nothing was predicted, but
   * statistics speak against a cryptographic generator. `not-reproduced`: none of the attacks tried found anything, which
   * is all that can be said: nothing here ever says that a text is random.
   */
  readonly outcome: 'predicted' | 'suspicious' | 'not-reproduced'
  /** At most one for each role. */
  readonly predictions: readonly Prediction[]
  readonly tried: readonly Tried[]
  readonly statistics: readonly Statistics[]
  /** Steps of work done. */
  readonly spent: number
}

/**
 * Analyses what a client sent, in the order in which it sent it.
 * @param samples texts with their role and login; texts of one login count once for each role
 * @param window the time in which they were made, for seeds and hashes of a time; undefined where it is not known
 * @param budget work to spend at most: the same samples and budget always give the same analysis
 */
export function analyse(
  samples: readonly Sample[],
  window: TimeWindow | undefined,
  budget: Budget = defaultBudget,
): Analysis {
  const work = createWork(budget.steps)
  const results = roles
    .map((role) => seriesOf(role, samples, window))
    .filter(({ samples: texts }) => texts.length > 0)
    .map((series, index, all) => analyseSeries(series, work.share(work.left() / (all.length - index))))
  const predictions = results.flatMap(({ prediction }) => prediction ?? [])
  const statistics = results.map((result) => result.statistics)
  const odd = statistics.some(({ suspicions }) => suspicions.length > 0)
  return {
    outcome: predictions.length > 0 ? 'predicted' : odd ? 'suspicious' : 'not-reproduced',
    predictions,
    tried: results.flatMap(({ tried }) => tried),
    statistics,
    spent: work.spent(),
  }
}

const roles: readonly Role[] = ['verifier', 'state']

/** The texts of a role, one for each login. */
function seriesOf(role: Role, samples: readonly Sample[], window: TimeWindow | undefined): Series {
  const seen = new Set<number>()
  const own = samples.filter((sample) => {
    if (sample.role !== role || seen.has(sample.login) || sample.text === '') return false
    seen.add(sample.login)
    return true
  })
  return { role, samples: own, others: samples.filter((sample) => sample.role !== role), window }
}

interface Result {
  readonly prediction: Prediction | undefined
  readonly tried: readonly Tried[]
  readonly statistics: Statistics
}

/** Makes one attack after the other until one is proven. */
function analyseSeries(series: Series, work: Work): Result {
  const { role } = series
  const total = work.left()
  const tried: Tried[] = []
  const texts = series.samples.map(({ text }) => text)
  let left = series
  let repeated: Prediction | undefined
  let prediction: Prediction | undefined
  for (const { attack, part } of attacks) {
    const { id, name } = attack
    const reason = attack.unsuited(left)
    if (reason !== undefined) {
      tried.push({ attack: id, name, role, result: 'unsuited', reason })
      continue
    }
    const attempt: Attempt =
      work.left() > 0 ? attack.run(left, work.share(part * total)) : { complete: false }
    const proven =
      attempt.prediction !== undefined && isProven(attempt.prediction) ? attempt.prediction : undefined
    tried.push({ attack: id, name, role, result: resultOf(attempt, proven) })
    if (proven !== undefined && attack === repeatedValue) {
      // That a text came twice does not say where it comes from: its generator may be known as well, which says more.
      repeated = proven
      left = { ...series, samples: firstOfEach(series.samples) }
      continue
    }
    prediction = proven
    if (prediction !== undefined) break
  }
  return { prediction: prediction ?? repeated, tried, statistics: statisticsOf(role, texts) }
}

function firstOfEach(samples: readonly Sample[]): readonly Sample[] {
  const seen = new Set<string>()
  return samples.filter(({ text }) => (seen.has(text) ? false : seen.add(text)))
}

function resultOf({ complete }: Attempt, prediction: Prediction | undefined): Tried['result'] {
  if (prediction !== undefined) return 'reproduced'
  return complete ? 'not-reproduced' : 'no-room'
}
