// The verdict on the generator of some verifiers: for those of a run, and for those of a file.
import { patternOf, publishedVerifier } from './known-verifiers.js'
import { fixFor, type NameOf, proofText, triedText } from './prediction-words.js'
import type { Analysis } from './randomness/analyse.js'
import type { Prediction } from './randomness/prediction.js'
import type { Statistics, Suspicion } from './randomness/statistics.js'
import { isNonEmpty, notApplicable, type Occurrence, type Place, type Verdict } from './verdict.js'

export type CsprngReason = 'predicted' | 'uneven'

/** A verifier, and where it was seen. */
export interface PlacedVerifier {
  readonly text: string
  readonly login: number
  readonly where: Place
}

const expected = 'a verifier that nothing sent before it tells'

/** A verifier that is no number of a generator at all has a check of its own, which says it better. */
function otherFault(prediction: Prediction): string | null {
  const text = prediction.computed.at(-1)?.text ?? ''
  if (prediction.attack === 'repeated-value') {
    return 'one verifier came in several logins, so there is no generator to judge (see pkce.verifier.unique)'
  }
  return publishedVerifier(text) === null && patternOf(text) === null
    ? null
    : 'the verifier is a known value, so there is no generator to judge (see pkce.verifier.known-value)'
}

function predicted(
  prediction: Prediction,
  verifiers: readonly PlacedVerifier[],
  nameOf: NameOf,
): Occurrence<'predicted'> | null {
  const login = prediction.computed.at(-1)?.login
  const where = (verifiers.find((one) => one.login === login) ?? verifiers[0])?.where
  if (where === undefined) return null
  const fix = fixFor(prediction)
  const actual = proofText(prediction, nameOf)
  return { reason: 'predicted', where, expected, actual, ...(fix === undefined ? {} : { fix }) }
}

/** Characters that are the same everywhere make a verifier narrow, which is another check. */
const ownKinds: readonly Suspicion['kind'][] = ['byte-bias', 'no-repeated-character']

const whatIs: Readonly<Record<Suspicion['kind'], string>> = {
  'byte-bias': 'the first letters of the alphabet come more often, as by byte % n',
  'no-repeated-character': 'no verifier has a character twice, as when an alphabet is shuffled and cut',
  'fixed-characters': 'some characters are the same in every verifier',
}

function uneven(statistics: Statistics | undefined, where: Place): readonly Occurrence<'uneven'>[] {
  const { suspicions = [], logins = 0, characters = 0 } = statistics ?? {}
  return suspicions
    .filter(({ kind }) => ownKinds.includes(kind))
    .map(({ kind, pValue, errorRate }) => ({
      reason: 'uneven',
      where,
      expected: 'characters that come as by chance',
      actual:
        `${whatIs[kind]}; random characters look so with a probability of ${pValue.toExponential(1)} ` +
        `(${characters} characters of ${logins === 1 ? 'one login' : `${logins} logins`}; the test is set for ` +
        `false alarms of ${errorRate.toExponential(0)})`,
    }))
}

/** What a test of the letters needs, so that nobody takes its silence for a result. */
function biasNote(statistics: Statistics | undefined): string {
  const bias = statistics?.bias
  return bias === undefined
    ? ''
    : `. A bias as of byte % ${bias.letters} shows from ${bias.loginsNeeded} logins on`
}

/**
 * The verdict on `verifiers`, of which there must be one: `predicted` where a text was computed and came true, `uneven`
 * where statistics alone speak against them, else a pass that lists what was tried.
 */
export function csprngVerdict(
  verifiers: readonly [PlacedVerifier, ...PlacedVerifier[]],
  analysis: Analysis,
  nameOf: NameOf,
): Verdict<CsprngReason> {
  const [{ where }] = verifiers
  const prediction = analysis.predictions.find(({ role }) => role === 'verifier')
  const isRepeated = prediction?.attack === 'repeated-value'
  // One verifier that came again among others says nothing of where they come from.
  const isOne = new Set(verifiers.map(({ text }) => text)).size === 1
  const judged = isRepeated && !isOne ? undefined : prediction
  const other = judged === undefined ? null : otherFault(judged)
  if (other !== null) return notApplicable(other)
  const proof = judged === undefined ? null : predicted(judged, verifiers, nameOf)
  const statistics = analysis.statistics.find(({ role }) => role === 'verifier')
  const occurrences: readonly Occurrence<CsprngReason>[] =
    proof === null ? uneven(statistics, where) : [proof]
  if (isNonEmpty(occurrences)) return { outcome: 'fail', occurrences }
  const count = verifiers.length === 1 ? 'one verifier' : `${verifiers.length} verifiers`
  const actual = `${count}, ${triedText(analysis.tried, 'verifier')}${biasNote(statistics)}`
  return { outcome: 'pass', evidence: [{ where, actual }] }
}
