// What decides how a client is operated and judged: typed for callers of the library.
import type { Actions } from './gather/actions.js'
import type { Profile } from './judge/checks/check.js'
import type { Expectation } from './report/expectations.js'
import type { Selection } from './selection.js'
import type { Shard } from './shard.js'
import type { ClientKind } from './transcript.js'

/** What decides how a client is operated and judged; defaults stand for everything left out. */
export interface RunSettings extends Selection {
  /** A shell command that starts the client, instead of what is found in its folder. */
  readonly start?: string
  /** Folder in which it is started; that of the client when left out. */
  readonly workingDirectory?: string
  /**
   * Variables of the environment of the client, which count more than all others. `${NAME}` in a value stands for a
   * variable that the client gets otherwise, or for one of `environment`.
   */
  readonly env?: Readonly<Record<string, string>>
  /** Guessed from the folder when left out. */
  readonly kind?: ClientKind
  /** `fresh` (default): the client gets an empty home folder. */
  readonly home?: 'fresh' | 'real'
  readonly profile?: Profile
  /** Warnings count for the exit code. */
  readonly strict?: boolean
  /** Inconclusive checks do not count for the exit code. */
  readonly allowInconclusive?: boolean
  /**
   * Findings that are known: they are reported and do not count. One that does not come, though its check was judged, is
   * stale, and counts as a violation does.
   */
  readonly expected?: readonly Expectation[]
  /** Seconds for each run of the client; 30 when left out. */
  readonly timeoutSeconds?: number
  /** Registered instead of learned. */
  readonly clientId?: string
  readonly redirectUri?: string
  readonly clientSecret?: string
  /** The scopes that the application needs: with this list, asking for more is a warning. */
  readonly neededScopes?: readonly string[]
  /** It is the job of the client to print its tokens on standard output. */
  readonly printsToken?: boolean
  /**
   * Where a login of a server-side app begins: `http://localhost:3000/login`. With no client it names an app
   * that already runs, which is neither started nor ended.
   */
  readonly url?: string
  /** The page of a server-side app on which a login begins, instead of what is found: `/auth/genesys`. */
  readonly loginPath?: string
  /**
   * How to do in the application, once it is signed in, what full runs look at: a path that is opened in the browser
   * (`/reports`), or a shell command that is run in the folder of the client (`./my-app list`).
   */
  readonly actions?: Actions
  /** Port of the mock in every run; a free one when left out, and 7636 for an app that already runs. */
  readonly port?: number
  /**
   * One of several machines that share a run: its part of the scenarios is gathered, with controls of its own. Judged is
   * the whole, by `mergeRuns` and `judgeRun`.
   */
  readonly shard?: Shard
  /**
   * Scenarios that run at the same time. Left out: as many as keep the processors busy. One at a time where two runs
   * would want the same port or file, for a function, and for an app that already runs.
   */
  readonly workers?: number
}

export const defaultTimeoutSeconds = 30
