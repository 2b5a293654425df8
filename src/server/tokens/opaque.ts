// Strings without meaning: codes and ids, made from the octets of the Random port.
import { hash } from 'node:crypto'
import type { Random } from '../ports.js'
import type { Quirks } from '../protocol/quirks.js'

/** 192 bits: RFC 6749 section 10.10 asks for a chance of guessing of at most 2^-160. */
const codeOctets = 24

/** 2000 characters of the base64url alphabet. */
const longCodeOctets = 1500

/** Every character that forms, URLs and their encoders treat in their own way. */
const punctuation = '+/=%&~ '

/** An authorization code: as a rule 32 characters of the base64url alphabet, so it has no `/`, `+` or `=`. */
export function authorizationCode(random: Random, form: Quirks['codeForm'] = 'plain'): string {
  const octets = random.bytes(form === 'long' ? longCodeOctets : codeOctets)
  const code = Buffer.from(octets).toString('base64url')
  // In the middle, so that nothing is lost where a client trims what it gets.
  return form === 'punctuated' ? `${code.slice(0, 16)}${punctuation}${code.slice(16)}` : code
}

/** 256 bits. */
const refreshTokenOctets = 32

/** A refresh token: 43 characters of the base64url alphabet. */
export function refreshTokenText(random: Random): string {
  return Buffer.from(random.bytes(refreshTokenOctets)).toString('base64url')
}

/** A random UUID (RFC 9562, version 4). */
export function randomId(random: Random): string {
  return uuidOf(random.bytes(16), 4)
}

/** The same UUID for the same name, every time and everywhere (RFC 9562, version 8 over SHA-256). */
export function idOfName(name: string): string {
  const known = idsOfNames.get(name)
  if (known !== undefined) return known
  const id = uuidOf(hash('sha256', name, 'buffer'), 8)
  // Asked several times for each login, and nearly always about the same few users.
  if (idsOfNames.size >= mostIdsKept) idsOfNames.clear()
  idsOfNames.set(name, id)
  return id
}

const mostIdsKept = 1000
const idsOfNames = new Map<string, string>()

function uuidOf(octets: Uint8Array, version: number): string {
  const bytes = Buffer.from(octets.subarray(0, 16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return uuidText(bytes)
}

/** 16 octets in the writing of a UUID (RFC 9562 section 4). */
export function uuidText(octets: Buffer): string {
  const hex = octets.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
