// The session of a browser: whose it is, its begin and its end.
import type { EndpointContext } from '../endpoints/endpoint.js'
import type { User } from '../protocol/client.js'
import { userOf } from '../protocol/login-prompt.js'
import type { HttpRequest, Pair } from '../protocol/message.js'
import { authorizationCode } from '../tokens/opaque.js'
import { clearCookie, readCookie, setCookie } from './cookie.js'

/** Twelve hours: a day of work. */
const lifetimeMilliseconds = 43_200_000

/** The user who logged in with this browser, or null. */
export async function sessionUserOf(
  request: HttpRequest,
  { store, users }: Pick<EndpointContext, 'store' | 'users'>,
): Promise<User | null> {
  const id = readCookie('session', request)
  const session = id === null ? null : await store.findSession(id)
  return session === null ? null : userOf(session.userEmail, users)
}

/** Begins a session under a new id; gives back the header that tells it to the browser. */
export async function beginSession(
  user: User,
  request: HttpRequest,
  { store, ports }: Pick<EndpointContext, 'store' | 'ports'>,
): Promise<Pair> {
  const id = authorizationCode(ports.random)
  const expiresAt = ports.clock.now() + lifetimeMilliseconds
  await store.saveSession({ id, userEmail: user.email, expiresAt })
  return setCookie('session', id, request)
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
