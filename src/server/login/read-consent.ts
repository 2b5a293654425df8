// What a posted consent form comes to: allowed, denied, or a reason to ask again.
import { mistake } from '../protocol/autopsy/kinds.js'
import type { User } from '../protocol/client.js'
import type { ConsentForm } from '../protocol/login-form.js'
import { userOf } from '../protocol/login-prompt.js'
import type { Mistake } from '../protocol/mistake.js'
import type { Session } from '../protocol/records.js'
import { bearsTicket } from './ticket.js'

export type ConsentReading =
  | { readonly kind: 'allowed'; readonly user: User; readonly session: Session }
  | { readonly kind: 'denied'; readonly mistake: Mistake }
  | { readonly kind: 'stale'; readonly mistake: Mistake }

export interface ConsentFacts {
  /** The ticket of the browser. */
  readonly cookie: string | null
  readonly session: Session | null
  readonly users: readonly User[]
}

/**
 * Reads a form. It must repeat the ticket of the cookie, and the user who was asked must still be the one who is
 * logged in: otherwise another site, or a page of yesterday, would allow something in the name of somebody else.
 */
export function readConsent(form: ConsentForm, { cookie, session, users }: ConsentFacts): ConsentReading {
  const stale = { kind: 'stale', mistake: mistake('consent-form-stale') } as const
  if (!bearsTicket(form, cookie) || form.choice === 'none') return stale
  const user = userOf(form.email, users)
  if (session === null || user === null || user.email !== session.userEmail) return stale
  return form.choice === 'deny'
    ? { kind: 'denied', mistake: mistake('consent-denied') }
    : { kind: 'allowed', user, session }
}
