// A client while it runs, whatever it is and however it was started.
import type { Output, SeededRuntime, TlsConnection } from '../transcript.js'
import type { StaticSite } from './browser/static-site.js'
import type { Door } from './front-door.js'
import type { TlsFront } from './interception/interception.js'
import type { Listeners } from './listening.js'
import type { Family } from './observation/systems/system.js'
import type { ClientFolders } from './observation/watched-folders.js'
import type { Prompt } from './prompt.js'

/** How a client ended. */
export interface ClientEnd {
  /** Null when a signal ended it. */
  readonly exitCode: number | null
  /** One sentence: `it ended with exit code 1`. */
  readonly what: string
}

/** What a client is told, so that it reaches the mock. */
export interface Launch {
  readonly loginUrl: string
  readonly apiUrl: string
  /** Offered; a client may have its own. */
  readonly clientId: string
  /** Offered; a client may have its own. */
  readonly redirectUri: string
  /** Id of this run: marks every process that comes from it. */
  readonly runId: string
  /** Where the mock is found under the hosts of the real service; absent where clients are not led there. */
  readonly front?: TlsFront
}

/** A URL that the client printed or opened. */
export interface SeenUrl {
  readonly url: string
  readonly how: 'opened' | 'printed'
}

/** The terminal of a client that has one. */
export interface ClientTerminal {
  /** What it asks for just now; null when it asks for nothing. */
  prompt(): Prompt | null
  /** Types a line and presses ENTER. */
  type(line: string): void
}

/** Where a client that is a process can be looked at from outside. */
export interface Outside {
  readonly family: Family
  readonly folders: ClientFolders
  /** Milliseconds, as the file system counts them: what was changed before is not the doing of this client. */
  readonly since: number
  /** The time that the file system counts now, in the same milliseconds. */
  now(): number
  /** The whole environment that it was started with. */
  readonly launchedWith: Readonly<Record<string, string>>
  /** Calls `listener` for everything that it prints, also for what it printed before the call. */
  onPrinted(listener: (chunk: string, stream: 'stdout' | 'stderr') => void): void
}

export interface RunningClient {
  /** Absent where the client is no process of its own, or was not started by the kit. */
  readonly outside?: Outside
  /** Calls `listener` for every URL, also for those seen before the call. */
  onUrl(listener: (seen: SeenUrl) => void): void
  /** Resolves when the client has ended; never rejects. */
  readonly ended: Promise<ClientEnd>
  output(): Output
  /** Resolves when a web app serves pages, with where its login may begin; absent for every other client. */
  readonly served?: Promise<Door>
  readonly terminal?: ClientTerminal
  /** Where the kit itself serves the pages of a single-page app; absent for every other client. */
  readonly site?: StaticSite
  /** Who listens on this machine, the client and others; null where the system does not show it. */
  listeners?(): Promise<Listeners | null>
  /** What it is seen to be waiting for, a few words: `nothing of it listens on a port`; null when that is unknown. */
  waitsFor?(): Promise<string | null>
  /** Runs a shell command as the client was run: in its folder, with its environment and its home. */
  run?(command: string): Promise<ClientEnd>
  /** What was done otherwise than the client asked. */
  readonly notes?: readonly string[]
  /** Other machines that it tried to reach, which was refused: `example.com:443`; absent: nobody looks. */
  refused?(): Promise<readonly string[]>
  /** Its connections by TLS to the service, as far as its runtimes show them; absent: it is no program. */
  tls?(): Promise<readonly TlsConnection[]>
  /** Its runtimes that took the seed which they were given; absent: it is no program. */
  seeded?(): Promise<readonly SeededRuntime[]>
  /** Ends the client and everything it started; resolves when nothing of it is left. */
  stop(): Promise<void>
}
