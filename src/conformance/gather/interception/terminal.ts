// Gives a terminal to a client that refuses to work without one, by the program `script` of the system.

const refusal =
  /\bnot (?:a|an? interactive) (?:tty|terminal)|\bno tty\b|requires? (?:an? )?(?:interactive )?(?:tty|terminal)|(?:run|used?|started|executed?) (?:this )?(?:in|from|on|with) an? (?:interactive )?(?:tty|terminal)|must be an? (?:interactive )?(?:tty|terminal)|needs an? (?:interactive )?(?:tty|terminal)|interactive (?:terminal|shell|session) (?:is )?(?:required|needed)|setRawMode is not a function|raw mode is not supported|inappropriate ioctl for device|cannot open \/dev\/tty|\/dev\/tty: No such device|termios\.error|TTY initialization failed|stdin is not (?:a )?(?:tty|terminal|interactive)|non-?interactive/i

/** Whether a program that has ended said that it needs a terminal. */
export function wantsTerminal(output: string): boolean {
  return refusal.test(output)
}

const script = '/usr/bin/script'

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}

/**
 * The command that runs `command` on a terminal of its own without echo, or null where the system has none.
 * `exists` tells whether a path is there.
 */
export function onTerminal(
  command: readonly [string, ...string[]],
  exists: (path: string) => boolean,
): readonly [string, ...string[]] | null {
  if (!exists(script)) return null
  // Of Linux (util-linux), or else of BSD and macOS, which take the command as words.
  if (!exists('/proc/self')) return [script, '-q', '/dev/null', ...command]
  const words = command.map(quoted).join(' ')
  return [script, '-qefc', `stty -echo 2>/dev/null; exec ${words}`, '/dev/null']
}
