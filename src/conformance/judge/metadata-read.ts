// The metadata that a client read, and whether it went on with the login afterwards.
import type { ObservedExchange, Transcript } from '../transcript.js'
import { authorizeRequests } from './authorize-request.js'
import { type Shown, undecidedIn } from './disturbed.js'

export interface MetadataRead {
  readonly exchange: ObservedExchange
  /** What the client did with the login afterwards: the number of its next request of a login; null when it stopped. */
  readonly wentOn: number | null
}

const untouched = { kind: 'untouched', why: 'the client reads no metadata: its endpoints are fixed' } as const

/** The altered metadata that the client read in `run`, or what there is to say of a run without. */
export function metadataRead(run: Transcript): MetadataRead | Shown<never> {
  const read = run.exchanges.find(
    ({ endpoint, honest, sent }) =>
      endpoint === 'well-known-oauth-authorization-server' && honest.body !== sent.body,
  )
  if (read === undefined) {
    return authorizeRequests(run).length > 0 ? untouched : undecidedIn(run, run.ending.what)
  }
  const next = run.exchanges.find(
    ({ endpoint, number }) =>
      (endpoint === 'oauth-authorize' || endpoint === 'oauth-token') && number > read.number,
  )
  const { kind, what } = run.ending
  if (next === undefined && (kind === 'deadline' || kind === 'interrupted')) return undecidedIn(run, what)
  return { exchange: read, wentOn: next?.number ?? null }
}
