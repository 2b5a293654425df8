// The rules of the code grant at the token endpoint (RFC 6749 section 4.1.3, RFC 7636 section 4.6).

import { unknownCodeMistake } from './autopsy/code.js'
import { durationInWords } from './autopsy/duration.js'
import { mistake } from './autopsy/kinds.js'
import { misnamedMistake } from './autopsy/parameter.js'
import { placeholderIn, placeholderMistake } from './autopsy/placeholder.js'
import { redirectDifference } from './autopsy/redirect.js'
import { verifierFormMistakes } from './autopsy/verifier-form.js'
import type { Client } from './client.js'
import { provesPossession, verifierMistakes } from './code-verifier.js'
import type { GrantJudgement, GrantRules } from './grant.js'
import type { Mistake } from './mistake.js'
import { tokenParameterNames } from './parameter-names.js'
import { firstValue, type Parameters } from './parameters.js'
import type { Policy } from './policy.js'
import type { Login, SpentCode } from './records.js'
import { narrowedScope, scopesOfClient } from './scope.js'
import type { TokenQuestion } from './token.js'

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

function replayMistake(spent: SpentCode, now: number): Mistake {
  const elapsed = Math.max(0, now - spent.at)
  if (spent.refused) {
    const words = { exchange: spent.exchange, after: durationInWords(elapsed) }
    return mistake('code-spent-by-refusal', { words })
  }
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
  const proven = provesPossession(parameters, login, policy)
  return client?.id === login.clientId && redirectMistakes(parameters, login).length === 0 && proven
}

function judgeKnownCode(question: TokenQuestion, login: Login, client: Client | null): readonly Mistake[] {
  const { recentLogins, policy } = question
  const { parameters } = question.tokenRequest
  return [
    ...clientMistakes(login, client),
    ...redirectMistakes(parameters, login),
    ...verifierMistakes({ parameters, login, client, recentLogins, policy }),
  ]
}

/** What the store knows nothing about: only what the request itself shows. */
function judgeUnknownCode({ tokenRequest, recentLogins }: TokenQuestion, code: string): readonly Mistake[] {
  const verifier = firstValue(tokenRequest.parameters, 'code_verifier')
  const form = verifier === null ? [] : verifierFormMistakes(verifier)
  const unknown = unknownCodeMistake(code, verifier, recentLogins)
  return unknown.kind === 'code-and-verifier-swapped' ? [unknown] : [unknown, ...form]
}

function judgeReplay(question: TokenQuestion, spent: SpentCode, client: Client | null): GrantJudgement {
  const { tokenRequest, policy, now } = question
  const { login } = spent
  const complete = isCompleteReplay(tokenRequest.parameters, login, client, policy)
  const revokes = complete && policy.revokeOnReplay && spent.refused !== true
  return {
    mistakes: [replayMistake(spent, now), ...judgeKnownCode(question, login, client)],
    granted: null,
    cause: spent.exchange,
    revoke: revokes ? { family: login.id, why: 'replay' } : null,
  }
}

const nothing = { granted: null, cause: null, revoke: null } as const

function judge(question: TokenQuestion, client: Client | null): GrantJudgement {
  const { tokenRequest, found, now, policy } = question
  const { parameters, code } = tokenRequest
  if (code === null) {
    const missing = misnamedMistake(parameters, 'code', tokenParameterNames) ?? mistake('code-missing')
    return { ...nothing, mistakes: [{ ...missing, area: 'code' }] }
  }
  if (found === null) return { ...nothing, mistakes: judgeUnknownCode(question, code) }
  if (found.kind === 'spent') return judgeReplay(question, found.spent, client)
  const { login } = found
  const requested = policy.requestedScopes === 'narrow' ? (login.requestedScopes ?? null) : null
  const scope = narrowedScope(requested, scopesOfClient(client ?? {}))
  return {
    mistakes: [...expiryMistakes(login, now), ...judgeKnownCode(question, login, client)],
    granted: { grantType: 'authorization_code', login, scope },
    cause: null,
    revoke: null,
  }
}

/**
 * Assumed: a confidential client whose login used PKCE may leave its secret out, because the real service has
 * one kind of code client for both ways.
 */
export const authorizationCodeGrant: GrantRules = {
  judge,
  missingSecret({ found }) {
    const login = found?.kind === 'spent' ? found.spent.login : found?.login
    return login === undefined || login.challenge !== null ? null : mistake('client-secret-missing')
  },
}
