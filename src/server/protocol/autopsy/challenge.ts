// What is wrong with a code_challenge (RFC 7636 section 4.2): every fault of the value as one mistake.
import type { Mistake } from '../mistake.js'
import { type ChallengeFault, type ChallengeReading, readChallenge } from '../pkce.js'
import { isByteList } from './byte-list.js'
import { lengthMistake } from './challenge-length.js'
import { codePointOf } from './difference.js'
import { mistake } from './kinds.js'
import { placeholderMistake } from './placeholder.js'

/** A byte array turned into text, plain or base64-encoded; null when the value is neither. */
function byteListMistake(value: string, core: string): Mistake | null {
  if (isByteList(value)) return mistake('challenge-byte-list', { words: { verb: 'is made of', hint: '' } })
  if (!isByteList(Buffer.from(core, 'base64url').toString('latin1'))) return null
  return mistake('challenge-byte-list', { words: { verb: 'decodes to', hint: ', and it is no hash' } })
}

function jsonMistake(value: string): Mistake | null {
  const isJson = /^\s*(?:\{.*\}|\[.*\])\s*$/s.test(value)
  return isJson ? mistake('challenge-of-json', { words: { what: 'JSON' } }) : null
}

/** In words: what the value is once the faults of transport are taken away. */
function afterDecoding(faults: readonly ChallengeFault[]): string {
  const rest = faults.filter((fault) => fault !== 'double-encoded')
  if (rest.length === 0) return 'a well-formed challenge'
  return rest.length === 1 && rest[0] === 'padded' ? 'a padded S256 challenge' : 'still malformed'
}

function whiteSpaceIn(value: string): string {
  const decoded = value.replace(/%0D/gi, '\r').replace(/%0A/gi, '\n').replace(/%09/g, '\t')
  const index = decoded.search(/[\r\n\t]/)
  if (index === -1) return 'a blank around the value'
  const place = index >= decoded.trimEnd().length ? 'at the end' : `at index ${index}`
  return decoded[index] === '\t' ? `a tab ${place}` : `a line break ${place}`
}

function illegalCharacterIn(value: string): { codePoint: string; index: number } {
  const characters = [...value]
  const index = characters.findIndex((character) => /[^A-Za-z0-9+/ _\-=\r\n\t]/.test(character))
  const place = index === -1 ? Math.max(0, characters.indexOf('=')) : index
  return { codePoint: codePointOf(characters[place] ?? ''), index: place }
}

function standardAlphabetIn(value: string): string {
  const names = [
    value.includes('+') ? '+' : '',
    value.includes('/') ? '/' : '',
    value.includes(' ') ? 'a space that was +' : '',
  ]
  return names.filter((name) => name !== '').join(', ')
}

function mistakeOf(fault: ChallengeFault, value: string, reading: ChallengeReading): Mistake {
  switch (fault) {
    case 'double-encoded':
      return mistake('challenge-double-encoded', { words: { what: afterDecoding(reading.faults) } })
    case 'line-break':
      return mistake('challenge-line-break', { words: { what: whiteSpaceIn(value) } })
    case 'padded':
      return mistake('challenge-padded', {
        words: { padding: /(?:=|%3D)(?:=|%3D)/i.test(value) ? '==' : '=' },
      })
    case 'std-alphabet':
      return mistake('challenge-std-alphabet', { words: { what: standardAlphabetIn(value) || '+ or /' } })
    case 'illegal-character':
      return mistake('challenge-illegal-character', { words: illegalCharacterIn(value) })
    case 'wrong-length':
      return lengthMistake(reading)
    case 'non-canonical':
      return mistake('challenge-non-canonical', { words: { hint: endHint(reading.core) } })
    case 'hex':
    case 'base64-of-hex':
      return mistake(`challenge-${fault}`)
  }
}

/** What a challenge of 43 characters that is none may have been cut from. */
function endHint(core: string): string {
  return /^[0-9a-f]+$/i.test(core)
    ? ' (hex digits cut to 43 characters?)'
    : ' (a longer hash cut to 43 characters?)'
}

/** What stands between quotes, or null. */
function inQuotes(value: string): string | null {
  return /^\s*(["'`])(.*)\1\s*$/s.exec(value)?.[2] ?? null
}

/**
 * Every mistake in a challenge that is meant for S256; empty for a well-formed one. A value that is no
 * challenge at all (a promise, a placeholder, a list of numbers) is named as that and nothing else; inside of
 * quotes the value itself is judged besides.
 */
export function challengeMistakes(value: string): readonly Mistake[] {
  const reading = readChallenge(value)
  if (reading.faults.length === 0) return []
  const isHash = reading.faults.includes('hex')
  const whole = isHash
    ? null
    : (placeholderMistake('code_challenge', value) ??
      byteListMistake(value, reading.core) ??
      jsonMistake(value))
  if (whole !== null) return [whole]
  const quoted = inQuotes(value)
  if (quoted !== null) return [mistake('challenge-quoted'), ...challengeMistakes(quoted)]
  return reading.faults.map((fault) => mistakeOf(fault, value, reading))
}
