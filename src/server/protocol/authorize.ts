// The decision about an authorize request (RFC 6749 section 4.1.1, RFC 7636 section 4.3).

import { type Identification, identify } from './authorize-client.js'
import { authorizeRequestMistakes } from './authorize-request.js'
import { breakageOf } from './autopsy/broken-query.js'
import { mistake, weigh } from './autopsy/kinds.js'
import { clientRegionMistake } from './autopsy/region.js'
import type { Client } from './client.js'
import { type HttpRequest, mediaTypeOf } from './message.js'
import type { Mistake, OAuthErrorCode } from './mistake.js'
import { authorizeParameterNames } from './parameter-names.js'
import { firstValue, type Parameters, parseParameters } from './parameters.js'
import type { Policy } from './policy.js'
import { requestedScopes } from './scope.js'

export interface AuthorizeQuestion {
  readonly request: HttpRequest
  readonly clients: readonly Client[]
  readonly policy: Policy
}

/** What to say to an authorize request. */
export type AuthorizeDecision =
  /** An HTML error page, never a redirect: the client or the redirect URI cannot be trusted. */
  | {
      readonly kind: 'page'
      readonly status: number
      readonly mistakes: readonly Mistake[]
      /** What the page may offer to register with one click; null where that is not the remedy. */
      readonly registrable: { readonly clientId: string; readonly redirectUri: string } | null
    }
  /** A redirect with `error`. */
  | {
      readonly kind: 'refuse'
      readonly redirectUri: string
      readonly state: string | null
      readonly error: OAuthErrorCode
      readonly mistakes: readonly Mistake[]
    }
  /** The login may begin. */
  | {
      readonly kind: 'grant'
      readonly client: Client
      readonly redirectUri: string
      readonly redirectUriSent: boolean
      readonly state: string | null
      readonly challenge: string | null
      readonly challengeMethod: string | null
      readonly loginHint: string | null
      /** As sent; null when no scope was asked for. */
      readonly requestedScopes: readonly string[] | null
      /** Mistakes that only the forgiving policy lets pass, and warnings. */
      readonly mistakes: readonly Mistake[]
      /** True when one of the mistakes would have refused the request under the honest policy. */
      readonly forgiven: boolean
      /** The registration to write before going on (policy `learn`), or null. */
      readonly register: Client | null
    }

/**
 * The parameters of an authorize request: those of the query, and those of a form body where the request is
 * a POST (RFC 6749 section 3.1).
 */
export function authorizeParameters(request: HttpRequest): Parameters {
  const query = parseParameters(request.query)
  const isForm = mediaTypeOf(request) === 'application/x-www-form-urlencoded'
  return request.method === 'POST' && isForm ? [...query, ...parseParameters(request.body)] : query
}

function page(
  mistakes: readonly Mistake[],
  registrable: { readonly clientId: string; readonly redirectUri: string } | null,
): AuthorizeDecision {
  return { kind: 'page', status: 400, mistakes, registrable }
}

function decideForClient(
  parameters: Parameters,
  known: Extract<Identification, { kind: 'known' }>,
  policy: Policy,
): AuthorizeDecision {
  const { client, redirectUri, redirectUriSent, register } = known
  const found = [...known.mistakes, ...authorizeRequestMistakes(parameters, client)]
  const { mistakes, refusal, forgiven } = weigh(found, policy)
  const state = firstValue(parameters, 'state')
  if (refusal !== null) return { kind: 'refuse', redirectUri, state, error: refusal.error, mistakes }
  return {
    kind: 'grant',
    client,
    redirectUri,
    redirectUriSent,
    state,
    challenge: firstValue(parameters, 'code_challenge'),
    challengeMethod: firstValue(parameters, 'code_challenge_method'),
    loginHint: firstValue(parameters, 'login_hint'),
    requestedScopes: requestedScopes(parameters),
    mistakes,
    forgiven,
    register,
  }
}

/** A URL that was damaged as a whole: what is missing from it is no mistake besides. */
function brokenUrl(parameters: Parameters): Mistake | null {
  const has = (name: string) => firstValue(parameters, name) !== null
  if (has('grant_type') && !has('response_type')) return mistake('token-request-at-authorize')
  const breakage = breakageOf(parameters, authorizeParameterNames)
  if (breakage === null) return null
  switch (breakage.kind) {
    case 'cut': {
      const name = authorizeParameterNames.includes(breakage.name) ? breakage.name : 'an unknown one'
      return mistake('authorize-url-cut', { words: { name } })
    }
    case 'shell-escaped':
      return mistake('authorize-url-shell-escaped', { words: { mark: breakage.mark } })
    default:
      return mistake(`authorize-url-${breakage.kind}`)
  }
}

/** A registered client that asks in a region where it is not registered: registering it there is not the remedy. */
function regionMistake(parameters: Parameters, { clients, request }: AuthorizeQuestion): Mistake | null {
  const id = firstValue(parameters, 'client_id')
  const client = clients.find((candidate) => candidate.id === id)
  return client === undefined ? null : clientRegionMistake(client, request.origin)
}

/**
 * Decides an authorize request. Client and redirect URI come first: while one of them is wrong the answer is a
 * page. Everything else is then judged together, so that one answer names every mistake; its error code is
 * that of the first in the order parameters, response type, challenge, method, scope. Unknown parameters are ignored,
 * and `state` is handed back as received.
 */
export function decideAuthorize(question: AuthorizeQuestion): AuthorizeDecision {
  const parameters = authorizeParameters(question.request)
  const broken = brokenUrl(parameters)
  if (broken !== null) return page([broken], null)
  const known = identify(parameters, question.clients, question.policy)
  const elsewhere = regionMistake(parameters, question)
  if (elsewhere !== null) {
    return page(known.kind === 'unknown' ? [elsewhere, ...known.mistakes] : [elsewhere], null)
  }
  if (known.kind === 'unknown') return page(known.mistakes, known.registrable)
  return decideForClient(parameters, known, question.policy)
}
