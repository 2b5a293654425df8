// Texts of a cryptographic generator that can be repeated: SHA-256 of a label and a counter.
import { createHash } from 'node:crypto'

/** `count` bytes that belong to the label. */
export function cryptographicBytes(label: string, count: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(count / 32) }, (_, block) =>
    createHash('sha256').update(`${label} ${block}`).digest(),
  )
  return Buffer.concat(blocks).subarray(0, count)
}

/** A text of uniform letters: bytes that would favour the first letters are refused. */
export function cryptographicText(label: string, alphabet: string, length: number): string {
  const most = 256 - (256 % alphabet.length)
  const letters: string[] = []
  for (let block = 0; letters.length < length; block += 1) {
    for (const byte of cryptographicBytes(`${label} ${block}`, 64)) {
      if (byte < most && letters.length < length) letters.push(alphabet[byte % alphabet.length] ?? '')
    }
  }
  return letters.join('')
}
