// The decision about an access token shown to the API (RFC 6750): whose it is, or why it is refused.

import { readBearerHeader } from './autopsy/bearer.js'
import { durationInWords } from './autopsy/duration.js'
import { mistake, weigh } from './autopsy/kinds.js'
import { tokenRegionMistake } from './autopsy/region.js'
import { type TokenFault, unknownTokenMistake } from './autopsy/unknown-token.js'
import { type HttpRequest, mediaTypeOf } from './message.js'
import type { Mistake } from './mistake.js'
import { firstValue, parseParameters } from './parameters.js'
import type { Policy } from './policy.js'
import type { AccessToken, Revocation } from './records.js'
import { revocationInWords } from './revocation.js'

/** The bearer credential of a request, read but not yet decided. */
export interface BearerCredential {
  /** The token text, or null. */
  readonly token: string | null
  /** Where it was: RFC 6750 section 2. */
  readonly placement: 'header' | 'query' | 'body' | null
  /** Mistakes of placement and form. */
  readonly mistakes: readonly Mistake[]
}

export interface BearerQuestion {
  readonly credential: BearerCredential
  /** What the store holds for the token; null when its signature is wrong or it is unknown. */
  readonly found: { readonly token: AccessToken; readonly revocation: Revocation | null } | null
  /** What can be seen of a token that is not known. */
  readonly fault?: TokenFault | null
  readonly policy: Policy
  readonly now: number
  /** Scheme and authority on which the request arrived, where they are to tell its region. */
  readonly origin?: string
  /** Number of the latest refused token exchange, where known: why a client may have no token at all. */
  readonly refusedTokenExchange?: number | null
}

export type BearerDecision =
  | {
      readonly kind: 'refuse'
      /** Genesys error code: `authentication.required` or `bad.credentials`. */
      readonly code: 'authentication.required' | 'bad.credentials'
      readonly mistakes: readonly Mistake[]
      readonly login: string | null
      readonly cause: number | null
    }
  | {
      readonly kind: 'grant'
      readonly token: AccessToken
      readonly mistakes: readonly Mistake[]
      readonly forgiven: boolean
    }

/** The `access_token` of a form body; RFC 6750 section 2.2 knows no other body. */
function inBody(request: HttpRequest): string | null {
  const isForm = mediaTypeOf(request) === 'application/x-www-form-urlencoded'
  return isForm ? firstValue(parseParameters(request.body), 'access_token') : null
}

/**
 * Reads the bearer credential of a request. Only the header is right (RFC 9700 section 4.3.2 forbids the query,
 * RFC 6750 section 2.2 discourages the body); a token elsewhere is read all the same, with the mistake.
 */
export function readBearer(request: HttpRequest): BearerCredential {
  const headers = request.headers.filter(([name]) => name.toLowerCase() === 'authorization')
  const query = firstValue(parseParameters(request.query), 'access_token')
  const body = inBody(request)
  const elsewhere = [
    ...(query === null ? [] : [mistake('bearer-in-query')]),
    ...(body === null ? [] : [mistake('bearer-in-body')]),
  ]
  const [header, ...others] = headers
  if (header === undefined) {
    const placement = query !== null ? 'query' : body !== null ? 'body' : null
    return { token: query ?? body, placement, mistakes: elsewhere }
  }
  if (others.length > 0) {
    const doubled = mistake('bearer-header-doubled', { words: { times: headers.length } })
    return { token: null, placement: 'header', mistakes: [doubled, ...elsewhere] }
  }
  const read = readBearerHeader(header[1])
  const places = ['header', ...(query === null ? [] : ['query']), ...(body === null ? [] : ['body'])]
  const twice =
    elsewhere.length === 0 ? [] : [mistake('bearer-twice', { words: { places: places.join(', ') } })]
  return { token: read.token, placement: 'header', mistakes: [...read.mistakes, ...twice] }
}

function expiryMistakes(token: AccessToken, now: number): readonly Mistake[] {
  if (now < token.expiresAt) return []
  const words = {
    late: durationInWords(now - token.expiresAt),
    exchange: token.exchange,
    lifetime: durationInWords(token.expiresAt - token.issuedAt),
  }
  return [mistake('token-expired', { words })]
}

function regionMistakes({ region }: AccessToken, origin: string | undefined): readonly Mistake[] {
  const found = origin === undefined ? null : tokenRegionMistake(region ?? null, origin)
  return found === null ? [] : [found]
}

function revocationMistakes(revocation: Revocation | null): readonly Mistake[] {
  if (revocation === null) return []
  const { cause, remedy } = revocationInWords(revocation)
  return [mistake('token-revoked', { words: { why: cause, exchange: revocation.exchange }, fix: remedy })]
}

/** Tells a client that has no token which exchange refused it one. */
function withCause(mistakes: readonly Mistake[], exchange: number | null): readonly Mistake[] {
  if (exchange === null) return mistakes
  const hint = `: exchange ${exchange} refused the token request`
  return mistakes.map((found) =>
    found.kind === 'bearer-undefined' ? { ...found, sentence: `${found.sentence}${hint}` } : found,
  )
}

/**
 * Decides whose token a request shows. Without a header the code is `authentication.required`, with a header
 * that does not help it is `bad.credentials`; the forgiving policy takes the token from query or body.
 */
export function decideBearer(question: BearerQuestion): BearerDecision {
  const { credential, found, policy, now } = question
  const refused = question.refusedTokenExchange ?? null
  const hasHeader = credential.placement === 'header'
  const reading = withCause(credential.mistakes, refused)
  const missing = credential.token === null && reading.length === 0 ? [mistake('bearer-missing')] : []
  const fault = question.fault ?? null
  const isUnknown = credential.token !== null && found === null
  const unknown = isUnknown ? [unknownTokenMistake(credential.token, fault)] : []
  const state =
    found === null
      ? []
      : [
          ...revocationMistakes(found.revocation),
          ...expiryMistakes(found.token, now),
          ...regionMistakes(found.token, question.origin),
        ]
  const { mistakes, refusal, forgiven } = weigh([...reading, ...missing, ...unknown, ...state], policy)
  if (refusal === null && found !== null) return { kind: 'grant', token: found.token, mistakes, forgiven }
  const isUndefined = mistakes.some(({ kind }) => kind === 'bearer-undefined')
  return {
    kind: 'refuse',
    code: hasHeader ? 'bad.credentials' : 'authentication.required',
    mistakes,
    login: found?.token.family ?? null,
    cause: found?.revocation?.exchange ?? (isUndefined ? refused : null),
  }
}
