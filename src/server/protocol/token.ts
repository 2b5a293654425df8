// The decision about a token request (RFC 6749 sections 3.2 and 5.2), up to the rules of each grant type.

import { mistake, weigh } from './autopsy/kinds.js'
import { clientRegionMistake, grantRegionMistake } from './autopsy/region.js'
import type { Client } from './client.js'
import { type Authentication, authenticate } from './client-authentication.js'
import type { FamilyToRevoke, Granted, GrantJudgement } from './grant.js'
import { chosenGrant, type GrantChoice } from './grant-type.js'
import type { Mistake, OAuthErrorCode } from './mistake.js'
import type { Policy } from './policy.js'
import type { Login, RefreshToken, Revocation, SpentCode, SpentRefreshToken } from './records.js'
import type { TokenRequest } from './token-request.js'

export { readTokenRequest, type TokenRequest } from './token-request.js'

/** What the store holds under a refresh token, and whether its family is dead. */
export type KnownRefreshToken = { readonly revocation: Revocation | null } & (
  | { readonly kind: 'live'; readonly refresh: RefreshToken }
  | { readonly kind: 'spent'; readonly spent: SpentRefreshToken }
)

export interface TokenQuestion {
  readonly tokenRequest: TokenRequest
  readonly clients: readonly Client[]
  /** What the store holds under the code of the request. */
  readonly found:
    | { readonly kind: 'login'; readonly login: Login }
    | { readonly kind: 'spent'; readonly spent: SpentCode }
    | null
  /** What the store holds under the refresh token of the request. */
  readonly foundRefreshToken: KnownRefreshToken | null
  /** Open and recent logins, newest last, by which a foreign verifier is recognised. */
  readonly recentLogins: readonly Login[]
  /** Refresh tokens issued recently, newest last, by which a damaged one is recognised. */
  readonly recentRefreshTokens: readonly RefreshToken[]
  readonly policy: Policy
  /** Milliseconds since 1970. */
  readonly now: number
}

export type TokenDecision =
  | {
      readonly kind: 'refuse'
      readonly status: number
      readonly error: OAuthErrorCode
      readonly mistakes: readonly Mistake[]
      /** Ask for `WWW-Authenticate: Basic`. */
      readonly askForBasic: boolean
      /** Id of the login the request belongs to, where known. */
      readonly login: string | null
      /** Number of the exchange that caused this refusal, or null. */
      readonly cause: number | null
      /** What to revoke (a complete replay, the reuse of a refresh token), or null. */
      readonly revoke: FamilyToRevoke | null
      /** The login whose code is spent by this refusal (`spendCodeOnFailure`), or null. */
      readonly spend: Login | null
    }
  | ({
      readonly kind: 'grant'
      readonly client: Client
      /** Whether the client proved itself by its secret. */
      readonly proven: boolean
      /** Whether a refresh token goes with the access token. */
      readonly refreshable: boolean
      readonly mistakes: readonly Mistake[]
      readonly forgiven: boolean
      /** The registration to replace (policy `learn`: a secret makes the client confidential), or null. */
      readonly register: Client | null
    } & Granted)

/** Where nothing could be read, everything is missing; that is no mistake besides the one that led there. */
function isUnread({ parameters, mistakes }: TokenRequest): boolean {
  return (
    parameters.length === 0 &&
    mistakes.some(({ kind }) => /^body-|^parameters-in-url$|^authorize-request-at-token$/.test(kind))
  )
}

/** The login, and the client it belongs to, that the request is about; null while unknown. */
function subjectOf({ found, foundRefreshToken: refresh }: TokenQuestion) {
  const login = found?.kind === 'spent' ? found.spent.login : found?.login
  if (login !== undefined) return { login: login.id, clientId: login.clientId }
  const token = refresh?.kind === 'spent' ? refresh.spent.refresh : refresh?.refresh
  return token === undefined ? null : { login: token.family, clientId: token.clientId }
}

/**
 * Decides a token request: every mistake is named in one answer, whose error code is that of the first in the
 * order reading, client, grant type, code or refresh token, redirect URI, verifier, scope; a grant type that is
 * not served comes before the client. A client that used a Basic header and is refused as a client gets 401 (RFC
 * 6749 section 5.2; 400 by `clientErrorStatus`), any other refusal is 400; a method other than POST is 405. The
 * caller performs what the decision says: it redeems the code or rotates the refresh token on a grant, and
 * revokes the family named by `revoke`.
 */
export function decideToken(question: TokenQuestion): TokenDecision {
  const { tokenRequest, policy } = question
  if (isUnread(tokenRequest)) {
    return refusal(question, weigh(tokenRequest.mistakes, policy).mistakes, tokenRequest.mistakes[0], null)
  }
  const grant = chosenGrant(tokenRequest.parameters)
  const authentication = authenticationOf(question, grant)
  const judgement = grant.rules?.judge(question, authentication.client) ?? null
  const elsewhere = regionMistakes(question, authentication.client)
  const mistakes = [...inOrder(tokenRequest, authentication, grant, judgement), ...elsewhere]
  const { refusal: reason, mistakes: weighed, forgiven } = weigh(mistakes, policy)
  const { client, proven, register, notes } = authentication
  const granted = judgement?.granted ?? null
  if (reason !== null || client === null || granted === null) {
    // Whoever is not the client can only guess: that revokes nothing.
    const isClient = weigh(authentication.mistakes, { ...policy, forgiving: false }).refusal === null
    const harmless = isClient ? judgement : judgement && { ...judgement, revoke: null }
    return refusal(question, weighed, reason ?? mistakes[0], harmless)
  }
  const refreshable = isRefreshable(granted, client, proven)
  const told = [...weighed, ...notes]
  return { kind: 'grant', client, proven, refreshable, mistakes: told, forgiven, register, ...granted }
}

function authenticationOf(question: TokenQuestion, { rules }: GrantChoice): Authentication {
  const { tokenRequest, clients, policy } = question
  const { parameters, basic } = tokenRequest
  const owner = subjectOf(question)?.clientId ?? null
  const missingSecret = rules?.missingSecret(question) ?? null
  return authenticate({ parameters, basic, clients, owner, missingSecret, policy })
}

function inOrder(
  tokenRequest: TokenRequest,
  authentication: Authentication,
  grant: GrantChoice,
  judgement: GrantJudgement | null,
): readonly Mistake[] {
  const client = authentication.mistakes
  const inner = grant.rules === null ? [...grant.mistakes, ...client] : [...client, ...grant.mistakes]
  return [...tokenRequest.mistakes, ...inner, ...(judgement?.mistakes ?? [])]
}

/** What belongs to another region than the one that was asked. */
function regionMistakes(question: TokenQuestion, client: Client | null): readonly Mistake[] {
  const { found, foundRefreshToken: refresh, tokenRequest } = question
  const { origin } = tokenRequest
  const login = found?.kind === 'spent' ? found.spent.login : found?.login
  const token = refresh?.kind === 'spent' ? refresh.spent.refresh : refresh?.refresh
  const mistakes = [
    client === null ? null : clientRegionMistake(client, origin),
    grantRegionMistake('code', login?.region ?? null, origin),
    grantRegionMistake('refresh_token', token?.region ?? null, origin),
  ]
  return mistakes.filter((found) => found !== null)
}

/**
 * A login that the client finished with its secret, or that of a client for which they are on, gets refresh
 * tokens. A refresh always gives the next one (RFC 6749 section 6), a client that acts for itself has its secret.
 */
function isRefreshable(granted: Granted, client: Client, proven: boolean): boolean {
  if (granted.grantType !== 'authorization_code') return granted.grantType === 'refresh_token'
  return client.refreshTokens ?? proven
}

function refusal(
  question: TokenQuestion,
  mistakes: readonly Mistake[],
  first: Mistake | undefined,
  judgement: GrantJudgement | null,
): TokenDecision {
  const { tokenRequest, found, policy } = question
  const reason = first ?? mistake('code-missing')
  const status = statusOf(reason, tokenRequest, policy)
  return {
    kind: 'refuse',
    status,
    error: reason.error,
    mistakes,
    askForBasic: status === 401,
    login: subjectOf(question)?.login ?? null,
    cause: judgement?.cause ?? null,
    revoke: judgement?.revoke ?? null,
    spend: policy.spendCodeOnFailure && found?.kind === 'login' ? found.login : null,
  }
}

function statusOf(reason: Mistake, { basic, mistakes }: TokenRequest, policy: Policy): number {
  if (reason.kind === 'method-not-post') return 405
  const usedBasic = basic !== null || mistakes.some(({ kind }) => kind === 'basic-malformed')
  return reason.error === 'invalid_client' && usedBasic ? policy.clientErrorStatus : 400
}
