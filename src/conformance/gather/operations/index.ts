// The operations by the scenarios of which they are a part: one line per variant that the kit operates.
import { forgedResponse } from './forged-response.js'
import { manyRuns } from './many-runs.js'
import type { Operation } from './operation.js'
import { replay } from './replay.js'
import { stateTamper } from './state-tamper.js'
import { twoSessions } from './two-sessions.js'

const operations: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  'state-tamper': stateTamper,
  'forged-response': forgedResponse,
  replay,
  'two-sessions': twoSessions,
  'many-runs': manyRuns,
}

/** How the answer of a login is delivered in a run; undefined: as a browser does. */
export function operationFor(scenario: string, variant: string | null): Operation | undefined {
  return variant === null ? undefined : operations[scenario]?.[variant]
}
