// The decision about a token request (RFC 6749 sections 3.2 and 5.2), up to the rules of each grant type.

import { mistake, weigh } from './autopsy/kinds.js'
import { nearest } from './autopsy/nearest.js'
import { misnamedMistake, parameterMistakes } from './autopsy/parameter.js'
import type { Client } from './client.js'
import { authenticate, readAuthorization } from './client-authentication.js'
import { type GrantJudgement, judgeAuthorizationCode } from './grant-authorization-code.js'
import type { HttpRequest } from './message.js'
import type { Mistake, OAuthErrorCode } from './mistake.js'
import { tokenParameterNames } from './parameter-names.js'
import { firstValue, lookUp, type Parameters, parseParameters } from './parameters.js'
import type { Policy } from './policy.js'
import type { Login, SpentCode } from './records.js'
import { readTokenBody } from './token-body.js'

/** A token request, read but not yet decided. */
export interface TokenRequest {
  readonly parameters: Parameters
  /** Mistakes of transport and body: method, media type, encoding, parameters in the URL. */
  readonly mistakes: readonly Mistake[]
  /** The code to look up, or null. */
  readonly code: string | null
  /** Credentials of the Basic header, or null. */
  readonly basic: { readonly id: string; readonly secret: string } | null
}

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

/** By grant type: what judges a request of that type. */
const grants: ReadonlyMap<string, (question: TokenQuestion, client: Client | null) => GrantJudgement> =
  new Map([['authorization_code', judgeAuthorizationCode]])

/** Grant types that exist but are not served, so that a slip is not taken for one that is. */
const foreignGrants: readonly string[] = [
  'client_credentials',
  'refresh_token',
  'password',
  'implicit',
  'urn:ietf:params:oauth:grant-type:saml2-bearer',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:token-exchange',
]

/**
 * Reads a token request. Nothing is refused here: what is wrong with method, body and header stands in
 * `mistakes`. Parameters in the URL are read under the forgiving policy only.
 */
export function readTokenRequest(request: HttpRequest, policy: Policy): TokenRequest {
  const body = readTokenBody(request)
  const query = parseParameters(request.query).filter(({ name }) => tokenParameterNames.includes(name))
  const authorization = readAuthorization(request)
  const parameters =
    policy.forgiving && query.length > 0
      ? [...body.parameters, ...absentFrom(body.parameters, query)]
      : body.parameters
  const method = request.method.slice(0, 20)
  return {
    parameters,
    mistakes: [
      ...(request.method === 'POST' ? [] : [mistake('method-not-post', { words: { method } })]),
      ...(query.length === 0 ? [] : [inUrl(query)]),
      ...(request.method === 'POST' && request.body === '' && query.length === 0
        ? [mistake('body-empty')]
        : []),
      ...body.mistakes,
      ...authorization.mistakes,
      ...parameterMistakes(parameters, tokenParameterNames),
    ],
    code: firstValue(parameters, 'code'),
    basic: authorization.basic,
  }
}

function absentFrom(known: Parameters, others: Parameters): Parameters {
  return others.filter(({ name }) => !known.some((parameter) => parameter.name === name))
}

function inUrl(query: Parameters): Mistake {
  return mistake('parameters-in-url', {
    words: { names: [...new Set(query.map(({ name }) => name))].join(', ') },
  })
}

interface GrantChoice {
  readonly judge: ((question: TokenQuestion, client: Client | null) => GrantJudgement) | null
  readonly mistakes: readonly Mistake[]
}

/** The rules to judge by. A missing or misspelt grant type is judged as the one that was meant. */
function chosenGrant(parameters: Parameters): GrantChoice {
  const sent = lookUp(parameters, 'grant_type')
  const authorizationCode = grants.get('authorization_code') ?? null
  if (sent.kind === 'absent' || sent.kind === 'empty') {
    const missing =
      misnamedMistake(parameters, 'grant_type', tokenParameterNames) ?? mistake('grant-type-missing')
    return { judge: authorizationCode, mistakes: [missing] }
  }
  const judge = grants.get(sent.value)
  if (judge !== undefined) return { judge, mistakes: [] }
  const meant = foreignGrants.includes(sent.value)
    ? null
    : nearest(sent.value, [...grants.keys(), ...foreignGrants])
  if (meant !== null || /^(?:code|pkce)$/i.test(sent.value)) {
    const words = { nearest: meant ?? 'authorization_code' }
    return { judge: grants.get(words.nearest) ?? null, mistakes: [mistake('grant-type-misspelt', { words })] }
  }
  const shown = foreignGrants.includes(sent.value) ? sent.value : 'of that name'
  return { judge: null, mistakes: [mistake('grant-type-unsupported', { words: { shown } })] }
}

function statusOf(refusal: Mistake, usedBasic: boolean): number {
  if (refusal.kind === 'method-not-post') return 405
  return refusal.error === 'invalid_client' && usedBasic ? 401 : 400
}

/** Nothing in the body, something in the URL: that everything is missing is no mistake besides. */
function onlyMistakesOfReading(question: TokenQuestion): boolean {
  const { parameters, mistakes } = question.tokenRequest
  const unread = mistakes.some(({ kind }) => kind === 'parameters-in-url' || /^body-(?!json$)/.test(kind))
  return unread && parameters.length === 0
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
  if (onlyMistakesOfReading(question)) {
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
