// What can be said about texts without predicting them: how much they can hold, and what speaks against chance.
import { exactAlphabets } from './alphabets.js'
import { type ByteBias, byteBias } from './byte-bias.js'
import type { Role } from './sample.js'
import { uuidBits } from './uuid-bits.js'

/** Something that a cryptographic generator does only by a chance below `errorRate`. */
export interface Suspicion {
  readonly kind: 'byte-bias' | 'no-repeated-character' | 'fixed-characters'
  /** The chance that random texts look so. */
  readonly pValue: number
  readonly errorRate: number
}

export interface Statistics {
  readonly role: Role
  readonly logins: number
  readonly characters: number
  /** Size of the smallest usual alphabet that holds every character seen. */
  readonly letters: number
  /** Mean number of characters of a text. */
  readonly length: number
  /** Characters that are the same in every text, beyond chance. */
  readonly fixed: number
  /** Bits that a text can hold at most; no text says how many it does hold. */
  readonly bits: number
  /** Undefined where no alphabet of a usual size and with a bias fits. */
  readonly bias: ByteBias | undefined
  readonly suspicions: readonly Suspicion[]
}

const errorRate = 1e-6

/** The statistics of the texts of one role. */
export function statisticsOf(role: Role, texts: readonly string[]): Statistics {
  const characters = texts.join('').length
  const length = characters / texts.length
  const letters = lettersOf(texts)
  const fixed = fixedCharacters(texts, letters)
  const bias = byteBias(texts)
  return {
    role,
    logins: texts.length,
    characters,
    letters,
    length,
    fixed,
    bits: Math.min((length - fixed) * Math.log2(letters), uuidBits(texts) ?? Number.POSITIVE_INFINITY),
    bias,
    suspicions: [
      ...(bias?.biased === true ? [{ kind: 'byte-bias', pValue: bias.pValue, errorRate } as const] : []),
      ...withoutRepeats(texts, letters),
      ...(fixed > 0 ? [{ kind: 'fixed-characters', pValue: errorRate, errorRate } as const] : []),
    ],
  }
}

/** The size of the smallest usual alphabet, or else the number of different characters. */
function lettersOf(texts: readonly string[]): number {
  const sizes = exactAlphabets(texts).map(({ letters }) => letters.length)
  return sizes.length > 0 ? Math.min(...sizes) : Math.max(2, new Set(texts.join('')).size)
}

/** Places with one and the same character in every text, where chance would hardly leave one. */
function fixedCharacters(texts: readonly string[], letters: number): number {
  const [first = '', ...others] = texts
  if (first.length * letters ** -others.length > errorRate) return 0
  return Array.from(first).filter((character, at) => others.every((text) => text[at] === character)).length
}

/** A shuffled alphabet, cut: no character comes twice. */
function withoutRepeats(texts: readonly string[], letters: number): readonly Suspicion[] {
  if (texts.some((text) => new Set(text).size < text.length)) return []
  let log = 0
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) log += Math.log(Math.max(0, 1 - at / letters))
  }
  const pValue = Math.exp(log)
  return pValue <= errorRate ? [{ kind: 'no-repeated-character', pValue, errorRate }] : []
}
