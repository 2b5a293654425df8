// Builds the replies and outcomes that several endpoints share.
import type { HttpReply, Pairs } from '../protocol/message.js'
import type { Mistake } from '../protocol/mistake.js'
import type { Outcome } from '../recorder.js'

/** A JSON reply; `headers` come after the content type. */
export function jsonReply(status: number, value: unknown, headers: Pairs = []): HttpReply {
  return jsonTextReply(status, JSON.stringify(value), headers)
}

/** The same of a text that is JSON already. */
export function jsonTextReply(status: number, body: string, headers: Pairs = []): HttpReply {
  return { status, headers: [['Content-Type', 'application/json'], ...headers], body }
}

/** The outcome of a request that nothing is wrong with, and nothing was given for. */
export const answered: Outcome = {
  kind: 'answered',
  mistakes: [],
  forgiven: false,
  login: null,
  cause: null,
}

export function granted(login: string, mistakes: readonly Mistake[], forgiven: boolean): Outcome {
  return { kind: 'granted', mistakes, forgiven, login, cause: null }
}

/** `login` and `cause` where they are known. */
export function refused(
  mistakes: readonly Mistake[],
  login: string | null = null,
  cause: number | null = null,
): Outcome {
  return { kind: 'refused', mistakes, forgiven: false, login, cause }
}
