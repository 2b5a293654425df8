// The digests of a text, written in every way that clients write them.
import { createHash } from 'node:crypto'

export interface Digest {
  /** `the SHA-1 hash in hex digits` */
  readonly how: string
  readonly text: string
}

const algorithms = [
  ['md5', 'MD5'],
  ['sha1', 'SHA-1'],
  ['sha256', 'SHA-256'],
  ['sha384', 'SHA-384'],
  ['sha512', 'SHA-512'],
] as const
const encodings = [
  ['hex', 'hex digits'],
  ['base64', 'base64'],
  ['base64url', 'base64url'],
] as const

/** The digests of `value` as text, and of the octets that it encodes. */
export function digestsOf(value: string): readonly Digest[] {
  const inputs: readonly (readonly [string | Buffer, string])[] = [
    [value, ''],
    [Buffer.from(value, 'base64url'), ' of its octets'],
  ]
  return inputs.flatMap(([input, of]) =>
    algorithms.flatMap(([algorithm, name]) => {
      const digest = createHash(algorithm).update(input).digest()
      return encodings.map(([encoding, words]) => ({
        how: `the ${name} hash${of} in ${words}`,
        text: digest.toString(encoding).replace(/=+$/, ''),
      }))
    }),
  )
}
