// Judges what the operating system showed of a client, run by run, and makes one verdict of it: the same leak in
// eight runs is one occurrence.
import type { Observable, Observations, SecretKind, SecretPlace } from '../observations.js'
import type { Transcript } from '../transcript.js'
import { groupsBy } from './groups.js'
import type { Seen } from './judge-each.js'
import { noAuthorizeRequest } from './unseen.js'
import {
  type Evidence,
  inconclusive,
  isNonEmpty,
  notApplicable,
  type Occurrence,
  placeOf,
  type Verdict,
} from './verdict.js'

/** A run in which the client could be looked at. */
export interface ObservedRun {
  readonly transcript: Transcript
  readonly observations: Observations
}

const observableNames: Readonly<Record<Observable, string>> = {
  arguments: 'the arguments of processes',
  environment: 'the environment of processes',
  listeners: 'who listens on which socket',
  files: 'files',
  'file-modes': 'the permissions of files',
  output: 'what a program prints',
}

const secretNames: Readonly<Record<SecretKind, string>> = {
  code_verifier: 'verifier',
  code: 'code',
  access_token: 'access token',
  refresh_token: 'refresh token',
  client_secret: 'client secret',
  state: 'state',
}

const disguises = {
  plain: '',
  'percent-encoded': ', percent-encoded',
  base64: ', in base64',
  hex: ', in hex digits',
} as const

/** `verifier`, as people call it. */
export function nameOf(kind: SecretKind): string {
  return secretNames[kind]
}

/** `the verifier of exchange 3, in base64`. */
export function described({ kind, exchange, disguise }: SecretPlace): string {
  const origin = exchange === null ? 'that was given' : `of exchange ${exchange}`
  return `the ${nameOf(kind)} ${origin}${disguises[disguise]}`
}

/** What a run as a whole shows: no exchange and no parameter. */
export function inRun({ transcript }: ObservedRun) {
  return placeOf(transcript, null)
}

function isOccurrence<R extends string>(seen: Occurrence<R> | Evidence): seen is Occurrence<R> {
  return 'reason' in seen
}

/** Which exchange a value came from differs from run to run; where it was found does not. */
function keyOf({ reason, actual }: Occurrence): string {
  return `${reason} ${actual.replace(/\b(?:exchange|process|port) \d+/g, '')}`
}

function once<T extends { readonly actual: string; readonly where: Occurrence['where'] }>(
  all: readonly T[],
  key: (one: T) => string,
): readonly T[] {
  return groupsBy(all, key).map(([first, ...others]) => {
    const runs = new Set(others.map(({ where }) => `${where.scenario}/${where.variant}`))
    runs.delete(`${first.where.scenario}/${first.where.variant}`)
    if (runs.size === 0) return first
    return {
      ...first,
      actual: `${first.actual}; the same in ${runs.size} more run${runs.size === 1 ? '' : 's'}`,
    }
  })
}

/**
 * The verdict on the runs that show all of `needs`, inconclusive where no login was begun and nothing is wrong so far. Without any the check is not applicable: silence of a system is
 * no pass. When no run shows anything that counts, the verdict is `nothingSeen`.
 */
export function judgeObserved<R extends string>(
  transcripts: readonly Transcript[],
  needs: readonly Observable[],
  look: (run: ObservedRun) => Seen<R>,
  nothingSeen: Verdict<never>,
): Verdict<R> {
  const verdict = verdictOn(transcripts, needs, look, nothingSeen)
  const began = transcripts.some(({ exchanges }) => exchanges.length > 0)
  return began || verdict.outcome === 'fail' ? verdict : inconclusive(noAuthorizeRequest(transcripts))
}

function verdictOn<R extends string>(
  transcripts: readonly Transcript[],
  needs: readonly Observable[],
  look: (run: ObservedRun) => Seen<R>,
  nothingSeen: Verdict<never>,
): Verdict<R> {
  const observed = transcripts.flatMap((transcript): readonly ObservedRun[] =>
    transcript.observations === null ? [] : [{ transcript, observations: transcript.observations }],
  )
  if (observed.length === 0) {
    return notApplicable('the client is no process that the kit started: it cannot be looked at from outside')
  }
  const hidden = needs.find((need) => !observed.some(({ observations }) => observations.seen.includes(need)))
  if (hidden !== undefined) {
    return notApplicable(`platform: this system does not show ${observableNames[hidden]}`)
  }
  const seen = observed.flatMap(look)
  const occurrences = once(seen.filter(isOccurrence<R>), keyOf)
  if (isNonEmpty(occurrences)) return { outcome: 'fail', occurrences }
  const evidence = once(
    seen.filter((one): one is Evidence => !isOccurrence(one)),
    () => '',
  )
  return isNonEmpty(evidence) ? { outcome: 'pass', evidence } : nothingSeen
}
