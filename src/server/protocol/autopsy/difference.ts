// Where two texts part, in print.

const before = 10
const after = 12

/** A piece of text in quotes, shortened, its unprintable characters written as `U+000A`. */
function shown(text: string, where: 'head' | 'tail', most: number): string {
  const characters = [...text]
  const kept = where === 'head' ? characters.slice(0, most) : characters.slice(-most)
  const cut = characters.length > most ? '...' : ''
  const printable = kept.map((character) =>
    /[\x20-\x7E]/.test(character) ? character : codePointOf(character),
  )
  return where === 'head' ? `'${printable.join('')}${cut}'` : `'${cut}${printable.join('')}'`
}

/** `U+00E9` for `é`. */
export function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** Index of the first code unit in which the texts differ; their length when they are equal. */
function partingOf(expected: string, actual: string): number {
  const shorter = Math.min(expected.length, actual.length)
  for (let index = 0; index < shorter; index++) {
    if (expected[index] !== actual[index]) return index
  }
  return shorter
}

/**
 * Says in print where `actual` leaves `expected`: a few characters of what they share, then what was expected
 * and what came, for example `after '...lhost:8080' expected the end, got '/'`. Empty when they are equal.
 */
export function firstDifference(expected: string, actual: string): string {
  if (expected === actual) return ''
  const parting = partingOf(expected, actual)
  const wanted = expected.slice(parting)
  const got = actual.slice(parting)
  const place = parting === 0 ? 'at the start' : `after ${shown(expected.slice(0, parting), 'tail', before)}`
  const end = 'the end'
  return `${place} expected ${wanted === '' ? end : shown(wanted, 'head', after)}, got ${got === '' ? end : shown(got, 'head', after)}`
}
