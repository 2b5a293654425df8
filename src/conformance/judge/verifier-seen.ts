// The verifiers of a run: which token requests carry one that can be judged, and why not if none does.
import { verifierFormMistakes } from '../../server/protocol/autopsy/verifier-form.js'
import type { Mistake } from '../../server/protocol/mistake.js'
import { firstValue } from '../../server/protocol/parameters.js'
import { codesIssuedBy } from '../issued.js'
import type { Transcript } from '../transcript.js'
import { codeRequests, probableLoginOf, type TokenRequest } from './token-request.js'
import { noTokenRequest } from './unseen.js'
import { inconclusive, notApplicable, type Verdict } from './verdict.js'

/** What stands in place of a verifier: the word for no value, a promise, a placeholder. */
export function placeholderFor(verifier: string): Mistake | null {
  return verifierFormMistakes(verifier).find(({ kind }) => kind.startsWith('value-')) ?? null
}

/** Whether the code stands where the verifier belongs: two arguments in the wrong order, which is one fault. */
export function holdsCode({ parameters, transcript }: TokenRequest): boolean {
  const verifier = firstValue(parameters, 'code_verifier')
  return verifier !== null && codesIssuedBy(transcript.exchanges).includes(verifier)
}

/** The verifier of a request, or null when there is none or something stands in its place. */
export function verifierOf(request: TokenRequest): string | null {
  const verifier = firstValue(request.parameters, 'code_verifier')
  if (verifier === null || placeholderFor(verifier) !== null || holdsCode(request)) return null
  return verifier
}

/** Why no token request has a verifier that can be judged. */
export function whyNoVerifier(requests: readonly TokenRequest[]): string {
  return requests.some(holdsCode)
    ? 'the code was sent in place of the verifier (see token.required-params)'
    : 'no token request carries a verifier (see pkce.verifier.present)'
}

/** Whether the login of this request began with a challenge; null when the login was not seen. */
export function beganWithChallenge(request: TokenRequest): boolean | null {
  const login = probableLoginOf(request)
  return login === null ? null : firstValue(login.parameters, 'code_challenge') !== null
}

/** Why no verifier can be judged. */
export function noVerifier(transcripts: readonly Transcript[]): Verdict<never> {
  const requests = codeRequests(transcripts)
  if (requests.length === 0) return inconclusive(noTokenRequest(transcripts))
  if (requests.every((request) => beganWithChallenge(request) === false)) {
    return notApplicable('the client does not use PKCE (see pkce.challenge.present)')
  }
  return inconclusive(whyNoVerifier(requests))
}
