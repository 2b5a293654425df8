// The session of a browser: whose it is, what was allowed in it, its begin and its end.
import type { EndpointContext } from '../endpoints/endpoint.js'
import type { User } from '../protocol/client.js'
import { withConsent } from '../protocol/consent.js'
import { userOf } from '../protocol/login-prompt.js'
import type { HttpRequest, Pair } from '../protocol/message.js'
import type { Consent, Session } from '../protocol/records.js'
import { authorizationCode } from '../tokens/opaque.js'
import { clearCookie, readCookie, setCookie } from './cookie.js'

/** Twelve hours: a day of work. */
const lifetimeMilliseconds = 43_200_000

/** The session of this browser, or null. */
export async function sessionOf(
  request: HttpRequest,
  { store }: Pick<EndpointContext, 'store'>,
): Promise<Session | null> {
  const id = readCookie('session', request)
  return id === null ? null : store.findSession(id)
}

/** The user who logged in with this browser, or null. */
export async function sessionUserOf(
  request: HttpRequest,
  parts: Pick<EndpointContext, 'store' | 'users'>,
): Promise<User | null> {
  const session = await sessionOf(request, parts)
  return session === null ? null : userOf(session.userEmail, parts.users)
}

export interface Begun {
  readonly session: Session
  /** Tells it to the browser. */
  readonly cookie: Pair
}

/** Begins a session under a new id; what the same user allowed in the session before stays allowed. */
export async function beginSession(
  user: User,
  before: Session | null,
  request: HttpRequest,
  { store, ports }: Pick<EndpointContext, 'store' | 'ports'>,
): Promise<Begun> {
  const id = authorizationCode(ports.random)
  const expiresAt = ports.clock.now() + lifetimeMilliseconds
  const kept = before?.userEmail === user.email ? before.consents : undefined
  const session = {
    id,
    userEmail: user.email,
    expiresAt,
    ...(kept === undefined ? {} : { consents: kept }),
  }
  await store.saveSession(session)
  return { session, cookie: setCookie('session', id, request) }
}

/** Remembers for the rest of the session what the user allowed. */
export async function rememberConsent(
  session: Session,
  { clientId, scopes }: Consent,
  { store }: Pick<EndpointContext, 'store'>,
): Promise<void> {
  const consents = withConsent(session.consents ?? [], clientId, scopes)
  await store.saveSession({ ...session, consents })
}

/** Ends the session of the browser, if it has one; gives back the header that makes the browser forget it. */
export async function endSession(
  request: HttpRequest,
  { store }: Pick<EndpointContext, 'store'>,
): Promise<Pair> {
  const id = readCookie('session', request)
  if (id !== null) await store.endSession(id)
  return clearCookie('session', request)
}
