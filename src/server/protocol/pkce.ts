// The grammar of RFC 7636: verifier (section 4.1), challenge (section 4.2), and what went wrong between them.
import { createHash } from 'node:crypto'

export const verifierLength = { least: 43, most: 128 } as const

/** A character of `unreserved`, RFC 7636 section 4.1. */
const unreserved = /^[A-Za-z0-9\-._~]$/

/** BASE64URL(SHA256(ASCII(verifier))), RFC 7636 section 4.2: 43 characters. */
export function s256(verifier: string): string {
  return createHash('sha256').update(verifier, 'utf8').digest('base64url')
}

/** Index of the first character outside `unreserved`, or -1. */
export function firstReservedCharacter(verifier: string): number {
  return [...verifier].findIndex((character) => !unreserved.test(character))
}

/** The ways in which an S256 challenge can be malformed; the names are reasons of `pkce.challenge.encoding`. */
export type ChallengeFault =
  | 'padded'
  | 'std-alphabet'
  | 'hex'
  | 'base64-of-hex'
  | 'line-break'
  | 'double-encoded'
  | 'wrong-length'
  | 'non-canonical'
