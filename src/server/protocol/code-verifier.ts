// The rules of PKCE at the token endpoint (RFC 7636 sections 4.5 and 4.6): does the request prove that it comes
// from who began the login, and if not, by which mistake.
import { mistake } from './autopsy/kinds.js'
import { misnamedMistake } from './autopsy/parameter.js'
import { verifierRelation } from './autopsy/verifier.js'
import { verifierFormMistakes } from './autopsy/verifier-form.js'
import { verifierMismatch } from './autopsy/verifier-mismatch.js'
import type { Client } from './client.js'
import type { Mistake } from './mistake.js'
import { tokenParameterNames } from './parameter-names.js'
import { firstValue, lookUp, type Parameters } from './parameters.js'
import { challengeFaults, s256 } from './pkce.js'
import type { Policy } from './policy.js'
import type { Login } from './records.js'

export interface VerifierQuestion {
  readonly parameters: Parameters
  /** The login of the code. */
  readonly login: Login
  /** Open and recent logins, newest last, by which a foreign verifier is recognised. */
  readonly recentLogins: readonly Login[]
  /** Null while it is unknown. */
  readonly client: Client | null
  readonly policy: Policy
}

function missingVerifierMistake(parameters: Parameters, login: Login): Mistake {
  const misnamed = misnamedMistake(parameters, 'code_verifier', tokenParameterNames)
  if (misnamed !== null) return { ...misnamed, area: 'pkce', error: 'invalid_grant' }
  const empty = lookUp(parameters, 'code_verifier').kind === 'empty'
  return mistake(empty ? 'verifier-empty' : 'verifier-missing', { words: { exchange: login.exchange } })
}

/**
 * Whether the verifier opens a challenge that only the forgiving policy let through: plain, or right but for
 * the faults that were named when it came. Nothing is then told a second time.
 */
function matchesForgivenChallenge(verifier: string, login: Login): boolean {
  const challenge = login.challenge ?? ''
  if (login.challengeMethod !== 'S256' && verifier === challenge) return true
  if (challengeFaults(challenge).length === 0) return false
  return ['padded', 'hex-digest', 'base64-of-hex'].includes(verifierRelation(verifier, challenge))
}

function mistakesWithoutChallenge({
  parameters,
  login,
  client,
  policy,
}: VerifierQuestion): readonly Mistake[] {
  const { exchange } = login
  if (firstValue(parameters, 'code_verifier') !== null) {
    return [mistake('verifier-without-challenge', { words: { exchange } })]
  }
  const proves = client === null || client.secret !== undefined || policy.forgiving
  const why = `so exchange ${exchange} began a login that a public client cannot finish`
  return proves ? [] : [mistake('challenge-missing', { words: { why } })]
}

/** Another value of the login that stands where the verifier belongs, or null. */
function misplacedMistake(verifier: string, login: Login, recentLogins: readonly Login[]): Mistake | null {
  const owner = [login, ...recentLogins.toReversed()].find(({ state }) => state === verifier)
  if (owner !== undefined) return mistake('verifier-holds-state', { words: { exchange: owner.exchange } })
  const others: readonly (readonly [what: string, value: string])[] = [
    ['the code', login.code],
    ['the client id', login.clientId],
    ['the redirect URI', login.redirectUri],
    ['the name of the method', 'S256'],
    ['the e-mail address of the user', login.userEmail],
  ]
  const found = others.find(([, value]) => value === verifier)
  if (found === undefined) return null
  return mistake('verifier-holds-other', { words: { what: found[0], exchange: login.exchange } })
}

/** A malformed verifier that matches nothing is one mistake, and so is one that lost its 43rd character. */
function isToldBy(form: readonly Mistake[], mismatch: readonly Mistake[]): boolean {
  const kinds = form.map(({ kind }) => kind)
  return mismatch.every(
    ({ kind }) =>
      (kind === 'verifier-mismatch' && kinds.length > 0) ||
      (kind === 'verifier-cut' && kinds.includes('verifier-too-short')),
  )
}

/** Every mistake in the verifier of a request, empty when it proves what it should. */
export function verifierMistakes(question: VerifierQuestion): readonly Mistake[] {
  const { parameters, login, recentLogins, policy } = question
  if (login.challenge === null) return mistakesWithoutChallenge(question)
  const verifier = firstValue(parameters, 'code_verifier')
  if (verifier === null) return [missingVerifierMistake(parameters, login)]
  const form = verifierFormMistakes(verifier)
  const mismatch = verifierMismatch(verifier, login, recentLogins)
  if (mismatch.length === 0) {
    return login.state === verifier ? [...form, mistake('verifier-is-state')] : form
  }
  if (policy.forgiving && matchesForgivenChallenge(verifier, login)) return form
  const misplaced = misplacedMistake(verifier, login, recentLogins)
  if (misplaced !== null) return [misplaced]
  return isToldBy(form, mismatch) ? form : [...form, ...mismatch]
}

/** Whether the request proves possession as far as PKCE asks for it, whatever else is wrong with it. */
export function provesPossession(parameters: Parameters, login: Login, policy: Policy): boolean {
  const verifier = firstValue(parameters, 'code_verifier')
  if (login.challenge === null || verifier === null) return login.challenge === null && verifier === null
  if (s256(verifier) === login.challenge) return true
  return policy.forgiving && matchesForgivenChallenge(verifier, login)
}
