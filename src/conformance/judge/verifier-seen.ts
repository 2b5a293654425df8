// The verifiers of a run: which token requests carry one that can be judged, and why not if none does.
import { verifierFormMistakes } from '../../server/protocol/autopsy/verifier-form.js'
import type { Mistake } from '../../server/protocol/mistake.js'
import { firstValue } from '../../server/protocol/parameters.js'
import type { Transcript } from '../transcript.js'
import { codeRequests, probableLoginOf, type TokenRequest } from './token-request.js'
import { noTokenRequest } from './unseen.js'
import { inconclusive, notApplicable, type Verdict } from './verdict.js'

/** What stands in place of a verifier: the word for no value, a promise, a placeholder. */
export function placeholderFor(verifier: string): Mistake | null {
  return verifierFormMistakes(verifier).find(({ kind }) => kind.startsWith('value-')) ?? null
}

/** The verifier of a request, or null when there is none or something stands in its place. */
export function verifierOf({ parameters }: TokenRequest): string | null {
  const verifier = firstValue(parameters, 'code_verifier')
  return verifier === null || placeholderFor(verifier) !== null ? null : verifier
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
  return inconclusive('no token request carries a verifier (see pkce.verifier.present)')
}
