// Reads a control run: did the client log in, and if not, was it refused for a fault that can be forgiven?
import type { MistakeArea } from '../server/index.js'
import {
  apiExchanges,
  authorizeExchanges,
  type EndingKind,
  type Transcript,
  tokenExchanges,
} from './transcript.js'

const forgivable: ReadonlySet<MistakeArea> = new Set(['pkce', 'body', 'parameter', 'token-placement'])

export function sawAuthorize({ exchanges }: Transcript): boolean {
  return exchanges.some(({ endpoint }) => endpoint === 'oauth-authorize')
}

/** A token was granted, and the API, where the client called it, accepted it at least once. */
export function loggedIn(control: Transcript): boolean {
  const granted = (exchange: { outcome: { kind: string } }) => exchange.outcome.kind === 'granted'
  const api = apiExchanges(control)
  return tokenExchanges(control).some(granted) && (api.length === 0 || api.some(granted))
}

const shortEndings: ReadonlySet<EndingKind> = new Set([
  'stopped-at-page',
  'callback-not-delivered',
  'wrong-host',
  'no-login-found',
  'prompt-unanswered',
  'not-started',
  'deadline',
])

/** The control run came to an end before its login did, for a reason that is told beside the findings. */
export function stoppedShort(control: Transcript): boolean {
  if (!shortEndings.has(control.ending.kind)) return false
  // A login that was completed before the end is judged like any other, unless what was opened was another one.
  return !loggedIn(control) || control.ending.kind === 'stopped-at-page'
}

/** The login was refused, and one of the mistakes is of a kind that a forgiving server lets pass. */
export function deservesForgiveness(control: Transcript): boolean {
  if (loggedIn(control)) return false
  return control.exchanges.some(
    ({ outcome }) => outcome.kind === 'refused' && outcome.mistakes.some(({ area }) => forgivable.has(area)),
  )
}

/**
 * Milliseconds from the answered callback to the token request, or null when one of them is missing. A client
 * may redeem before it answers: then the time counts from the delivery.
 */
export function callbackToToken(control: Transcript): number | null {
  const delivered = control.callbacks[0]?.at
  const token = tokenExchanges(control)[0]?.at
  return delivered === undefined || token === undefined ? null : Math.max(0, token - delivered)
}

/** What the control shows of a login of this client, for runs in which an earlier login is needed. */
export function knownLoginOf(control: Transcript): {
  readonly state: string | null
  readonly redirectUri: string | null
} {
  const request = authorizeExchanges(control).at(-1)?.request
  const parameters = new URLSearchParams(request?.query ?? '')
  return { state: parameters.get('state'), redirectUri: parameters.get('redirect_uri') }
}
