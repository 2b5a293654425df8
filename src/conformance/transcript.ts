// Everything observed in one scenario run: the value that passes from gathering to judging. JSON in, JSON out.
import type { Exchange } from '../server/index.js'
import type { BrowserObservations } from './browser-observations.js'
import type { Observations } from './observations.js'

/** `native`: loopback redirect, command-line programs included; `web`: with a server of its own; `spa`: in a browser. */
export const clientKinds = ['native', 'web', 'spa'] as const
export type ClientKind = (typeof clientKinds)[number]

/** A scenario to run, or one variant of it. */
export interface PlannedScenario {
  readonly id: string
  readonly variant: string | null
}

/** Who sent a request to the mock. `kit`: a login of its own, from which it takes the answer of a stranger. */
export type Sender = 'client' | 'user-agent' | 'kit'

/** An exchange with the mock, and who sent it. */
export interface ObservedExchange extends Exchange {
  readonly sender: Sender
}

/**
 * What was delivered to a client.
 * `altered`: the answer of the login with another state.
 * `foreign`: the answer of a login that somebody else began.
 * `unsolicited`: an answer while this browser has begun no login.
 * `elsewhere`: the right answer, at another place than the redirect URI.
 * `stray`: a request that is no answer at all.
 * `early`: the right answer by a method or a prefetch that must not end the login.
 * `repeated`: an answer that was delivered before.
 * `renewed`: a fresh code with the state of a login that is over.
 * `other-browser`: the right answer, in a browser that did not begin this login.
 */
export const callbackRoles = [
  'altered',
  'foreign',
  'unsolicited',
  'elsewhere',
  'stray',
  'early',
  'repeated',
  'renewed',
  'other-browser',
] as const
export type CallbackRole = (typeof callbackRoles)[number]

/** The hop from the user agent to the redirect URI of the client, which never touches the mock. */
export interface Callback {
  /** The whole URL that was asked for. */
  readonly url: string
  /** Absent: the answer of the login, as a browser gets it from the login service. */
  readonly role?: CallbackRole
  /** Absent: GET. */
  readonly method?: string
  readonly at: number
  /** Number of the last exchange before this hop. */
  readonly afterExchange: number
  /** What the client said, or why it could not be reached. */
  readonly answer:
    | { readonly kind: 'answered'; readonly status: number; readonly at: number }
    /** The client asked for it on its terminal, and got the code alone or the whole URL. */
    | { readonly kind: 'typed'; readonly what: 'code' | 'url'; readonly prompt: string; readonly at: number }
    /** Delivered, but the connection closed before an answer. */
    | { readonly kind: 'dropped'; readonly why: string }
    | { readonly kind: 'unreachable'; readonly why: string }
    /** Not tried: a private-use scheme, a host that is not this machine, or a port of another program. */
    | { readonly kind: 'not-delivered'; readonly why: string }
}

/**
 * How one run ended.
 * `client-finished`: it got a token and ended with success, or stayed up and fell silent after the login.
 * `client-gave-up`: it had the answer to its authorize request and ended, or fell silent, without a finished login.
 * `client-exited`: it ended before that answer.
 * `stopped-at-page`: the mock answered the authorize request with an error page; a browser can go no further.
 * `callback-not-delivered`: the user agent could not reach the redirect URI.
 * `wrong-host`: it opened a login page that is not the mock's.
 * `no-login-found`: its pages were searched, and none of them led to a login.
 * `prompt-unanswered`: it waits on its terminal for something that the kit does not know.
 * `not-started`: it could not be started.
 * `deadline`: the time limit came first.
 * `interrupted`: the person who runs the kit stopped it.
 */
export type EndingKind =
  | 'client-finished'
  | 'client-gave-up'
  | 'client-exited'
  | 'stopped-at-page'
  | 'callback-not-delivered'
  | 'wrong-host'
  | 'no-login-found'
  | 'prompt-unanswered'
  | 'not-started'
  | 'deadline'
  | 'interrupted'

export interface Ending {
  readonly kind: EndingKind
  /** One sentence for people: what was seen at the end. */
  readonly what: string
  /** Exit code of the client; null while it lived, or when a signal ended it. */
  readonly exitCode: number | null
}

/** What the client printed, cut to a bound; for advice, never for verdicts about the wire. */
export interface Output {
  readonly stdout: string
  readonly stderr: string
  readonly cut: boolean
}

/** The registration in force during a run. */
export interface Registration {
  readonly source: 'learned' | 'given'
  readonly clientId: string | null
  readonly redirectUri: string | null
  readonly confidential: boolean
}

export interface Transcript {
  readonly schema: 'gc-pkce-check/transcript/1'
  readonly scenario: string
  readonly variant: string | null
  /** True when the mock let forgivable mistakes pass: the verdicts are then marked. */
  readonly forgiving: boolean
  readonly kind: ClientKind
  readonly registration: Registration
  readonly exchanges: readonly ObservedExchange[]
  readonly callbacks: readonly Callback[]
  /** Pages of the client that followed on a callback, and on which canaries were looked for; absent: none was. */
  readonly searchedPages?: number
  /** What came alive on them; absent: nothing did. */
  readonly liveTexts?: readonly LiveText[]
  /** What was done in the application after its login; absent: nothing was. */
  readonly actions?: readonly DoneAction[]
  /** Runtimes of it whose random generator was seeded and whose clock was stopped; absent: none was. */
  readonly seeded?: readonly SeededRuntime[]
  /** Its connections by TLS to hosts of the service, where its runtime shows them; absent: none was seen. */
  readonly tls?: readonly TlsConnection[]
  readonly output: Output
  /** Null where the client is no process of its own, or runs elsewhere. */
  readonly observations: Observations | null
  /** What the browser showed of a single-page app; absent for every client that runs in none of the kit. */
  readonly browser?: BrowserObservations
  readonly ending: Ending
  /** What was done otherwise than the client asked, and what a person should know of how it was operated. */
  readonly notes?: readonly string[]
}

export const actionNames = ['call', 'parallel', 'logout'] as const

/** Runtimes whose ordinary random generator the kit can seed from outside. */
export const seededRuntimes = ['node', 'python'] as const
export type SeededRuntime = (typeof seededRuntimes)[number]

/** That a client connected itself to a host of the service by TLS. */
export interface TlsConnection {
  readonly host: string
  /** It lets the certificate be verified, or has switched that off. */
  readonly verified: boolean
}

/** Something that a person does in the application, done by the kit. */
export interface DoneAction {
  readonly name: (typeof actionNames)[number]
  readonly at: number
  /** Number of the last exchange before it. */
  readonly afterExchange: number
  /** Of a command; null for a page, and for a command that a signal ended. */
  readonly exitCode: number | null
  /** One sentence for people. */
  readonly what: string
}

/** What a page of the client made of text that came from the server, where it did not merely show it. */
export interface LiveText {
  /** The page, without its query. */
  readonly page: string
  /** `element`: markup became part of the page. `script-link`: a link that runs a script. */
  readonly kind: 'element' | 'script-link'
  /** The element that came of it, a few words. */
  readonly what: string
}

/** The exchanges of the client at the authorize endpoint, in order; logins of the kit itself are none of them. */
export function authorizeExchanges(transcript: Transcript): readonly ObservedExchange[] {
  return transcript.exchanges.filter(
    ({ endpoint, sender }) => endpoint === 'oauth-authorize' && sender !== 'kit',
  )
}

/** The exchanges at the token endpoint without CORS preflights, in order. */
export function tokenExchanges(transcript: Transcript): readonly ObservedExchange[] {
  return transcript.exchanges.filter(
    (exchange) => exchange.endpoint === 'oauth-token' && exchange.request.method !== 'OPTIONS',
  )
}

/** The exchanges below `/api/` without CORS preflights, in order. */
export function apiExchanges(transcript: Transcript): readonly ObservedExchange[] {
  return transcript.exchanges.filter(
    ({ request }) => request.path.startsWith('/api/') && request.method !== 'OPTIONS',
  )
}

/** A run in one word: `state-tamper/swapped`, `honest`. */
export function runName(scenario: string, variant: string | null): string {
  return variant === null ? scenario : `${scenario}/${variant}`
}
