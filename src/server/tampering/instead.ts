// Replies in the place of honest ones: only a success is ever replaced, so that a fault of the client still
// shows, and every header that the intended change does not need stays.
import { type HttpReply, type HttpRequest, headerOf, type Pairs, withHeader } from '../protocol/message.js'
import { firstValue } from '../protocol/parameters.js'
import { readTokenBody } from '../protocol/token-body.js'
import type { Members } from '../protocol/token-change.js'

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

/** Whether a token request asks with a refresh token. */
export function isRefresh(request: HttpRequest): boolean {
  return firstValue(readTokenBody(request).parameters, 'grant_type') === 'refresh_token'
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

/** `honest` with a JSON object in its body that `change` makes of the one there; as it is where nothing changes. */
export function withMembers(honest: HttpReply, change: (members: Members) => Members): HttpReply {
  const members = membersOf(honest)
  const changed = members === null ? null : change(members)
  return changed === null || changed === members ? honest : { ...honest, body: JSON.stringify(changed) }
}

/** The JSON object in the body, or null. */
export function membersOf({ body }: HttpReply): Members | null {
  if (!body.startsWith('{')) return null
  const value: unknown = JSON.parse(body)
  return typeof value === 'object' && value !== null ? { ...value } : null
}

/** `honest` with `raw`, a piece of JSON, as its member `name`, in its place or at the end; null takes it away. */
export function withMember(honest: HttpReply, name: string, raw: string | null): HttpReply {
  const members = membersOf(honest)
  if (members === null) return honest
  const texts = new Map(Object.entries(members).map(([key, value]) => [key, JSON.stringify(value)]))
  if (raw === null) texts.delete(name)
  else texts.set(name, raw)
  const body = [...texts].map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')
  return { ...honest, body: `{${body}}` }
}
