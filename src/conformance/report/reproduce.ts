// The command that shows a finding again.

/** A word as a POSIX shell reads it back unchanged. */
export function shellWord(word: string): string {
  return /^[A-Za-z0-9_./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** `target` is a path, or the address of an app that already runs. */
export function reproduceCommand(target: string, check: string): string {
  const flag = /^https?:\/\//.test(target) ? '--url' : '--client'
  return `gc-pkce-check ${flag} ${shellWord(target)} --check ${check}`
}
