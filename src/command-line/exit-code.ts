// Exit codes of both programs.

export const exitCodes = {
  success: 0,
  /** The kit: a requirement is broken, or could not be judged and counts. */
  findings: 1,
  /** Wrong flags, wrong configuration, port taken: nothing has run. */
  usage: 2,
  /** The kit: no authorize request was ever seen, or nothing could be judged. */
  nothingJudged: 3,
  /** A fault of this program. */
  internal: 4,
  /** The terminal was closed. */
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const

/** 130 after SIGINT, 129 after SIGHUP, 143 after any other request to stop. */
export function exitCodeOfSignal(signal: unknown): number {
  if (signal === 'SIGHUP') return exitCodes.hungUp
  return signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated
}
