// Opaque access tokens, as the real service has them: 86 characters of the base64url alphabet.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Random } from '../ports.js'
import { undisguised } from '../protocol/disguise.js'
import type { TokenIssuer } from './issuer.js'
import { uuidText } from './opaque.js'

const idOctets = 16
const secretOctets = 32
const tokenOctets = 64

/** Secrets beyond this number are forgotten, the oldest first. */
const mostSecrets = 16

/** The 48 octets of SHA-384 that only the holder of the secret can put behind an id. */
function seal(id: Buffer, secret: Uint8Array): Buffer {
  return createHmac('sha384', secret).update(id).digest()
}

/**
 * Tokens that are an id and its seal, so that the store need not know their texts. Nothing is signed: the
 * published set of keys is empty.
 */
export function createOpaqueTokens(random: Random): TokenIssuer {
  let secrets: readonly [Uint8Array, ...Uint8Array[]] = [random.bytes(secretOctets)]

  function idIn(text: string): string | null {
    const octets = Buffer.from(text, 'base64url')
    if (octets.length !== tokenOctets || octets.toString('base64url') !== text) return null
    const id = octets.subarray(0, idOctets)
    const isSealed = (secret: Uint8Array) => timingSafeEqual(octets.subarray(idOctets), seal(id, secret))
    return secrets.some(isSealed) ? uuidText(id) : null
  }

  return {
    async issue({ id }) {
      const octets = Buffer.from(id.replaceAll('-', ''), 'hex')
      return Buffer.concat([octets, seal(octets, secrets[0])]).toString('base64url')
    },
    changed: () => null,
    async identify(text) {
      const plain = undisguised(text)
      return idIn(text) ?? (plain === null ? null : idIn(plain))
    },
    faultIn: async () => null,
    publicKeys: async () => ({ keys: [] }),
    async rotate() {
      secrets = [random.bytes(secretOctets), ...secrets.slice(0, mostSecrets - 1)]
    },
  }
}
