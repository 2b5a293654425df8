// An operation: how the kit brings the answer of a login to the client, where that is not what a browser does.
import type { Callback, CallbackRole } from '../../transcript.js'
import type { Page, PageLoader } from '../page-loader.js'

/** One request to the client. */
export interface Hop {
  readonly url: string
  /** Absent: the answer of the login, delivered as a browser does. */
  readonly role?: CallbackRole
  readonly method?: 'HEAD' | 'OPTIONS'
  readonly headers?: Readonly<Record<string, string>>
  /** Another browser than that of the login. */
  readonly browser?: PageLoader
}

export interface Brought {
  readonly callback: Callback
  /** What the client showed; null where no page came. */
  readonly page: Page | null
}

/** What an operation can do, at the moment when the login service has sent the browser back to the client. */
export interface Stage {
  /** The URL to which the browser was sent. */
  readonly answer: string
  /** The state of an earlier login of this client; null when none is known. */
  readonly earlierState: string | null
  bring(hop: Hop): Promise<Brought>
  /** A browser without any cookies. */
  newBrowser(): PageLoader
  /** The answer of a login that a stranger began for this client; null when there is none to be had. */
  foreign(): Promise<string | null>
  /** A fresh answer to the authorize request of this login: another code, the same state; null as above. */
  renewed(): Promise<string | null>
  /**
   * Begins one more login of this client, in another browser or in that of the login, up to its answer, which is not
   * delivered. Null where the kit cannot begin one: a program begins its logins itself.
   */
  another(browser: PageLoader | null): Promise<string | null>
  /** Resolves when the login has come to rest: its token request was answered and nothing more comes, or none came. */
  rest(): Promise<void>
  /**
   * Resolves when the client has done what a callback makes it do before its user could do anything more: at once where
   * that comes before its answer, and with the rest where the answer is a page whose program only begins then.
   */
  settled(): Promise<void>
}

/** Brings the answer to the client; what counts as its callback is given back. */
export type Operation = (stage: Stage) => Promise<Brought>

/** `url` with other values for some parameters; null takes one away. */
export function withParameters(url: string, changes: Readonly<Record<string, string | null>>): string {
  const changed = new URL(url)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) changed.searchParams.delete(name)
    else changed.searchParams.set(name, value)
  }
  return changed.href
}

export function parameterOf(url: string, name: string): string | null {
  return new URL(url).searchParams.get(name)
}
