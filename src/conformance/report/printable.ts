// Text from a client, made safe to show: no terminal may execute what a client sent.

/** Replaces control characters, also those of terminals and bidirectional text, by visible escapes. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => {
      const code = character.codePointAt(0) ?? 0
      if (character === '\n') return '\\n'
      if (character === '\r') return '\\r'
      if (character === '\t') return '\\t'
      return `\\u${code.toString(16).padStart(4, '0')}`
    },
  )
}
