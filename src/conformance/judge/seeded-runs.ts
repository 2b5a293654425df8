// What two starts with the same seed and the same time show: a secret that comes out equal is none of a cryptographic
// generator.
import type { SeededRuntime, Transcript } from '../transcript.js'
import { fixForGenerator } from './prediction-words.js'
import type { Role } from './randomness/sample.js'
import { type SentText, seededTextsOf, sentTextsOf } from './sent-texts.js'
import type { Occurrence, Place, Verdict } from './verdict.js'
import { lengthOf, listed } from './wording.js'

/** The runs of such a pair, for the checks that read them. */
export const seededScenarios = ['seeded-runs/first', 'seeded-runs/second'] as const

const generators: Readonly<Record<SeededRuntime, string>> = {
  node: 'Math.random of Node.js',
  python: 'the module random of Python',
}

export type SeededProof =
  /** The same text came in both runs, and in no other. */
  | {
      readonly kind: 'equal'
      readonly where: Place
      readonly actual: string
      readonly fix: string | undefined
    }
  | { readonly kind: 'different'; readonly actual: string }
  /** The pair says nothing. */
  | { readonly kind: 'unknown'; readonly why: string }

function textOf(transcripts: readonly Transcript[], variant: string, role: Role): SentText | undefined {
  const run = transcripts.filter((one) => one.scenario === 'seeded-runs' && one.variant === variant)
  const { verifiers, states } = seededTextsOf(run)
  return (role === 'verifier' ? verifiers : states)[0]
}

function runtimesIn(transcripts: readonly Transcript[]): readonly SeededRuntime[] {
  const pair = transcripts.filter(({ scenario }) => scenario === 'seeded-runs')
  const [first = [], ...others] = pair.map(({ seeded = [] }) => seeded)
  return first.filter((runtime) => others.every((other) => other.includes(runtime)))
}

/** What the pair shows of the texts of a role; null where there was none. */
export function seededProof(transcripts: readonly Transcript[], role: Role): SeededProof | null {
  if (!transcripts.some(({ scenario }) => scenario === 'seeded-runs')) return null
  const runtimes = runtimesIn(transcripts)
  const [first, second] = ['first', 'second'].map((variant) => textOf(transcripts, variant, role))
  if (runtimes.length === 0) return { kind: 'unknown', why: 'no runtime of it could be seeded' }
  if (first === undefined || second === undefined) return { kind: 'unknown', why: 'it sent none when seeded' }
  const method = `${listed(runtimes.map((runtime) => generators[runtime]))} begun with one number and the clock stopped`
  if (first.text !== second.text) return { kind: 'different', actual: `nor with ${method}` }
  const { verifiers, states } = sentTextsOf(transcripts)
  const usual = role === 'verifier' ? verifiers : states
  if (usual.some(({ text }) => text === first.text)) return { kind: 'unknown', why: 'it is always the same' }
  const name = role === 'verifier' ? 'verifier' : 'state'
  const actual =
    `With ${method}, the client sent the same ${name} of ${lengthOf(first.text)} in two starts: in exchange ` +
    `${first.where.exchange} of seeded-runs/first and exchange ${second.where.exchange} of seeded-runs/second. ` +
    'Started as usual it sent others. A cryptographic generator is not touched by either'
  const [runtime] = runtimes
  const fix =
    runtimes.length === 1 && runtime !== undefined ? fixForGenerator(generators[runtime]) : undefined
  return { kind: 'equal', where: first.where, actual, fix }
}

/**
 * A verdict on the generator of a text, with what the pair shows added to it: a text that came out equal is a fault,
 * unless the verdict tells a better one; a pass says what was tried besides.
 * @param reason the one that stands for a text that was drawn again
 */
export function withSeededProof<Reason extends string>(
  verdict: Verdict<Reason>,
  proof: SeededProof | null,
  reason: Reason,
): Verdict<Reason> {
  if (proof === null || verdict.outcome === 'not-applicable') return verdict
  if (verdict.outcome === 'fail') {
    const isTold = verdict.occurrences.some((one) => one.reason === reason)
    return isTold || proof.kind !== 'equal'
      ? verdict
      : { outcome: 'fail', occurrences: [occurrenceOf(proof, reason), ...verdict.occurrences] }
  }
  if (proof.kind === 'equal') return { outcome: 'fail', occurrences: [occurrenceOf(proof, reason)] }
  if (verdict.outcome !== 'pass') return verdict
  const more = proof.kind === 'different' ? proof.actual : `nothing was shown by seeding: ${proof.why}`
  const [first, ...others] = verdict.evidence
  return { outcome: 'pass', evidence: [{ ...first, actual: `${first.actual}; ${more}` }, ...others] }
}

function occurrenceOf<Reason extends string>(
  { where, actual, fix }: Extract<SeededProof, { kind: 'equal' }>,
  reason: Reason,
): Occurrence<Reason> {
  const expected = 'a value that neither a seed nor the time decides'
  return { reason, where, expected, actual, ...(fix === undefined ? {} : { fix }) }
}
