// Replies in the place of honest ones: only a success is ever replaced, so that a fault of the client still
// shows, and every header that the intended change does not need stays.
import { type HttpReply, type HttpRequest, headerOf, type Pairs, withHeader } from '../protocol/message.js'

/** Which reply is looked at. */
interface Place {
  readonly endpoint: string | null
  readonly request: HttpRequest
}

/** Whether `honest` gives a token. */
export function givesToken(honest: HttpReply, { endpoint, request }: Place): boolean {
  return endpoint === 'oauth-token' && request.method !== 'OPTIONS' && honest.status === 200
}

/** Whether `honest` is the success of a call of the API, stubs of the user included. */
export function isApiSuccess(honest: HttpReply, { endpoint, request }: Place): boolean {
  const isApi = endpoint !== null && /^(?:api|stub)-/.test(endpoint)
  return isApi && request.method !== 'OPTIONS' && honest.status >= 200 && honest.status < 300
}

/** The reply that stands for `honest`. */
export interface Instead {
  readonly status: number
  /** Of the body. */
  readonly type: string
  readonly body: string
  /** Further headers. */
  readonly headers?: Pairs
}

/** `honest` with another status and body; a reply to HEAD has none. */
export function instead(
  honest: HttpReply,
  { request }: Place,
  { status, type, body, headers = [] }: Instead,
): HttpReply {
  const typed = withHeader({ ...honest, status }, 'Content-Type', type)
  const dressed = headers.reduce((reply, [name, value]) => withHeader(reply, name, value), typed)
  return { ...dressed, body: request.method === 'HEAD' ? '' : body }
}

/** The error body of the token endpoint, with both descriptions of the service. */
export function oauthErrorBody(error: string, description: string): string {
  return JSON.stringify({ error, description, error_description: description })
}

/** The error body of the API about `honest`, whose correlation id it repeats. */
export function apiErrorBody(honest: HttpReply, status: number, code: string, message: string): string {
  const contextId = headerOf(honest, 'ININ-Correlation-Id') ?? ''
  return JSON.stringify({ message, code, status, contextId, details: [], errors: [] })
}

/** What the authorize endpoint adds to the redirect URI when a login succeeds. */
const codeAndState = /([?&])code=[^&]+(?:&(state=[^&]+))?$/

/** The URL of the redirect in `honest` with `parameters` in the place of the code; null without a code. */
export function redirectWithout(
  honest: HttpReply,
  { endpoint, request }: Place,
  parameters: Readonly<Record<string, string>>,
): string | null {
  if (endpoint !== 'oauth-authorize' || request.method === 'OPTIONS') return null
  const location = headerOf(honest, 'location')
  const found = location === undefined ? null : codeAndState.exec(location)
  if (location === undefined || found === null) return null
  const [whole, separator = '', state] = found
  const added = new URLSearchParams(parameters).toString()
  return `${location.slice(0, -whole.length)}${separator}${added}${state === undefined ? '' : `&${state}`}`
}
