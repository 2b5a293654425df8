// Hashes that programs make verifiers with, of a time or a counter.
import { createHash } from 'node:crypto'
import { bytesOf } from './encodings.js'

export const algorithms = ['sha256', 'sha1', 'md5', 'sha512'] as const
export type Algorithm = (typeof algorithms)[number]

const bytesOfAlgorithm: Record<Algorithm, number> = { sha256: 32, sha1: 20, md5: 16, sha512: 64 }

/** Fewer bytes than this prove nothing. */
const fewestBytes = 12

/** How a text may be the hash of something: the algorithm, and the bytes that must begin it. */
export interface DigestShape {
  readonly algorithm: Algorithm
  readonly encoding: string
  readonly bytes: Uint8Array
}

/** Every algorithm whose digest, or its beginning, the text can be. */
export function digestShapes(text: string): readonly DigestShape[] {
  const shapes: DigestShape[] = []
  for (const encoding of ['base64url', 'hex', 'HEX'] as const) {
    const bytes = bytesOf(text, encoding)
    if (bytes === undefined || bytes.length < fewestBytes) continue
    // In base64url the last bits of a cut text may belong to a byte that is not whole.
    for (const algorithm of algorithms) {
      if (bytes.length <= bytesOfAlgorithm[algorithm]) shapes.push({ algorithm, encoding, bytes })
    }
  }
  return shapes
}

/** Whether the hash of `input` begins with the bytes of the shape. */
export function isDigestOf({ algorithm, bytes }: DigestShape, input: string): boolean {
  const digest = createHash(algorithm).update(input).digest()
  for (const [at, byte] of bytes.entries()) if (digest[at] !== byte) return false
  return true
}
