// What a posted login form comes to: a user, a cancelled login, or a reason to show the page again.
import { mistake } from '../protocol/autopsy/kinds.js'
import type { User } from '../protocol/client.js'
import type { LoginForm } from '../protocol/login-form.js'
import { userOf } from '../protocol/login-prompt.js'
import type { Mistake } from '../protocol/mistake.js'
import { bearsTicket } from './ticket.js'

export type LoginReading =
  | { readonly kind: 'user'; readonly user: User }
  | { readonly kind: 'cancelled'; readonly mistake: Mistake }
  | { readonly kind: 'refused'; readonly mistake: Mistake }

/**
 * Reads a form. It must repeat the ticket of the cookie: otherwise another site may have posted it, to log a
 * browser in as somebody else (RFC 6749 section 10.12).
 */
export function readLogin(form: LoginForm, cookie: string | null, users: readonly User[]): LoginReading {
  const refused = (found: Mistake) => ({ kind: 'refused', mistake: found }) as const
  if (!bearsTicket(form, cookie)) return refused(mistake('login-form-stale'))
  if (form.choice === 'cancel') return { kind: 'cancelled', mistake: mistake('login-cancelled') }
  const user = userOf(form.email, users)
  if (user === null) return refused(mistake('login-user-unknown'))
  if (form.choice !== 'pick' && form.password !== user.password)
    return refused(mistake('login-password-wrong'))
  return { kind: 'user', user }
}
