// Shows that two secrets are equal without showing either.
import { createHmac } from 'node:crypto'

/** Turns a secret into a text that says nothing of it but its length and its equality with others. */
export type Mask = (secret: string) => string

/**
 * A function that turns a secret into its length and 8 hex digits of an HMAC under `key`: equal values can be
 * recognised under one key and nowhere else.
 */
export function createMask(key: Uint8Array): Mask {
  return (secret) => {
    const digest = createHmac('sha256', key).update(secret).digest('hex').slice(0, 8)
    const length = [...secret].length
    return `${length} ${length === 1 ? 'character' : 'characters'} #${digest}`
  }
}
