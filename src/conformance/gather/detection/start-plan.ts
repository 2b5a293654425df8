// How a client is started, found or given.
import type { ClientKind } from '../../transcript.js'

export interface StartPlan {
  /** Program and arguments; `node` means the runtime that runs the kit. */
  readonly command: readonly [string, ...string[]]
  /** The folder of the client, in which it is started unless `workingDirectory` says otherwise. */
  readonly folder: string
  readonly workingDirectory?: string
  /** Variables that the user wants it to have, which count more than all others. */
  readonly env?: Readonly<Record<string, string>>
  /** For people: `npm start`, `node index.mjs`. */
  readonly startedWith: string
  readonly kind: ClientKind
  /** Why this kind was chosen, a few words. */
  readonly kindBecause: string
  /** Pages of a web app on which a login may begin, as its source names them; none when left out. */
  readonly loginPaths?: readonly string[]
  /** The folder of the pages of a single-page app that nothing has to be started for; the command is then none. */
  readonly pages?: string
}

/** A sign of how a client is started: looks at a folder, answers with a plan or with why it has none. */
export type Detected =
  | { readonly kind: 'found'; readonly plan: StartPlan }
  /** A sentence: what was looked for, and what to do. */
  | { readonly kind: 'none'; readonly why: string }
