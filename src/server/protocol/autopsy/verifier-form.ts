// What is wrong with a code_verifier by itself (RFC 7636 section 4.1): its length and its characters.
import type { Mistake } from '../mistake.js'
import { firstReservedCharacter, verifierLength } from '../pkce.js'
import { codePointOf } from './difference.js'
import { mistake } from './kinds.js'
import { placeholderMistake } from './placeholder.js'

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

/**
 * Every mistake of form in a verifier that was sent and is not empty; empty for a well-formed one. A value
 * that is no verifier at all is named as that and nothing else. Where the value is percent-encoded twice, the
 * decoded form is judged besides.
 */
export function verifierFormMistakes(verifier: string): readonly Mistake[] {
  const decoded = withoutPercentEncoding(verifier)
  const doubleEncoded = decoded === verifier ? [] : [mistake('verifier-double-encoded')]
  const mistakes = [...doubleEncoded, ...lengthMistakes(decoded), ...characterMistakes(decoded)]
  if (mistakes.length === 0) return []
  const placeholder = placeholderMistake('code_verifier', verifier)
  return placeholder === null ? mistakes : [placeholder]
}

function lengthMistakes(verifier: string): readonly Mistake[] {
  const { length } = [...verifier]
  if (length < verifierLength.least) {
    return [mistake('verifier-too-short', { words: { length, hint: shortHint(length) } })]
  }
  return length > verifierLength.most ? [mistake('verifier-too-long', { words: { length } })] : []
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
