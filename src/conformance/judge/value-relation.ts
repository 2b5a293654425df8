// How a value that everybody sees was made of one that nobody must know.
import { disguiseOf } from '../hidden-text.js'
import { digestsOf } from './digests.js'
import { readableFields } from './readable-value.js'

/** `shown`: the hidden value, or a piece of it, can be read. `hashed`: it was hashed, and can only be guessed at. */
export interface ValueRelation {
  readonly kind: 'shown' | 'hashed'
  /** In words, after "it is" or "it holds": `a part of it`. */
  readonly how: string
}

/** Shorter pieces are shared by chance, or stand in both for another reason. */
const leastPart = 12
/** A hash that was cut further says too little to be recognised. */
const leastHash = 12

function reversed(text: string): string {
  return [...text].reverse().join('')
}

function octetsOf(text: string): readonly string[] {
  const asHex = /^(?:[0-9a-f]{2}){6,}$/i.test(text) ? [Buffer.from(text, 'hex').toString('hex')] : []
  const asBase64 = /^[A-Za-z0-9+/_-]{10,}={0,2}$/.test(text)
    ? [Buffer.from(text, 'base64').toString('hex')]
    : []
  return [...asHex, ...asBase64]
}

/** Whether one holds the other, and it is long enough to be no accident. */
function overlap(one: string, other: string, least: number): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= least && long.includes(short)
}

/** The octets that both encode, one in hex digits and one in base64 say; whole octets only. */
function sharesOctets(seen: string, hidden: string): boolean {
  const [mine, theirs] = [octetsOf(seen), octetsOf(hidden)]
  return mine.some((one) => theirs.some((other) => overlap(one, other, 2 * 8)))
}

function shown(seen: string, hidden: string): string | null {
  if (seen === hidden) return 'the same value'
  const disguise = disguiseOf(hidden, seen)
  if (disguise !== null && disguise !== 'plain') return `the same value, ${disguise}`
  if (disguise === 'plain') return 'the same value with something around it'
  if (overlap(seen, hidden, leastPart)) return 'a part of it'
  if (overlap(reversed(seen), hidden, leastPart)) return 'the same value or a part of it, read backwards'
  return sharesOctets(seen, hidden) ? 'made of the same octets' : null
}

function hashed(seen: string, hidden: string): string | null {
  const unpadded = seen.replace(/=+$/, '')
  const found = digestsOf(hidden).find(({ text }) =>
    // Hex digits are written in small and in capital letters.
    [unpadded, unpadded.toLowerCase()].some(
      (written) => written.includes(text) || (written.length >= leastHash && text.startsWith(written)),
    ),
  )
  return found?.how ?? null
}

/** Whether both can be read as one text, or one as a piece of the other; `seen` field by field where it can be read. */
export function sharesText(seen: string, other: string): boolean {
  const texts = [seen, ...readableFields(seen).map(({ value }) => value)]
  return texts.some((text) => overlap(text, other, leastPart))
}

/** How `seen` was made of `hidden`, field by field where `seen` can be read; null when nothing shows that it was. */
export function relationBetween(seen: string, hidden: string): ValueRelation | null {
  const texts = [seen, ...readableFields(seen).map(({ value }) => value)]
  const plain = texts.map((text) => shown(text, hidden)).find((how) => how !== null)
  if (plain) return { kind: 'shown', how: plain }
  const hash = texts.map((text) => hashed(text, hidden)).find((how) => how !== null)
  return hash ? { kind: 'hashed', how: hash } : null
}
