// The redirect back to the client, taken apart and put together again: everything that is not changed stays octet by
// octet as it was.
import { type HttpReply, type HttpRequest, headerOf, withHeader } from '../protocol/message.js'

/** What the authorize endpoint adds to the redirect URI when a login succeeds. */
const codeAndState = /([?&])code=([^&]+)(?:&state=([^&]*))?$/

/** The answer of a login that succeeded, form-encoded as it stands in the URL. */
export interface GoodAnswer {
  /** The redirect URI with its own query, up to the first parameter added. */
  readonly before: string
  readonly code: string
  /** Null: the client sent none. */
  readonly state: string | null
}

interface Place {
  readonly endpoint: string | null
  readonly request: HttpRequest
}

/** The good answer in `honest`, or null. */
export function goodAnswerIn(honest: HttpReply, { endpoint, request }: Place): GoodAnswer | null {
  if (endpoint !== 'oauth-authorize' || request.method === 'OPTIONS') return null
  const location = headerOf(honest, 'location')
  const found = location === undefined ? null : codeAndState.exec(location)
  if (location === undefined || found === null) return null
  const [whole, separator = '', code = '', state = null] = found
  return { before: `${location.slice(0, -whole.length)}${separator}`, code, state }
}

/** `honest` with these parameters, each `name=value` already form-encoded, in the place of those of a good answer. */
export function redirectedWith(
  honest: HttpReply,
  { before }: GoodAnswer,
  parameters: readonly string[],
): HttpReply {
  return withHeader(honest, 'Location', `${before}${parameters.join('&')}`)
}

/** The parameters of a good answer as they are. */
export function parametersOf({ code, state }: GoodAnswer): readonly string[] {
  return [`code=${code}`, ...stateOf({ state })]
}

/** The state alone, where there is one. */
export function stateOf({ state }: Pick<GoodAnswer, 'state'>): readonly string[] {
  return state === null ? [] : [`state=${state}`]
}

/** Names and values, form-encoded. */
export function encoded(parameters: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(parameters).map(([name, value]) => new URLSearchParams({ [name]: value }).toString())
}
