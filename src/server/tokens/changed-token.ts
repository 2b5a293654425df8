// A signed token made anew with one thing changed, for applications that accept tokens and must tell them apart.
import {
  constants,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto'
import type { Members, TokenChange } from '../protocol/token-change.js'
import { encodedPart, signatureOf } from './compact-signature.js'
import { algorithmOf, publicMembers, type SigningKey } from './keys.js'

/** By what the token was signed, and what its change may point at. */
export interface ChangeParts {
  readonly key: SigningKey
  /** As it is published. */
  readonly publicKey: Members
  /** See `TokenFacts`. */
  readonly elsewhere: string
}

/** `text` with `change`; null when it is no signed token. */
export function changedToken(text: string, change: TokenChange, parts: ChangeParts): string | null {
  const [header, claims, ...others] = text.split('.').map(membersIn)
  if (header == null || claims == null || others.length !== 1) return null
  const { elsewhere, publicKey, key } = parts
  const facts = {
    elsewhere,
    tokenId: String(claims['jti']),
    publicKey,
    get foreignKey() {
      return { ...createPublicKey(foreignKey(key.kty)).export({ format: 'jwk' }) }
    },
  }
  const way = change.signature ?? 'own'
  const named = { ...header, alg: algorithmFor(way, parts.key) }
  const payload = change.claims?.(claims, facts) ?? claims
  const signed = [
    encodedPart(change.header?.(named, facts) ?? named),
    typeof payload === 'string' ? Buffer.from(payload).toString('base64url') : encodedPart(payload),
  ].join('.')
  const token = `${signed}.${signatureBy(way, signed, parts).toString('base64url')}`
  return change.text?.(token) ?? token
}

type Way = NonNullable<TokenChange['signature']>

/** Another algorithm that a key of each kind can be made to do. */
const otherAlgorithms = { RS256: 'PS256', ES256: 'ES384', EdDSA: 'ES256' } as const

function algorithmFor(way: Way, key: SigningKey): string {
  if (way === 'none') return 'none'
  if (way.startsWith('hmac-')) return 'HS256'
  const own = algorithmOf(key)
  return way === 'other-algorithm' ? otherAlgorithms[own] : own
}

function signatureBy(way: Way, text: string, { key, publicKey }: ChangeParts): Buffer {
  switch (way) {
    case 'own':
      return signatureOf(text, privateKeyOf(key))
    case 'foreign':
      return signatureOf(text, foreignKey(key.kty))
    case 'none':
      return Buffer.alloc(0)
    case 'other-algorithm':
      return otherSignature(text, privateKeyOf(key))
    default:
      return createHmac('sha256', secretOf(way, key, publicKey))
        .update(text)
        .digest()
  }
}

function privateKeyOf(key: SigningKey): KeyObject {
  return createPrivateKey({ key: { ...key }, format: 'jwk' })
}

/** RSASSA-PSS of RFC 7518 section 3.5, or the hash of its section 3.4 that belongs to another curve. */
function otherSignature(text: string, key: KeyObject): Buffer {
  const octets = Buffer.from(text)
  if (key.asymmetricKeyType === 'ed25519') return sign(null, octets, key)
  if (key.asymmetricKeyType === 'ec') return sign('sha384', octets, { key, dsaEncoding: 'ieee-p1363' })
  return sign('sha256', octets, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 })
}

/** What a verifier that takes the key for a secret may have at hand: RFC 8725 section 2.1. */
function secretOf(way: Way, key: SigningKey, published: Members): string | Buffer {
  const publicKey = createPublicKey({ key: publicMembers(key), format: 'jwk' })
  if (way === 'hmac-with-jwk') return JSON.stringify(published)
  return way === 'hmac-with-der'
    ? publicKey.export({ type: 'spki', format: 'der' })
    : publicKey.export({ type: 'spki', format: 'pem' })
}

const foreignKeys = new Map<SigningKey['kty'], KeyObject>()

/** A key of the same kind that nobody published, made once. */
function foreignKey(kind: SigningKey['kty']): KeyObject {
  const known = foreignKeys.get(kind)
  if (known !== undefined) return known
  const made = newKey(kind)
  foreignKeys.set(kind, made)
  return made
}

function newKey(kind: SigningKey['kty']): KeyObject {
  if (kind === 'RSA') return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  if (kind === 'EC') return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  return generateKeyPairSync('ed25519').privateKey
}

function membersIn(part: string): Members | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}
