// Reads the parameters of a token request wherever the client put them. Where they belong is judged by one
// check; all others read on, so that one fault does not fire five of them.
import { type HttpRequest, mediaTypeOf } from '../../server/protocol/message.js'
import type { Mistake } from '../../server/protocol/mistake.js'
import { type Parameters, parseParameters } from '../../server/protocol/parameters.js'
import { readTokenBody } from '../../server/protocol/token-body.js'

export interface TokenParameters {
  /** Of the body, then of the query. */
  readonly parameters: Parameters
  readonly inBody: Parameters
  readonly inQuery: Parameters
  /** `empty`: no body at all. `unreadable`: a body in which no parameter of a token request was found. */
  readonly body: 'read' | 'empty' | 'unreadable'
  /** What is wrong with the form of the body. */
  readonly mistakes: readonly Mistake[]
}

/** Names by which a body is recognised as that of a token request. */
const tokenNames = new Set([
  'grant_type',
  'code',
  'code_verifier',
  'redirect_uri',
  'client_id',
  'client_secret',
  'client_assertion',
  'refresh_token',
  'username',
  'scope',
])

/** Line breaks around the `&` of a form, and what surrounds them. */
const lineBreaksBetweenPairs = /\s*[\r\n]\s*(?=&)|(?<=&)\s*[\r\n]\s*/g

/**
 * Line breaks at the end of a body, and between the pairs of a form that was written over several lines, belong to no
 * parameter: one fault of the body must not make five wrong values.
 */
function withoutLineBreaks(request: HttpRequest): HttpRequest {
  const body = request.body.replace(/[\r\n]+$/, '')
  const isForm = !/^\s*[{[]/.test(body) && mediaTypeOf(request) !== 'multipart/form-data'
  return { ...request, body: isForm ? body.replace(lineBreaksBetweenPairs, '') : body }
}

/** Reads a token request out of form, JSON, multipart and query. Never fails. */
export function readTokenParameters(request: HttpRequest): TokenParameters {
  const trimmed = withoutLineBreaks(request)
  const { parameters: inBody, mistakes } = readTokenBody(trimmed)
  const inQuery = parseParameters(request.query)
  const known = inBody.some(({ name }) => tokenNames.has(name))
  const body = trimmed.body.trim() === '' ? 'empty' : known ? 'read' : 'unreadable'
  return { parameters: [...inBody, ...inQuery], inBody, inQuery, body, mistakes }
}
