// pkce.verifier.known-value: the verifier is no published value, and none that follows a pattern.
import { firstValue } from '../../../server/protocol/parameters.js'
import type { Transcript } from '../../transcript.js'
import { type AuthorizeRequest, wholeAuthorizeRequests } from '../authorize-request.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { patternOf, publishedChallenge, publishedVerifier } from '../known-verifiers.js'
import { placeIn } from '../place.js'
import { codeRequests, type TokenRequest } from '../token-request.js'
import { noVerifier, verifierOf } from '../verifier-seen.js'
import { lengthOf } from '../wording.js'
import { defineCheck } from './check.js'

type Reason = 'published' | 'pattern'

const expected = 'a verifier that nobody can know'

function lookAtVerifier(request: TokenRequest): Seen<Reason> {
  const verifier = verifierOf(request)
  if (verifier === null) return []
  const where = placeIn(request, 'code_verifier')
  const printed = publishedVerifier(verifier)
  if (printed !== null) {
    return [{ reason: 'published', where, expected, actual: `the verifier that is printed in ${printed}` }]
  }
  const pattern = patternOf(verifier)
  if (pattern !== null)
    return [{ reason: 'pattern', where, expected, actual: `${lengthOf(verifier)}: ${pattern}` }]
  return [{ where, actual: 'on no list, and without a pattern' }]
}

/** The challenge gives a published verifier away before the verifier itself is sent. */
function lookAtChallenge(request: AuthorizeRequest): Seen<Reason> {
  const challenge = firstValue(request.parameters, 'code_challenge')
  const printed = challenge === null ? null : publishedChallenge(challenge)
  if (printed === null) return []
  const where = placeIn(request, 'code_challenge')
  const actual = `the challenge of the verifier that is printed in ${printed}`
  return [{ reason: 'published', where, expected, actual }]
}

/** A login in which the verifier was seen is judged by it, and not by its challenge a second time. */
function unredeemed(transcripts: readonly Transcript[]): readonly AuthorizeRequest[] {
  const redeemed = codeRequests(transcripts).filter((request) => verifierOf(request) !== null)
  return wholeAuthorizeRequests(transcripts).filter(
    ({ exchange }) => !redeemed.some(({ login }) => login?.exchange === exchange),
  )
}

export const pkceVerifierKnownValue = defineCheck({
  id: 'pkce.verifier.known-value',
  phase: 'randomness',
  title: 'The verifier is no published value, and follows no pattern',
  why: 'PKCE protects only as long as nobody knows the verifier. The one of an example is known to everybody.',
  fix: "Make it anew for each login: randomBytes(32).toString('base64url').",
  clauses: ['RFC7636-4.1-random', 'RFC7636-7.1-learned'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    published: { level: 'violation', what: 'uses a verifier that is printed in a document' },
    pattern: { level: 'violation', what: 'uses a verifier that follows a pattern' },
  },
  judge(transcripts) {
    return judgeEach<() => Seen<Reason>, Reason>(
      [
        ...unredeemed(transcripts).map((request) => () => lookAtChallenge(request)),
        ...codeRequests(transcripts).map((request) => () => lookAtVerifier(request)),
      ],
      (look) => look(),
      noVerifier(transcripts),
    )
  },
})
