// The idioms in which a program may have made a text, from the likeliest on.
import { erasingAlphabets, exactAlphabets } from '../alphabets.js'
import type { Idiom } from '../idiom.js'
import { bytesIdiom } from './bytes.js'
import { hexGroupsIdiom } from './hex-groups.js'
import { lettersIdiom } from './letters.js'
import { radixIdiom } from './radix.js'
import { uuidIdiom, uuidTemplate } from './uuid.js'

/** One letter a call, in every alphabet that fits; `texts` are all that the same code made. */
export function letterIdioms(texts: readonly string[], rounding: 'floor' | 'other'): readonly Idiom[] {
  return erasingAlphabets(texts).flatMap((alphabet) =>
    rounding === 'floor'
      ? [lettersIdiom(alphabet, 'floor')]
      : [lettersIdiom(alphabet, 'round'), lettersIdiom(alphabet, 'floor-short')],
  )
}

/** One letter a call, with the order of the punctuation, the likeliest first. */
export function exactLetterIdioms(texts: readonly string[]): readonly Idiom[] {
  return exactAlphabets(texts).map((alphabet) => lettersIdiom(alphabet, 'floor'))
}

/** Bytes, UUIDs and groups of hex digits. */
export function structuredIdioms(texts: readonly string[]): readonly Idiom[] {
  const [first = ''] = texts
  const template = uuidTemplate(first)
  if (template !== undefined) return [uuidIdiom(template), hexGroupsIdiom(first)]
  const hex = texts.every((text) => /^[0-9a-f-]+$/.test(text))
  return [
    ...(hex ? [hexGroupsIdiom(first), bytesIdiom('hex', 256), bytesIdiom('hex', 255)] : []),
    ...(texts.every((text) => /^[0-9A-F]+$/.test(text)) ? [bytesIdiom('HEX', 256)] : []),
    ...(texts.every((text) => text.length % 4 !== 1)
      ? [bytesIdiom('base64url', 256), bytesIdiom('base64url', 255)]
      : []),
  ]
}

/** Numbers printed in base 36 or 16. */
export function radixIdioms(texts: readonly string[]): readonly Idiom[] {
  const all = texts.join('')
  if (/^[0-9a-f]+$/.test(all)) return [radixIdiom(16, undefined)]
  if (!/^[0-9a-z]+$/.test(all)) return []
  return [radixIdiom(36, undefined), ...[8, 9, 10, 7, 11].map((kept) => radixIdiom(36, kept))]
}
