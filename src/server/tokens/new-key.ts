// Makes private keys for signed tokens.
import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { SigningAlgorithm, SigningKey } from './keys.js'

const generate = promisify(generateKeyPair)

/**
 * A new key; several servers may share it. One for RS256 takes up to a second of a thread of the pool. It is made
 * without jose, whose loading would keep the first request of a fresh mock waiting.
 */
export async function createSigningKey(algorithm: SigningAlgorithm = 'RS256'): Promise<SigningKey> {
  const { privateKey } = await keyPair(algorithm)
  return privateKey.export({ format: 'jwk' }) as SigningKey
}

/** RFC 7518 section 3.3 asks for 2048 bits at least. */
function keyPair(algorithm: SigningAlgorithm): Promise<{ readonly privateKey: KeyObject }> {
  if (algorithm === 'RS256') return generate('rsa', { modulusLength: 2048 })
  return algorithm === 'ES256' ? generate('ec', { namedCurve: 'P-256' }) : generate('ed25519')
}
