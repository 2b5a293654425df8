// The last look at a verdict before it leaves: a client can put a secret anywhere, into redirect_uri or
// client_id say, and what a check shows there must not be one.
import { firstValue } from '../../server/protocol/parameters.js'
import type { Transcript } from '../transcript.js'
import { authorizeRequests } from './authorize-request.js'
import type { Tools } from './checks/check.js'
import { secretsOf } from './secrets-in-url.js'
import type { Verdict } from './verdict.js'

/** Shorter values are words that may stand in a sentence for another reason. */
const leastSecret = 16

/** Longest first, so that no part of a secret is left behind by a shorter one. */
function secretTexts(transcripts: readonly Transcript[]): readonly string[] {
  const states = transcripts
    .flatMap(authorizeRequests)
    .map(({ parameters }) => firstValue(parameters, 'state') ?? '')
  const values = [...secretsOf(transcripts).map(({ value }) => value), ...states]
  return [...new Set(values)]
    .filter((value) => value.length >= leastSecret)
    .sort((one, other) => other.length - one.length)
}

/** `verdict` with every secret of the runs replaced by its mask, wherever it stands in a text. */
export function withoutSecrets<Reason extends string>(
  verdict: Verdict<Reason>,
  transcripts: readonly Transcript[],
  tools: Tools,
): Verdict<Reason> {
  const secrets = secretTexts(transcripts)
  const clean = (text: string) =>
    secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, `(${tools.mask(secret)})`), text)
  if (verdict.outcome === 'pass') {
    const [first, ...others] = verdict.evidence
    const cleaned = (one: typeof first) => ({ ...one, actual: clean(one.actual) })
    return { ...verdict, evidence: [cleaned(first), ...others.map(cleaned)] }
  }
  if (verdict.outcome === 'fail') {
    const [first, ...others] = verdict.occurrences
    const cleaned = (one: typeof first) => ({
      ...one,
      expected: clean(one.expected),
      actual: clean(one.actual),
      ...(one.diagnosis === undefined ? {} : { diagnosis: clean(one.diagnosis) }),
    })
    return { ...verdict, occurrences: [cleaned(first), ...others.map(cleaned)] }
  }
  return { ...verdict, reason: clean(verdict.reason) }
}
