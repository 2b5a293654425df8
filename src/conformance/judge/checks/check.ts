// A check: one requirement of a client, judged from transcripts. Pure and synchronous.
import type { ScenarioId } from '../../../server/index.js'
import type { ClientKind, Transcript } from '../../transcript.js'
import type { ClauseId } from '../clauses.js'
import type { NonEmpty, Verdict } from '../verdict.js'

export type Level = 'violation' | 'warning' | 'info'
/** Sets of levels: `core` is the default; `genesys-guide` follows the how-to guide where it and the RFCs differ. */
export const profiles = ['core', 'oauth21', 'genesys-guide'] as const
export type Profile = (typeof profiles)[number]

/**
 * The level of a reason. A plain level holds everywhere; otherwise the first that fits holds: the profile,
 * then the kind of client, then `otherwise`.
 */
export type LevelRule =
  | Level
  | {
      readonly otherwise: Level
      readonly kinds?: Partial<Record<ClientKind, Level>>
      readonly profiles?: Partial<Record<Profile, Level>>
    }

/** A scenario by its id, which means all its variants, or one variant of it: `state-tamper/swapped`. */
export type ScenarioName = ScenarioId | `${ScenarioId}/${string}`

/** One way in which a check can fail. */
export interface Reason {
  readonly level: LevelRule
  /** What the client does, short, present tense: `sends the challenge with = padding`. */
  readonly what: string
  /** What to do about it, where that differs from the fix of the check. */
  readonly fix?: string
}

/** What a check may use besides the transcripts. */
export interface Tools {
  /** A secret as its length and 8 hex digits of an HMAC keyed for this run. */
  mask(secret: string): string
  /** The scopes that the application says it needs; absent when it says nothing. */
  readonly neededScopes?: readonly string[]
  /** It is the job of the client to print its tokens on standard output; absent means that it is not. */
  readonly printsToken?: boolean
}

/** Phases of a login, in the order of the report. */
export type Phase =
  | 'authorization request'
  | 'redirect and callback'
  | 'token request'
  | 'token response'
  | 'token use'
  | 'refresh'
  | 'discovery'
  | 'logout'
  | 'storage and leaks'
  | 'randomness'

export interface Check<Id extends string = string, R extends string = string> {
  /** Dotted, topic first: the file name without its ending. */
  readonly id: Id
  readonly phase: Phase
  /** The requirement in the positive, one sentence, no full stop. */
  readonly title: string
  /** Why it matters, one or two sentences. */
  readonly why: string
  readonly fix: string
  readonly clauses: NonEmpty<ClauseId>
  /** What the requirement rests on: a clause, a house rule, derived from clauses, or tolerance of what is legal. */
  readonly rule: 'clause' | 'house' | 'derived' | 'tolerance'
  /** Kinds of client to which it applies. */
  readonly kinds: NonEmpty<ClientKind>
  /** The scenarios it reads, whole or by variant; it is given those transcripts and nothing else. */
  readonly scenarios: NonEmpty<ScenarioName>
  /** What it reads besides where it was run: in full runs, and where the user names it. */
  readonly fullScenarios?: readonly ScenarioName[]
  /** It compares logins with one another, and is given all of them at once: a refused control counts as one too. */
  readonly acrossLogins?: true
  /**
   * It looks at what runs leave behind, and is given every run that there is: its scenarios say which have to run for
   * it, and what the others happen to show counts too.
   */
  readonly acrossRuns?: true
  readonly reasons: Readonly<Record<R, Reason>>
  judge(transcripts: readonly Transcript[], tools: Tools): Verdict<R>
}

export function defineCheck<const Id extends string, const R extends string>(
  check: Check<Id, R>,
): Check<Id, R> {
  return check
}
