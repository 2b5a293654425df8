// What is wrong with a code_verifier by itself (RFC 7636 section 4.1): its length and its characters.
import type { Mistake } from '../mistake.js'
import { firstReservedCharacter, verifierLength } from '../pkce.js'
import { isByteList } from './byte-list.js'
import { codePointOf } from './difference.js'
import { mistake } from './kinds.js'
import { placeholderMistake } from './placeholder.js'

/** RFC 7636 section 4.1. */
const wellFormed = /^[A-Za-z0-9\-._~]{43,128}$/

/** A little short, and otherwise right: what one does who deletes `+`, `/` and `=` leaves 38 to 42 characters. */
function shortHint(length: number): string {
  return length >= 38 ? '; characters deleted instead of replaced, or cut off?' : ''
}

/** What a forbidden character betrays. */
const characterHints: ReadonlyMap<string, string> = new Map([
  ['=', ' (base64 padding)'],
  ['+', ' (standard base64, not base64url)'],
  ['/', ' (standard base64, not base64url)'],
  [' ', ' (a + that was not encoded?)'],
  ['\n', ' (a line break)'],
  ['\r', ' (a line break)'],
])

function withoutPercentEncoding(verifier: string): string {
  return verifier.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
}

/** What stands between quotes, or null. */
function inQuotes(text: string): string | null {
  return /^(["'`])(.*)\1$/s.exec(text.trim())?.[2] ?? null
}

/** Longer values are no verifier of any kind, and the work per request stays bounded. */
const longestRead = 2000

/** Without the letters of standard base64; a space was a + that no form encoder saw. */
function inUrlAlphabet(text: string): string {
  return text.replace(/[+ ]/g, '-').replaceAll('/', '_')
}

/**
 * What a verifier may have been before it was damaged on its way, the value as sent first: without a second
 * percent-encoding, quotes and white space; then without padding; then in the alphabet for URLs.
 */
export function meantVerifiers(verifier: string): readonly string[] {
  if (verifier.length > longestRead) return [verifier]
  const plain = withoutPercentEncoding(verifier).trim()
  const core = inQuotes(plain) ?? plain
  const unpadded = core.replace(/=+$/, '')
  return [...new Set([verifier, core, unpadded, inUrlAlphabet(unpadded), inUrlAlphabet(verifier)])]
}

/**
 * Every mistake of form in a verifier that was sent and is not empty; empty for a well-formed one. A value
 * that is no verifier at all is named as that and nothing else. Where the value is percent-encoded twice or in
 * quotes, what is inside is judged besides.
 */
export function verifierFormMistakes(verifier: string): readonly Mistake[] {
  if (wellFormed.test(verifier)) return []
  const decoded = withoutPercentEncoding(verifier)
  const quoted = inQuotes(decoded)
  const core = quoted ?? decoded
  const wrapped = [
    ...(decoded === verifier ? [] : [mistake('verifier-double-encoded')]),
    ...(quoted === null ? [] : [mistake('verifier-quoted')]),
  ]
  const mistakes = [...wrapped, ...lengthMistakes(core), ...characterMistakes(core)]
  if (mistakes.length === 0) return []
  const placeholder =
    placeholderMistake('code_verifier', verifier) ?? placeholderMistake('code_verifier', core)
  const whole = placeholder ?? byteListMistake(core)
  return whole === null ? mistakes : [whole]
}

function byteListMistake(verifier: string): Mistake | null {
  return isByteList(verifier) ? mistake('verifier-byte-list') : null
}

/** What a verifier of too many characters encodes. */
function longHint(verifier: string): string {
  const content = Buffer.from(verifier, 'base64url').toString('latin1')
  return isByteList(content)
    ? ': it is the base64 of a list of numbers, a byte array was turned into text'
    : ''
}

function lengthMistakes(verifier: string): readonly Mistake[] {
  const { length } = [...verifier]
  if (length < verifierLength.least) {
    return [mistake('verifier-too-short', { words: { length, hint: shortHint(length) } })]
  }
  if (length <= verifierLength.most) return []
  return [mistake('verifier-too-long', { words: { length, hint: longHint(verifier) } })]
}

function characterMistakes(verifier: string): readonly Mistake[] {
  const index = firstReservedCharacter(verifier)
  if (index === -1) return []
  const character = [...verifier][index] ?? ''
  const hint = characterHints.get(character) ?? ''
  return [
    mistake('verifier-illegal-character', { words: { codePoint: codePointOf(character), index, hint } }),
  ]
}
