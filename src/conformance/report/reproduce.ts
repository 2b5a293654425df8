// The command that shows a finding again.

/** A word as a POSIX shell reads it back unchanged. */
export function shellWord(word: string): string {
  return /^[A-Za-z0-9_./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/**
 * `target` is a path, or the address of an app that already runs; `call` the further words by which it was operated.
 */
export function reproduceCommand(target: string, check: string, call: readonly string[] = []): string {
  const flag = /^https?:\/\//.test(target) ? '--url' : '--client'
  const words = [flag, target, ...call].map(shellWord)
  return `gc-pkce-check ${words.join(' ')} --check ${check}`
}
