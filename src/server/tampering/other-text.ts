// Texts that look like a given one and are another: pure, so that a run can be repeated.

const digits = '0123456789'
const lower = 'abcdefghijklmnopqrstuvwxyz'
const upper = lower.toUpperCase()
const punctuation = '-._~!*\'();:@&=+$,/?#[]{}%"<>|^`\\'
/** For characters of no class above. */
const rest = '.-'

/** Positions of a UUID that tell its version and variant, RFC 9562 section 4. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const fixedInUuid = new Set([14, 19])

/** The character `steps` places further in its class, round and round. */
function shifted(character: string, alphabet: string, steps: number): string {
  return alphabet.charAt((alphabet.indexOf(character) + steps) % alphabet.length)
}

function classOf(character: string): string {
  return [digits, lower, upper, punctuation].find((alphabet) => alphabet.includes(character)) ?? rest
}

/**
 * Form-encoded text with its first character, and no other, changed to another one of the same class
 * (digit, small letter, capital letter, punctuation).
 */
export function alteredText(raw: string): string {
  const piece = firstEncodedCharacter(raw)
  const [character = ''] = new URLSearchParams(`x=${piece}`).get('x') ?? ''
  const other = shifted(character, classOf(character), 1)
  return new URLSearchParams({ x: other }).toString().slice(2) + raw.slice(piece.length)
}

/** One character as it stands in form-encoded text: itself, or the `%XX` of its octets in UTF-8. */
function firstEncodedCharacter(raw: string): string {
  if (!raw.startsWith('%')) return raw.slice(0, 1)
  const lead = Number.parseInt(raw.slice(1, 3), 16)
  const octets = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1
  return raw.slice(0, 3 * octets)
}

/**
 * Another form-encoded text of the same length and shape, as from another login: every letter and digit is
 * replaced by one of its class, hexadecimal text stays hexadecimal, a UUID keeps its version, and all
 * separators stay. Always different from `raw`, and always the same for the same `raw`.
 */
export function foreignText(raw: string): string {
  const marks = raw.replace(/%[0-9A-Fa-f]{2}|[^0-9A-Za-z]/g, '')
  const hexadecimal = /^(?:[0-9a-f]+|[0-9A-F]+)$/.test(marks)
  const isUuid = uuid.test(raw)
  const replaced = raw.replace(/%[0-9A-Fa-f]{2}|[0-9A-Za-z]/g, (piece, position: number) => {
    if (piece.length > 1 || (isUuid && fixedInUuid.has(position))) return piece
    const whole = classOf(piece)
    const alphabet = hexadecimal && whole !== digits ? whole.slice(0, 6) : whole
    return shifted(piece, alphabet, 1 + (position % (alphabet.length - 1)))
  })
  return replaced === raw ? alteredText(raw) : replaced
}

/** Form-encoded text with capitals for small letters and the other way round; the same where there is no letter. */
export function otherCase(raw: string): string {
  return raw.replace(/%[0-9A-Fa-f]{2}|[A-Za-z]/g, (piece) => {
    if (piece.length > 1) return piece
    return piece === piece.toLowerCase() ? piece.toUpperCase() : piece.toLowerCase()
  })
}

/** Form-encoded text without its last character; the same where it has only one. */
export function truncated(raw: string): string {
  const characters = [...plainText(raw)]
  if (characters.length < 2) return raw
  return formText(characters.slice(0, -1).join(''))
}

/** Form-encoded text with its first character once more at its end. */
export function extended(raw: string): string {
  return `${raw}${firstEncodedCharacter(raw)}`
}

/** Text as the value of a parameter. */
export function formText(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice(2)
}

/** Form-encoded text, decoded. */
export function plainText(raw: string): string {
  return new URLSearchParams(`x=${raw}`).get('x') ?? ''
}
