// Everything that a report is made of, besides the catalogue: what was gathered, and how it is to be judged. The same
// value gives the same report, byte for byte, wherever it is judged.
import type { Expectation } from '../report/expectations.js'
import type { Selection } from '../selection.js'
import type { Shard } from '../shard.js'
import type { ClientKind, Transcript } from '../transcript.js'

/** How transcripts are judged; defaults stand for everything left out. */
export interface Judgement extends Omit<Selection, 'kind'> {
  readonly strict?: boolean
  readonly allowInconclusive?: boolean
  /** The scopes that the application says it needs. */
  readonly neededScopes?: readonly string[]
  readonly printsToken?: boolean
  /** Findings that are known, and do not count. */
  readonly expected?: readonly Expectation[]
}

export interface RunHead {
  readonly schema: 'gc-pkce-check/run/1'
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly durationMs: number
  readonly platform: string
  /** The client as the user named it, and what was found. */
  readonly client: {
    readonly target: string
    readonly kind: ClientKind
    readonly startedWith: string
    /** Why it could not be operated at all; null when it was. */
    readonly why: string | null
    /** There is no browser on the machine in which it could have been run, which is no fault of the client. */
    readonly noBrowser?: boolean
    /** Words of the command line, besides the client and the checks, by which it is operated in the same way. */
    readonly call?: readonly string[]
  }
  /** The part of a run that it is; absent: it is whole. */
  readonly shard?: Shard
  /** Name of the signal that ended the run early, or null. */
  readonly interruptedBy: string | null
  /** Key of the marks that stand for secrets in the report, 64 hex digits: made for this run, worth nothing after it. */
  readonly maskKey: string
  readonly judgement: Judgement
}

/** One whole run: its transcripts in the order in which they were gathered. */
export interface GatheredRun {
  readonly head: RunHead
  readonly transcripts: readonly Transcript[]
}
