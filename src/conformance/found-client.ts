// What is found of a client without running it: how it is started, and what it is.
import { detectClient } from './gather/detection/index.js'
import type { ClientKind } from './transcript.js'

export interface Lookout {
  /** A folder or file that exists. */
  readonly target: string
  /** Given by the user instead of what is found. */
  readonly start: string | undefined
  readonly kind: ClientKind | undefined
}

export type FoundClient =
  | {
      readonly kind: 'found'
      readonly clientKind: ClientKind
      /** A few words. */
      readonly because: string
      /** For people: `npm start`. */
      readonly startedWith: string
      /** Pages on which a login may begin, as the source names them. */
      readonly loginPaths: readonly string[]
    }
  /** A sentence: what was looked for, and what to do. */
  | { readonly kind: 'none'; readonly why: string }

export function foundClient(lookout: Lookout): FoundClient {
  const detected = detectClient(lookout)
  if (detected.kind === 'none') return detected
  const { kind: clientKind, kindBecause: because, startedWith, loginPaths = [] } = detected.plan
  return { kind: 'found', clientKind, because, startedWith, loginPaths }
}
