// The command that shows a finding again.

/** A word as a POSIX shell reads it back unchanged. */
export function shellWord(word: string): string {
  return /^[A-Za-z0-9_./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

export function reproduceCommand(target: string, check: string): string {
  return `gc-pkce-check --client ${shellWord(target)} --check ${check}`
}
