// What a user is told of something that was thrown.

/** The first line of its message: no stack ever reaches a user. */
export function sentenceOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return message.split('\n')[0] ?? ''
}
