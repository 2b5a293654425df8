// Verifiers that are no secret: printed in a document that everybody copies from, or made by a pattern.
import { s256 } from '../../server/protocol/pkce.js'
import { published } from './randomness/published.js'

const byChallenge: ReadonlyMap<string, string> = new Map(
  published.map(({ value, where }) => [s256(value), where]),
)

/** Where the verifier of this challenge is printed, or null. */
export function publishedChallenge(challenge: string): string | null {
  return byChallenge.get(challenge) ?? published.find(({ value }) => value === challenge)?.where ?? null
}

/** Where the verifier is printed, with something before or after it too; null when it is nowhere. */
export function publishedVerifier(verifier: string): string | null {
  const text = verifier.toLowerCase()
  return published.find((known) => text.includes(known.value.toLowerCase()))?.where ?? null
}

/** Length of the shortest piece that, repeated, makes all of `items`; their number when none does. */
function periodOf(items: readonly number[]): number {
  for (let period = 1; period <= items.length / 3; period++) {
    if (items.every((item, index) => index < period || item === items[index - period])) return period
  }
  return items.length
}

/** Whether nearly every item is the one before it plus 1, or minus 1. */
function isSequence(items: readonly number[]): boolean {
  const steps = items.slice(1).map((item, index) => item - (items[index] ?? 0))
  return [1, -1].some((step) => steps.filter((found) => found === step).length >= steps.length * 0.8)
}

function patternIn(items: readonly number[], unit: string): string | null {
  const period = periodOf(items)
  if (period === 1) return `one ${unit}, again and again`
  if (period < items.length) return `the same ${period} ${unit}s, again and again`
  return isSequence(items) ? `${unit}s in their usual order` : null
}

/**
 * The pattern by which the characters of `verifier` follow one another, or the octets that it encodes; null when there
 * is none. Random text of 43 characters has none: three repetitions of a piece of 14 have a chance below 1 in 2^160.
 */
export function patternOf(verifier: string): string | null {
  const characters = [...verifier].map((character) => character.codePointAt(0) ?? 0)
  if (characters.length < 16) return null
  const octets = [...Buffer.from(verifier, 'base64url')]
  const digits = /^(?:[0-9a-f]{2}){16,}$/i.test(verifier) ? [...Buffer.from(verifier, 'hex')] : []
  return (
    patternIn(characters, 'character') ??
    patternIn(octets, 'octet') ??
    (digits.length > 0 ? patternIn(digits, 'octet') : null)
  )
}
