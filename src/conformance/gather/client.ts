// A client while it runs, whatever it is and however it was started.
import type { Output } from '../transcript.js'

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
}

/** A URL that the client printed or opened. */
export interface SeenUrl {
  readonly url: string
  readonly how: 'opened' | 'printed'
}

export interface RunningClient {
  /** Calls `listener` for every URL, also for those seen before the call. */
  onUrl(listener: (seen: SeenUrl) => void): void
  /** Resolves when the client has ended; never rejects. */
  readonly ended: Promise<ClientEnd>
  output(): Output
  /** Ends the client and everything it started; resolves when nothing of it is left. */
  stop(): Promise<void>
}
