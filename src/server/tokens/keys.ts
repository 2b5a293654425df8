// The private keys of signed tokens as plain values: what they are, and whether they are whole.
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { Policy } from '../protocol/policy.js'

export type SigningAlgorithm = Policy['signingAlgorithm']

/** A private RSA key as a JSON Web Key (RFC 7518 section 6.3), for RS256. */
export interface RsaSigningKey {
  readonly kty: 'RSA'
  readonly n: string
  readonly e: string
  readonly d: string
  readonly p: string
  readonly q: string
  readonly dp: string
  readonly dq: string
  readonly qi: string
  readonly kid?: string
}

/** A private key on the curve P-256 (RFC 7518 section 6.2), for ES256. */
export interface EcSigningKey {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
  readonly d: string
  readonly kid?: string
}

/** A private Ed25519 key (RFC 8037), for EdDSA. */
export interface OkpSigningKey {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
  readonly d: string
  readonly kid?: string
}

export type SigningKey = RsaSigningKey | EcSigningKey | OkpSigningKey

/** The smallest RSA key for RS256: RFC 7518 section 3.3. */
const leastModulusBits = 2048

export function algorithmOf({ kty }: SigningKey): SigningAlgorithm {
  return kty === 'RSA' ? 'RS256' : kty === 'EC' ? 'ES256' : 'EdDSA'
}

/** What everybody may know of a key: the members of which its thumbprint is made (RFC 7638 section 3.2). */
export function publicMembers(key: SigningKey) {
  if (key.kty === 'RSA') return { kty: key.kty, n: key.n, e: key.e }
  if (key.kty === 'EC') return { kty: key.kty, crv: key.crv, x: key.x, y: key.y }
  return { kty: key.kty, crv: key.crv, x: key.x }
}

/** The private key that a JSON value describes; null when it is none that can sign here. */
export function readSigningKey(value: unknown): SigningKey | null {
  if (typeof value !== 'object' || value === null) return null
  const members = new Map<string, unknown>(Object.entries(value))
  const has = (...names: readonly string[]) => names.every((name) => isBase64url(members.get(name)))
  const kid = members.get('kid')
  if (kid !== undefined && (typeof kid !== 'string' || kid === '')) return null
  const [kty, crv] = [members.get('kty'), members.get('crv')]
  const complete =
    (kty === 'RSA' && has('n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi')) ||
    (kty === 'EC' && crv === 'P-256' && has('x', 'y', 'd')) ||
    (kty === 'OKP' && crv === 'Ed25519' && has('x', 'd'))
  return complete && isWhole(value as SigningKey) ? (value as SigningKey) : null
}

function isBase64url(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9_-]+$/.test(value)
}

/** Whether the private half makes signatures that the public half accepts, of a length that may be used. */
function isWhole(key: SigningKey): boolean {
  const hash = key.kty === 'OKP' ? null : 'sha256'
  const text = Buffer.from('a key is whole when this verifies')
  try {
    const privateKey = createPrivateKey({ key: { ...key }, format: 'jwk' })
    const publicKey = createPublicKey({ key: publicMembers(key), format: 'jwk' })
    const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? leastModulusBits
    return bits >= leastModulusBits && verify(hash, text, publicKey, sign(hash, text, privateKey))
  } catch {
    return false
  }
}
