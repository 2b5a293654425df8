// From a verifier to the challenges that clients make of it by mistake, and back from a challenge to the mistakes.
import { createHash, getHashes } from 'node:crypto'
import { type ChallengeFault, isHexDigest, readChallenge, s256 } from '../pkce.js'
import { hashedNothings, type Misreading, misreadingsOf, type Slip } from './misreading.js'
import { editDistance } from './nearest.js'

/** The length of a challenge, and what longer hashes are cut to. */
const length = 43

interface HashFunction {
  /** As `node:crypto` calls it. */
  readonly name: string
  /** As people call it; null for the right one. */
  readonly shown: string | null
}

const known: ReadonlySet<string> = new Set(getHashes().map((name) => name.toLowerCase()))

/** The right one first; what this build of OpenSSL lacks is left out. */
const hashFunctions: readonly HashFunction[] = [
  { name: 'sha256', shown: null },
  { name: 'sha512', shown: 'SHA-512' },
  { name: 'sha384', shown: 'SHA-384' },
  { name: 'sha1', shown: 'SHA-1' },
  { name: 'md5', shown: 'MD5' },
  { name: 'sha224', shown: 'SHA-224' },
  { name: 'sha512-256', shown: 'SHA-512/256' },
  { name: 'sha3-256', shown: 'SHA3-256' },
  { name: 'sha3-384', shown: 'SHA3-384' },
  { name: 'sha3-512', shown: 'SHA3-512' },
  { name: 'blake2s256', shown: 'BLAKE2s' },
  { name: 'blake2b512', shown: 'BLAKE2b' },
  { name: 'sm3', shown: 'SM3' },
  { name: 'rmd160', shown: 'RIPEMD-160' },
].filter(({ name, shown }) => shown === null || known.has(name) || known.has(`rsa-${name}`))

function digestOf(name: string, octets: Uint8Array): Buffer {
  return createHash(name).update(octets).digest()
}

/** The challenges by which a mistake is recognised, as base64url. */
type Table = Map<string, readonly Slip[]>

function add(table: Table, text: string, slips: readonly Slip[]): void {
  if (text.length >= length && !table.has(text)) table.set(text, slips)
}

/** Hex digits, and base64 of hex digits, cut to the length of a challenge or as long as that by themselves. */
function addHexForms(table: Table, digest: Buffer, slips: readonly Slip[], isLong: boolean): void {
  const cut = ', cut to 43 characters'
  for (const hex of [digest.toString('hex'), digest.toString('hex').toUpperCase()]) {
    if (isLong) add(table, hex.slice(0, length), [...slips, { kind: 'verifier-hash-in-hex', words: { cut } }])
    const encoded = Buffer.from(hex).toString('base64url')
    const words = { cut: encoded.length === length ? '' : cut }
    add(table, encoded.slice(0, length), [...slips, { kind: 'verifier-hash-in-base64-of-hex', words }])
  }
}

/** The right characters for `+` and `/`, in the wrong places. */
function addMixedLetters(table: Table, hash: string, slips: readonly Slip[]): void {
  const swapped = hash.replace(/[-_]/g, (character) => (character === '-' ? '_' : '-'))
  const rows: readonly (readonly [text: string, how: string])[] = [
    [swapped, '- and _ are exchanged'],
    [hash.replaceAll('_', '-'), 'a - stands for every /'],
    [hash.replaceAll('-', '_'), 'a _ stands for every +'],
  ]
  for (const [text, how] of rows) {
    add(table, text, [...slips, { kind: 'verifier-hash-letters-swapped', words: { how } }])
  }
}

/** Misreadings that go together with another hash function often enough to be looked for. */
const combined: ReadonlySet<string> = new Set(['verifier-octets-hashed', 'verifier-line-end-hashed'])

function addHashes(table: Table, { slip, octets }: Misreading): void {
  const slips = slip === null ? [] : [slip]
  const functions = slip === null || combined.has(slip.kind) ? hashFunctions : hashFunctions.slice(0, 1)
  for (const { name, shown } of functions) {
    const digest = digestOf(name, octets)
    const text = digest.toString('base64url')
    const isLong = text.length > length
    const other = (cut: string): readonly Slip[] =>
      shown === null ? slips : [...slips, { kind: 'verifier-other-hash', words: { hash: shown, cut } }]
    table.set(text, table.get(text) ?? other(''))
    if (isLong) add(table, text.slice(0, length), other(', cut to 43 characters'))
    addHexForms(table, digest, other(''), digest.length * 2 > length)
    if (shown === null) addMixedLetters(table, text, slips)
  }
}

function addRehashed(table: Table, verifier: string): void {
  const first = digestOf('sha256', Buffer.from(verifier))
  const texts = [first.toString('base64url'), first.toString('base64'), first.toString('hex')]
  for (const octets of [first, ...texts.map((text) => Buffer.from(text))]) {
    add(table, digestOf('sha256', octets).toString('base64url'), [{ kind: 'verifier-hashed-twice' }])
  }
}

/** Only the beginning was hashed: `substring(0, 64)` before the hash and not before it was sent. */
function addParts(table: Table, verifier: string): void {
  for (let count = verifier.length - 1; count > 0; count--) {
    const slip: Slip = { kind: 'verifier-part-hashed', words: { count } }
    add(table, s256(verifier.slice(0, count)), [slip])
  }
}

/** What a lost character may have been: those that `unreserved` has, those first that scripts delete. */
const characters = '-_.~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const deleted = '-_.~'

/** The verifier that was hashed has one character more than the one that was sent. */
function addLongerOnes(table: Table, verifier: string): void {
  const slip = (where: string): readonly Slip[] => [{ kind: 'verifier-cut', words: { where } }]
  for (const character of characters) {
    add(table, s256(verifier + character), slip('at its end'))
    add(table, s256(character + verifier), slip('at its start'))
  }
  for (const character of deleted) {
    for (let index = 1; index < verifier.length; index++) {
      const text = verifier.slice(0, index) + character + verifier.slice(index)
      add(table, s256(text), slip(`a ${character}`))
    }
  }
}

/** Longer values are no verifiers, and the work per request stays bounded. */
const longestVerifier = 512

/** Every challenge that somebody may have made of `verifier`, with the mistakes that led there; none: the right one. */
function challengesOf(verifier: string): ReadonlyMap<string, readonly Slip[]> {
  const table: Table = new Map()
  if (verifier.length > longestVerifier) return new Map([[s256(verifier), []]])
  for (const misreading of misreadingsOf(verifier)) addHashes(table, misreading)
  addRehashed(table, verifier)
  for (const misreading of hashedNothings) addHashes(table, misreading)
  addParts(table, verifier)
  addLongerOnes(table, verifier)
  return table
}

/** A challenge as base64url of octets, and how it was written. */
interface Writing {
  readonly text: string
  readonly slips: readonly Slip[]
}

function hexIn(text: string): string | null {
  return isHexDigest(text) ? (/([0-9a-f]{64})\W*$/i.exec(text.replace(/[: -]/g, ''))?.[1] ?? null) : null
}

/** Faults of a challenge that leave its characters as they are, or as they were. */
const dress: ReadonlySet<ChallengeFault> = new Set(['double-encoded', 'line-break', 'padded', 'std-alphabet'])

function writingOf(challenge: string): Writing {
  const { core, faults } = readChallenge(challenge)
  const words = { cut: '' }
  const hex = hexIn(core)
  if (hex !== null) {
    return { text: base64urlOf(hex), slips: [{ kind: 'verifier-hash-in-hex', words }] }
  }
  const inside = hexIn(Buffer.from(core, 'base64url').toString('latin1'))
  if (inside !== null) {
    return { text: base64urlOf(inside), slips: [{ kind: 'verifier-hash-in-base64-of-hex', words }] }
  }
  return {
    text: core,
    slips: faults.some((fault) => dress.has(fault)) ? [{ kind: 'verifier-base64-form' }] : [],
  }
}

function base64urlOf(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64url')
}

/** More characters cannot differ by an accident on the way of one and the same hash. */
const fewCharacters = 4

function alteration(verifier: string, challenge: string): readonly Slip[] | null {
  const hash = s256(verifier)
  const how =
    challenge.toLowerCase() === hash.toLowerCase()
      ? 'in other capital and small letters'
      : editDistance(challenge, hash) <= fewCharacters
        ? 'but for a few characters'
        : null
  return how === null ? null : [{ kind: 'verifier-hash-altered', words: { how } }]
}

/** Recognises the challenges that were made of one verifier. */
export interface SlipFinder {
  /** The mistakes between the verifier and `challenge`; empty when it is the right one, null when it is foreign. */
  slipsTo(challenge: string): readonly Slip[] | null
}

/** The work of hashing is done once, so that the challenges of many logins can be compared. */
export function createSlipFinder(verifier: string): SlipFinder {
  const right = s256(verifier)
  let table: ReadonlyMap<string, readonly Slip[]> | null = null
  return {
    slipsTo(challenge) {
      if (challenge === right) return []
      if (challenge === '') return null
      if (challenge === verifier) return [sameText(challenge)]
      table ??= challengesOf(verifier)
      const { text, slips } = writingOf(challenge)
      const found = table.get(text)
      if (found === undefined) return alteration(verifier, text)
      return [...found, ...slips]
    },
  }
}

function sameText(text: string): Slip {
  const canBeHash = readChallenge(text).faults.length === 0
  return { kind: canBeHash ? 'verifier-equals-challenge' : 'verifier-not-hashed' }
}
