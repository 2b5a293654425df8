// The rules of the code grant at the token endpoint (RFC 6749 section 4.1.3, RFC 7636 section 4.6).

import { unknownCodeMistake } from './autopsy/code.js'
import { durationInWords } from './autopsy/duration.js'
import { mistake } from './autopsy/kinds.js'
import { misnamedMistake } from './autopsy/parameter.js'
import { placeholderIn, placeholderMistake } from './autopsy/placeholder.js'
import { redirectDifference } from './autopsy/redirect.js'
import { verifierRelation } from './autopsy/verifier.js'
import { verifierFormMistakes } from './autopsy/verifier-form.js'
import { verifierMismatch } from './autopsy/verifier-mismatch.js'
import type { Client } from './client.js'
import type { Mistake } from './mistake.js'
import { tokenParameterNames } from './parameter-names.js'
import { firstValue, lookUp, type Parameters } from './parameters.js'
import { challengeFaults, s256 } from './pkce.js'
import type { Policy } from './policy.js'
import type { Login, SpentCode } from './records.js'
import type { TokenQuestion } from './token.js'

/** What a grant type says about a request. */
export interface GrantJudgement {
  readonly mistakes: readonly Mistake[]
  /** The login to grant, when no mistake stands against it; null while the code is unknown. */
  readonly login: Login | null
  /** Number of the exchange that caused the refusal, or null. */
  readonly cause: number | null
  /** The family that a complete replay revokes, or null. */
  readonly revoke: string | null
}

function clientMistakes(login: Login, client: Client | null): readonly Mistake[] {
  if (client === null) return []
  const grantType =
    client.grantType === 'CODE'
      ? []
      : [mistake('client-grant-type', { words: { registered: client.grantType } })]
  const foreign =
    client.id === login.clientId
      ? []
      : [mistake('code-of-another-client', { words: { exchange: login.exchange } })]
  return [...grantType, ...foreign]
}

function expiryMistakes(login: Login, now: number): readonly Mistake[] {
  if (now < login.expiresAt) return []
  const words = {
    late: durationInWords(now - login.expiresAt),
    lifetime: durationInWords(login.expiresAt - login.issuedAt),
  }
  return [mistake('code-expired', { words })]
}

/** RFC 6749 section 4.1.3: required when it was sent before, and then identical. */
function redirectMistakes(parameters: Parameters, login: Login): readonly Mistake[] {
  const sent = firstValue(parameters, 'redirect_uri')
  const { exchange, redirectUri } = login
  if (sent === redirectUri) return []
  if (sent === null) {
    if (!login.redirectUriSent) return []
    const missing = mistake('redirect-uri-not-repeated', { words: { exchange } })
    return [misnamedMistake(parameters, 'redirect_uri', tokenParameterNames) ?? missing]
  }
  const placeholder = placeholderMistake('redirect_uri', sent)
  if (placeholder !== null && placeholderIn(redirectUri) === null) {
    return [{ ...placeholder, error: 'invalid_grant' }]
  }
  const difference = redirectDifference(redirectUri, sent)
  return [mistake('redirect-uri-differs', { words: { exchange, difference } })]
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

function verifierMistakes(question: TokenQuestion, login: Login, client: Client | null): readonly Mistake[] {
  const { parameters } = question.tokenRequest
  const verifier = firstValue(parameters, 'code_verifier')
  if (login.challenge === null) {
    if (verifier !== null)
      return [mistake('verifier-without-challenge', { words: { exchange: login.exchange } })]
    const proves = client === null || client.secret !== undefined || question.policy.forgiving
    const why = `so exchange ${login.exchange} began a login that a public client cannot finish`
    return proves ? [] : [mistake('challenge-missing', { words: { why } })]
  }
  if (verifier === null) return [missingVerifierMistake(parameters, login)]
  const form = verifierFormMistakes(verifier)
  if (form.some(({ kind }) => kind.startsWith('value-'))) return form
  if (question.policy.forgiving && matchesForgivenChallenge(verifier, login)) return form
  const mismatch = verifierMismatch(verifier, login, question.recentLogins)
  if (mismatch === null) return [...form, ...exposedMistakes(verifier, login)]
  // A malformed verifier that matches nothing is one mistake, not two.
  return form.length > 0 && isUnexplained(verifier, login, mismatch) ? form : [...form, mismatch]
}

function isUnexplained(verifier: string, login: Login, mismatch: Mistake): boolean {
  return (
    mismatch.kind === 'verifier-mismatch' && verifierRelation(verifier, login.challenge ?? '') === 'unrelated'
  )
}

function exposedMistakes(verifier: string, login: Login): readonly Mistake[] {
  return login.state === verifier ? [mistake('verifier-is-state')] : []
}

function replayMistake(spent: SpentCode, now: number): Mistake {
  const elapsed = Math.max(0, now - spent.at)
  const words = {
    after: durationInWords(elapsed),
    exchange: spent.exchange,
    hint: elapsed < 1000 ? ': an effect that ran twice?' : '',
  }
  return mistake('code-used-twice', { words })
}

/** Whether the replay shows everything that the redemption had to show: then the code has leaked, or was lost. */
function isCompleteReplay(
  parameters: Parameters,
  login: Login,
  client: Client | null,
  policy: Policy,
): boolean {
  const verifier = firstValue(parameters, 'code_verifier')
  const proven =
    login.challenge === null
      ? verifier === null
      : verifier !== null &&
        (s256(verifier) === login.challenge ||
          (policy.forgiving && matchesForgivenChallenge(verifier, login)))
  return client?.id === login.clientId && redirectMistakes(parameters, login).length === 0 && proven
}

function judgeKnownCode(question: TokenQuestion, login: Login, client: Client | null): readonly Mistake[] {
  const { parameters } = question.tokenRequest
  return [
    ...clientMistakes(login, client),
    ...redirectMistakes(parameters, login),
    ...verifierMistakes(question, login, client),
  ]
}

/** Judges the exchange of a code. The client is null while it is unknown; what hangs on it is then not judged. */
export function judgeAuthorizationCode(question: TokenQuestion, client: Client | null): GrantJudgement {
  const { tokenRequest, found, recentLogins, policy, now } = question
  const { parameters, code } = tokenRequest
  const nothing = { login: null, cause: null, revoke: null }
  if (code === null) {
    const missing = misnamedMistake(parameters, 'code', tokenParameterNames) ?? mistake('code-missing')
    return { ...nothing, mistakes: [{ ...missing, area: 'code' }] }
  }
  if (found === null) {
    const verifier = firstValue(parameters, 'code_verifier')
    const form = verifier === null ? [] : verifierFormMistakes(verifier)
    const unknown = unknownCodeMistake(code, verifier, recentLogins)
    return {
      ...nothing,
      mistakes: unknown.kind === 'code-and-verifier-swapped' ? [unknown] : [unknown, ...form],
    }
  }
  if (found.kind === 'spent') {
    const { spent } = found
    const complete = isCompleteReplay(parameters, spent.login, client, policy)
    return {
      mistakes: [replayMistake(spent, now), ...judgeKnownCode(question, spent.login, client)],
      login: null,
      cause: spent.exchange,
      revoke: complete ? spent.login.id : null,
    }
  }
  const { login } = found
  return {
    mistakes: [...expiryMistakes(login, now), ...judgeKnownCode(question, login, client)],
    login,
    cause: null,
    revoke: null,
  }
}
