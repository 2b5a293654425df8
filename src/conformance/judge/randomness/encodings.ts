// Bytes behind a text: base64url or hex, decoded strictly.

export type Encoding = 'base64url' | 'hex' | 'HEX'

const patterns: Record<Encoding, RegExp> = {
  base64url: /^[\w-]+$/,
  hex: /^[0-9a-f]+$/,
  HEX: /^[0-9A-F]+$/,
}

/** The whole bytes of a text, or of its beginning: what is left of a last, incomplete byte is dropped. */
export function bytesOf(text: string, encoding: Encoding): Uint8Array | undefined {
  if (!patterns[encoding].test(text)) return undefined
  if (encoding === 'base64url') return Buffer.from(text, 'base64url')
  return Buffer.from(text.slice(0, text.length - (text.length % 2)), 'hex')
}

/** Bytes as text of at most `length` characters. */
export function textOf(bytes: Uint8Array, encoding: Encoding, length: number): string {
  const text = Buffer.from(bytes).toString(encoding === 'base64url' ? 'base64url' : 'hex')
  return (encoding === 'HEX' ? text.toUpperCase() : text).slice(0, length)
}
