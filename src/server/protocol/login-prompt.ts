// Whether a person has to log in on the page, and as whom the page proposes.
import type { User } from './client.js'

export interface LoginQuestion {
  /** The parameter `prompt`; only `login` means anything to the service. */
  readonly prompt: string | null
  /** The parameter `login_hint`: `email`, `email:organisation` or an organisation. */
  readonly loginHint: string | null
  /** The user whose session the browser has, or null. */
  readonly sessionUser: User | null
  /** The first is the default user. */
  readonly users: readonly [User, ...User[]]
  /** Whether the mock asks people at all. */
  readonly interactive: boolean
}

export type LoginDecision =
  /** Nobody is asked. */
  | { readonly kind: 'straight'; readonly user: User }
  /** `email` is what the page fills in; empty for nothing. */
  | { readonly kind: 'page'; readonly email: string }

/** The user of that e-mail address, in any case of its letters. */
export function userOf(email: string | null, users: readonly User[]): User | null {
  const wanted = email?.trim().toLowerCase()
  return users.find((user) => user.email.toLowerCase() === wanted) ?? null
}

/** What a hint says about the user: the part before the colon. */
function emailIn(loginHint: string | null): string | null {
  return loginHint?.split(':')[0]?.trim() ?? null
}

/**
 * `prompt=login` always asks (OpenID Connect Core section 3.1.2.1 has the word). An interactive mock asks while
 * the browser has no session, or has that of somebody else than the hint names; any other one logs in whom
 * the hint names, else the user of the session, else the default user.
 */
export function decideLogin(question: LoginQuestion): LoginDecision {
  const { prompt, loginHint, sessionUser, users, interactive } = question
  const email = emailIn(loginHint)
  const hinted = userOf(email, users)
  const page = { kind: 'page', email: hinted?.email ?? (email?.includes('@') ? email : '') } as const
  if (prompt?.split(' ').includes('login')) return page
  if (!interactive) return { kind: 'straight', user: hinted ?? sessionUser ?? users[0] }
  const isOther = hinted !== null && hinted.email !== sessionUser?.email
  return sessionUser === null || isOther ? page : { kind: 'straight', user: sessionUser }
}
