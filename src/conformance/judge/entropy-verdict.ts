// The verdict on how much some verifiers can hold: for those of a run, and for those of a file.
import { capacityOf, capacityText } from './capacity.js'
import type { PlacedVerifier } from './csprng-verdict.js'
import { patternOf, publishedVerifier } from './known-verifiers.js'
import { isNonEmpty, notApplicable, type Verdict } from './verdict.js'

/** RFC 7636 section 7.1. */
const wanted = 256
/** RFC 7636 section 4.1. */
const formOfVerifier = /^[A-Za-z0-9\-._~]{43,}$/

/** What has a check of its own, which says it better: a verifier that is no fresh text of the right form. */
function otherFault(verifiers: readonly PlacedVerifier[], judged: ReadonlySet<string>): string | null {
  if (judged.size === 0) {
    return 'the verifier has not the form of one (see pkce.verifier.length and pkce.verifier.charset)'
  }
  if (Array.from(judged).every((text) => publishedVerifier(text) !== null || patternOf(text) !== null)) {
    return 'the verifier is a known value, and holds nothing (see pkce.verifier.known-value)'
  }
  return verifiers.length > 1 && judged.size === 1
    ? 'one verifier came in every login, and holds nothing (see pkce.verifier.unique)'
    : null
}

/** Verifiers that are too short or hold other characters have checks of their own, and are left out. */
export function entropyVerdict(verifiers: readonly PlacedVerifier[]): Verdict<'narrow'> {
  const judged = verifiers.filter(({ text }) => formOfVerifier.test(text))
  const texts = new Set(judged.map(({ text }) => text))
  const other = otherFault(verifiers, texts)
  if (other !== null || !isNonEmpty(judged)) return notApplicable(other ?? '')
  const [{ where }] = judged
  const capacity = capacityOf([...texts])
  const actual = capacityText(capacity)
  if (capacity.bits >= wanted) return { outcome: 'pass', evidence: [{ where, actual }] }
  const expected = `a verifier that can hold ${wanted} bits`
  return { outcome: 'fail', occurrences: [{ reason: 'narrow', where, expected, actual }] }
}
