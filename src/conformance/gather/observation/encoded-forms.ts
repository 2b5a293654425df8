// Finds values in long texts, also escaped, percent-encoded, in base64 or in hex digits: by looking for every form
// that a value can take, because decoding a long text in every way would take too long.
import type { Disguise } from '../../hidden-text.js'

/** Shorter values are not looked for: they may be there by chance. */
export const leastLength = 16

export interface Form {
  readonly text: string
  readonly disguise: Disguise
}

/** Characters that some JSON and HTML encoders write in another way, and others leave alone. */
const escapable = ['/', '+', '=', '&', '"'] as const

/** How one encoder writes a character that it escapes. */
const escapers: readonly ((character: string, hex: string) => string)[] = [
  (character) => (character === '/' || character === '"' ? `\\${character}` : character),
  (_character, hex) => `\\u00${hex}`,
  (_character, hex) => `\\u00${hex.toUpperCase()}`,
  (character) => `&#${character.charCodeAt(0)};`,
  (_character, hex) => `&#x${hex.toUpperCase()};`,
  (character) => (character === '&' ? '&amp;' : character === '"' ? '&quot;' : character),
]

/** Every choice out of `items`, none and all included. */
function choicesOf(items: readonly string[]): readonly (readonly string[])[] {
  const [first, ...others] = items
  if (first === undefined) return [[]]
  const without = choicesOf(others)
  return [...without, ...without.map((choice) => [first, ...choice])]
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0')
}

/** Which of the characters an encoder escapes differs: every choice of them, for every encoder. */
function escaped(value: string): readonly string[] {
  const choices = choicesOf(escapable.filter((character) => value.includes(character)))
  return escapers.flatMap((write) =>
    choices.map((choice) =>
      [...value]
        .map((character) => (choice.includes(character) ? write(character, hexOf(character)) : character))
        .join(''),
    ),
  )
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
