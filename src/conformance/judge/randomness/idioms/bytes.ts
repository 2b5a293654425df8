// Bytes, each by its own call, shown in base64url or hex.
import { bytesOf, type Encoding, textOf } from '../encodings.js'
import { type Draw, type Idiom, mathRandom } from '../idiom.js'

/** `Math.floor(Math.random() * range)` for each byte, range 256 or, by a common mistake, 255. */
export function bytesIdiom(encoding: Encoding, range: 255 | 256): Idiom {
  return {
    id: `bytes-${encoding}-${range}`,
    name: `bytes by Math.floor(${mathRandom} * ${range}), in ${encoding}`,
    unit: encoding === 'base64url' ? 4 : 2,
    read(text) {
      const bytes = bytesOf(text, encoding)
      if (bytes === undefined || (range === 255 && bytes.includes(255))) return []
      return [Array.from(bytes, (byte): Draw => ({ low: byte / range, high: (byte + 1) / range }))]
    },
    make(number, length) {
      const calls = encoding === 'base64url' ? Math.floor((length * 3) / 4) : Math.ceil(length / 2)
      const bytes = Uint8Array.from({ length: calls }, (_, call) => Math.floor(number(call) * range))
      return { text: textOf(bytes, encoding, length), calls }
    },
    bits: (text) => (bytesOf(text, encoding)?.length ?? 0) * Math.log2(range),
  }
}
