// What the operating system shows of a client: its processes, the sockets it listens on, the files it wrote, and
// what it printed.
import type { Disguise } from './hidden-text.js'

/** Values of a login that others must not learn, and `state`, which they may. */
export const secretKinds = [
  'code_verifier',
  'code',
  'access_token',
  'refresh_token',
  'client_secret',
  'state',
] as const
export type SecretKind = (typeof secretKinds)[number]

/** A value of a login where it was found. The value itself is never kept here. */
export interface SecretPlace {
  readonly kind: SecretKind
  /** Number of the exchange with the mock in which the value was first seen; null for a secret given beforehand. */
  readonly exchange: number | null
  readonly disguise: Disguise
  /** From 1, where the place has lines. */
  readonly line: number | null
}

/**
 * Where a file lies: in the home of the client, in the folder for temporary files of the run, in the one that all
 * programs share, or in the folder of the client.
 */
export const filePlaces = ['home', 'temporary', 'shared-temporary', 'client'] as const
export type FilePlace = (typeof filePlaces)[number]

/** A file that the client created or changed during the run. Its contents are not kept. */
export interface ObservedFile {
  /** From `place` on, with slashes: `.config/my-app/tokens.json`. */
  readonly path: string
  readonly place: FilePlace
  /** Permission bits, for example 0o600; null where the system has none. */
  readonly mode: number | null
  /** The permission bits that all folders between `place` and the file share; null when it lies in none. */
  readonly folderMode: number | null
  /** A log, by its name or by what its lines look like. */
  readonly log: boolean
  /**
   * What it held before the run was over: values of a login that was still pending, up to the request for its
   * tokens, and tokens and client secrets at any time.
   */
  readonly during: readonly SecretPlace[]
  /** What it held when the run was over; empty also when it was gone by then. */
  readonly after: readonly SecretPlace[]
}

/** A line with a value of a login in it, printed or written to a log. */
export interface LoggedSecret {
  readonly stream: 'stdout' | 'stderr' | 'file'
  /** Of the log, as in `ObservedFile`; null for a stream. */
  readonly path: string | null
  readonly holds: SecretPlace
  /** It stood there before the tokens of its login were issued: a code or verifier was then still worth something. */
  readonly live: boolean
  /** The line, cut, with the name of each value in its place: `got code ‹code›`. */
  readonly text: string
}

/** A file that belongs to the client itself, there before the run, with its client secret in it. */
export interface BundledSecret {
  /** From the folder of the client on, with slashes. */
  readonly path: string
  readonly holds: SecretPlace
}

/** A process of the client, children of children included. */
export interface ObservedProcess {
  readonly pid: number
  readonly parent: number
  /** Name of the program: the first argument without its folder. */
  readonly program: string
  /** What was found in each argument, by its position from 0. */
  readonly inArgv: readonly { readonly position: number; readonly holds: SecretPlace }[]
  /** Names only: the values are the user's own. */
  readonly environment: readonly string[]
  /** Variables that hold a value of the login, and were not given to the client when it was started. */
  readonly inEnvironment: readonly { readonly name: string; readonly holds: SecretPlace }[]
}

/** A socket on which a process of the client listened. */
export interface ObservedListener {
  /** As the system shows it: `127.0.0.1`, `::1`, `0.0.0.0`, `::`. */
  readonly address: string
  readonly port: number
  readonly pid: number
  /** Milliseconds of the clock of the run: first and last time it was seen. */
  readonly from: number
  readonly until: number
}

/** What can be looked at on this system. */
export const observables = ['arguments', 'environment', 'listeners', 'files', 'file-modes', 'output'] as const
export type Observable = (typeof observables)[number]

/** How much was looked at: what a pass rests on. */
export interface LookedAt {
  /** Times at which files were looked at while a login was pending. */
  readonly pendingLooks: number
  readonly files: number
  readonly lines: number
  /** Files of the client itself that were searched for its secret; 0 when it has none. */
  readonly bundled: number
}

export interface Observations {
  /** What this system showed; of what is missing here nothing was looked at, and no verdict may rest on it. */
  readonly seen: readonly Observable[]
  readonly lookedAt: LookedAt
  readonly processes: readonly ObservedProcess[]
  readonly listeners: readonly ObservedListener[]
  readonly files: readonly ObservedFile[]
  readonly logged: readonly LoggedSecret[]
  readonly bundled: readonly BundledSecret[]
  /** True when a bound was reached and something may be missing. */
  readonly cut: boolean
}
