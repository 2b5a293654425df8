// What the operating system shows of a client: its processes, the sockets it listens on, and the files it wrote.
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

/** A file that the client created or changed during the run. Its contents are not kept. */
export interface ObservedFile {
  /** From `place` on, with slashes: `.config/my-app/tokens.json`. */
  readonly path: string
  /** Its home, the folder for temporary files of the run, or the folder of the client. */
  readonly place: 'home' | 'temporary' | 'client'
  /** Permission bits, for example 0o600; null where the system has none. */
  readonly mode: number | null
  /** Permission bits of the narrowest folder that it lies in, up to `place`: what others must pass. */
  readonly folderMode: number | null
  /** What it held while a login was pending: after an authorize request and before its tokens were issued. */
  readonly during: readonly SecretPlace[]
  /** What it held when the run was over; empty also when it was gone by then. */
  readonly after: readonly SecretPlace[]
}

/** A process of the client, children of children included. */
export interface ObservedProcess {
  readonly pid: number
  readonly parent: number
  readonly argv: readonly string[]
  /** What was found in each argument, by its position from 0. */
  readonly inArgv: readonly { readonly position: number; readonly holds: SecretPlace }[]
  /** Names only: the values are the user's own. */
  readonly environment: readonly string[]
  /** Variables that hold a value of the login, and were not set by the kit. */
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
export const observables = ['arguments', 'environment', 'listeners', 'files'] as const
export type Observable = (typeof observables)[number]

export interface Observations {
  /** What this system showed; of what is missing here nothing was looked at, and no verdict may rest on it. */
  readonly seen: readonly Observable[]
  readonly processes: readonly ObservedProcess[]
  readonly listeners: readonly ObservedListener[]
  readonly files: readonly ObservedFile[]
  /** True when a bound was reached and something may be missing. */
  readonly cut: boolean
}
