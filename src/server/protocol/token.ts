// The decision about a token request (RFC 6749 sections 3.2 and 5.2), up to the rules of each grant type.

import { mistake, weigh } from './autopsy/kinds.js'
import type { Client } from './client.js'
import { authenticate } from './client-authentication.js'
import { chosenGrant } from './grant-type.js'
import type { Mistake, OAuthErrorCode } from './mistake.js'
import type { Policy } from './policy.js'
import type { Login, SpentCode } from './records.js'
import type { TokenRequest } from './token-request.js'

export { readTokenRequest, type TokenRequest } from './token-request.js'

export interface TokenQuestion {
  readonly tokenRequest: TokenRequest
  readonly clients: readonly Client[]
  /** What the store holds under the code of the request. */
  readonly found:
    | { readonly kind: 'login'; readonly login: Login }
    | { readonly kind: 'spent'; readonly spent: SpentCode }
    | null
  /** Open and recent logins, newest last, by which a foreign verifier is recognised. */
  readonly recentLogins: readonly Login[]
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
      /** Id of the family to revoke (a complete replay), or null. */
      readonly revoke: string | null
    }
  | {
      readonly kind: 'grant'
      readonly client: Client
      readonly login: Login
      readonly mistakes: readonly Mistake[]
      readonly forgiven: boolean
      /** The registration to replace (policy `learn`: a secret makes the client confidential), or null. */
      readonly register: Client | null
    }

function statusOf(refusal: Mistake, usedBasic: boolean): number {
  if (refusal.kind === 'method-not-post') return 405
  return refusal.error === 'invalid_client' && usedBasic ? 401 : 400
}

/** Where nothing could be read, everything is missing; that is no mistake besides the one that led there. */
function isUnread({ parameters, mistakes }: TokenRequest): boolean {
  return parameters.length === 0 && mistakes.some(({ kind }) => /^body-|^parameters-in-url$/.test(kind))
}

function loginOf(found: TokenQuestion['found']): Login | null {
  if (found === null) return null
  return found.kind === 'login' ? found.login : found.spent.login
}

/**
 * Decides a token request: every mistake is named in one answer, whose error code is that of the first in the
 * order reading, client, grant type, code, redirect URI, verifier. A client that used a Basic header and is
 * refused as a client gets 401 (RFC 6749 section 5.2), any other refusal is 400; a method other than POST
 * is 405. The caller performs what the decision says: it redeems the code on a grant, and revokes the family
 * named by `revoke`.
 */
export function decideToken(question: TokenQuestion): TokenDecision {
  const { tokenRequest, clients, found, policy } = question
  const { parameters, basic } = tokenRequest
  const login = loginOf(found)
  const usedBasic = basic !== null || tokenRequest.mistakes.some(({ kind }) => kind === 'basic-malformed')
  if (isUnread(tokenRequest)) {
    return refusal(
      weigh(tokenRequest.mistakes, policy).mistakes,
      tokenRequest.mistakes[0],
      usedBasic,
      login,
      null,
    )
  }
  const authentication = authenticate({ parameters, basic, clients, login, policy })
  const grant = chosenGrant(parameters)
  const judgement = grant.judge?.(question, authentication.client) ?? null
  const mistakes = [
    ...tokenRequest.mistakes,
    ...authentication.mistakes,
    ...grant.mistakes,
    ...(judgement?.mistakes ?? []),
  ]
  const weighed = weigh(mistakes, policy)
  const { client } = authentication
  if (weighed.refusal !== null || client === null || judgement === null || judgement.login === null) {
    const replayed = authentication.mistakes.length === 0 ? judgement : null
    return refusal(weighed.mistakes, weighed.refusal ?? mistakes[0], usedBasic, login, {
      cause: judgement?.cause ?? null,
      revoke: replayed?.revoke ?? null,
    })
  }
  const { forgiven } = weighed
  return {
    kind: 'grant',
    client,
    login: judgement.login,
    mistakes: weighed.mistakes,
    forgiven,
    register: authentication.register,
  }
}

function refusal(
  mistakes: readonly Mistake[],
  first: Mistake | undefined,
  usedBasic: boolean,
  login: Login | null,
  replay: { readonly cause: number | null; readonly revoke: string | null } | null,
): TokenDecision {
  const reason = first ?? mistake('code-missing')
  const status = statusOf(reason, usedBasic)
  return {
    kind: 'refuse',
    status,
    error: reason.error,
    mistakes,
    askForBasic: status === 401,
    login: login?.id ?? null,
    cause: replay?.cause ?? null,
    revoke: replay?.revoke ?? null,
  }
}
