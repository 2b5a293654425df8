// Finds values in long texts, also escaped, percent-encoded, in base64 or in hex digits: by looking for every form
// that a value can take, because decoding a long text in every way would take too long.
import type { Disguise } from '../../hidden-text.js'

/** Shorter values are not looked for: they may be there by chance. */
export const leastLength = 16

export interface Form {
  readonly text: string
  readonly disguise: Disguise
}

/** Characters that a JSON or HTML encoder may write in another way, with the ways seen in the field. */
const escapes: readonly (readonly [character: string, written: readonly string[]])[] = [
  ['/', ['\\/']],
  ['+', ['\\u002b', '\\u002B', '&#43;', '&#x2B;']],
  ['=', ['\\u003d', '\\u003D', '&#61;', '&#x3D;']],
  ['&', ['\\u0026', '&amp;']],
  ['"', ['\\"', '&quot;']],
]

/** Each way of escaping by itself, and all first ways together. */
function escaped(value: string): readonly string[] {
  const present = escapes.filter(([character]) => value.includes(character))
  const single = present.flatMap(([character, written]) =>
    written.map((text) => value.replaceAll(character, text)),
  )
  const together = [0, 1].map((way) =>
    present.reduce((text, [character, written]) => text.replaceAll(character, written[way] ?? ''), value),
  )
  return [...single, ...together]
}

function percentEncoded(value: string): readonly string[] {
  const once = encodeURIComponent(value)
  const strict = once.replace(/[!'()*~.]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
  const lowerCase = (text: string) => text.replace(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase())
  return [once, strict, strict.toUpperCase() === strict ? strict : lowerCase(once), encodeURIComponent(once)]
}

/** What of its base64 text depends on the value alone, wherever in a longer text it begins. */
function base64Encoded(value: string): readonly string[] {
  const octets = Buffer.from(value)
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), octets]).toString('base64')
    const first = Math.ceil((before * 8) / 6)
    const whole = text.slice(first, Math.floor(((before + octets.length) * 8) / 6))
    return [whole, whole.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

/** Every form of `value` that is looked for, plain first; none for a value that is too short. */
export function formsOf(value: string): readonly Form[] {
  if (value.length < leastLength) return []
  const hex = Buffer.from(value).toString('hex')
  const all: readonly (readonly [Disguise, readonly string[]])[] = [
    ['plain', [value, ...escaped(value)]],
    ['percent-encoded', percentEncoded(value)],
    ['base64', base64Encoded(value)],
    ['hex', [hex, hex.toUpperCase()]],
  ]
  const known = new Map<string, Disguise>()
  for (const [disguise, texts] of all) {
    for (const text of texts) if (!known.has(text)) known.set(text, disguise)
  }
  return [...known].map(([text, disguise]) => ({ text, disguise }))
}

/** The first place of a value in a text. */
export interface Found {
  readonly disguise: Disguise
  readonly index: number
}

/** The form that comes first in `text`; null when there is none. */
export function findForm(forms: readonly Form[], text: string): Found | null {
  let found: Found | null = null
  for (const { text: form, disguise } of forms) {
    const index = text.indexOf(form)
    if (index !== -1 && (found === null || index < found.index)) found = { disguise, index }
  }
  return found
}

/** UTF-16 writes a zero octet beside each octet of ASCII; without them the text can be searched like any other. */
export function withoutZeros(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text
}
