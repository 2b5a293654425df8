// A driver: one way to start a client. What happens afterwards is the same for all (`login.ts`).
import type { Clock } from '../../../server/index.js'
import type { BrowserHost } from '../browser/host.js'
import type { Launch, RunningClient } from '../client.js'
import type { StartPlan } from '../detection/start-plan.js'

/** The login of an application as a function: for libraries and for tests of the kit itself. */
export type ClientFunction = (world: InProcessWorld) => Promise<void>

/** What a client that runs as a function is told. */
export interface InProcessWorld extends Launch {
  /** Opens a URL in the browser of the user. */
  openUrl(url: string): void
  /** Aborted when the run is over. */
  readonly signal: AbortSignal
}

/** Where the logins of a server-side app begin, as far as it was said. */
export interface FrontDoor {
  /** The whole address. */
  readonly url: string | null
  /** The page below the address that is found. */
  readonly loginPath: string | null
}

/** What is to be operated. */
export type Target =
  | { readonly kind: 'command'; readonly plan: StartPlan; readonly home: 'fresh' | 'real' }
  /** A server-side app. */
  | {
      readonly kind: 'web'
      readonly plan: StartPlan
      readonly home: 'fresh' | 'real'
      readonly door: FrontDoor
    }
  /** A single-page app that is a folder of pages, run in a browser. */
  | {
      readonly kind: 'browser'
      readonly root: string
      readonly loginPath: string | null
      readonly host: BrowserHost
    }
  /** An app that already runs: it is neither started nor ended. */
  | { readonly kind: 'attach'; readonly url: string }
  | { readonly kind: 'in-process'; readonly login: ClientFunction }

export interface DriverContext {
  readonly launch: Launch
  readonly clock: Clock
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Its ordinary random generators are seeded, and its clock is stopped, where its runtimes let the kit do so. */
  readonly seeds?: boolean
}

export interface Driver<K extends Target['kind'] = Target['kind']> {
  readonly id: K
  /** Starts the client. @throws when it cannot be started, with a sentence that says why. */
  start(target: Extract<Target, { kind: K }>, context: DriverContext): Promise<RunningClient>
}
