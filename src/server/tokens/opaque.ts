// Strings without meaning: codes and ids, made from the octets of the Random port.
import { createHash } from 'node:crypto'
import type { Random } from '../ports.js'

/** 192 bits: RFC 6749 section 10.10 asks for a chance of guessing of at most 2^-160. */
const codeOctets = 24

/** An authorization code: 32 characters of the base64url alphabet, so it has no `/`, `+` or `=`. */
export function authorizationCode(random: Random): string {
  return Buffer.from(random.bytes(codeOctets)).toString('base64url')
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
  return uuidOf(createHash('sha256').update(name, 'utf8').digest(), 8)
}

function uuidOf(octets: Uint8Array, version: number): string {
  const bytes = Buffer.from(octets.subarray(0, 16))
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return uuidText(bytes)
}

/** 16 octets in the writing of a UUID (RFC 9562 section 4). */
export function uuidText(octets: Buffer): string {
  const hex = octets.toString('hex')
  return [8, 12, 16, 20, 32].map((end, index, ends) => hex.slice(ends[index - 1] ?? 0, end)).join('-')
}
