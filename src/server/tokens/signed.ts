// Signed access tokens: JWT in the shape of RFC 9068, RS256. The only file that imports jose, and only on first use.
import type { AccessToken } from '../protocol/records.js'
import type { TokenIssuer } from './issuer.js'
import { idOfName } from './opaque.js'

/** A private RSA key as a JSON Web Key (RFC 7518 section 6.3). */
export interface SigningKey {
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

export interface SignedTokens extends TokenIssuer {
  /** Makes or reads the key now, so that the first token need not wait for it. */
  prepare(): Promise<void>
}

type Jose = typeof import('jose')
type CryptoKey = Awaited<ReturnType<Jose['generateKeyPair']>>['privateKey']

interface Keys {
  readonly jose: Jose
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly publicJwk: { readonly kid: string }
  readonly kid: string
}

const algorithm = 'RS256'

/** A new RSA key of 2048 bits; several servers may share it. Takes up to a second of a thread of the pool. */
export async function createSigningKey(): Promise<SigningKey> {
  const jose = await import('jose')
  const { privateKey } = await jose.generateKeyPair(algorithm, { modulusLength: 2048, extractable: true })
  return (await jose.exportJWK(privateKey)) as SigningKey
}

async function readKeys(signingKey: SigningKey): Promise<Keys> {
  const jose = await import('jose')
  const { kty, n, e } = signingKey
  const kid = signingKey.kid ?? (await jose.calculateJwkThumbprint({ kty, n, e }))
  const publicJwk = { kty, n, e, kid, alg: algorithm, use: 'sig' }
  const privateKey = await jose.importJWK({ ...signingKey }, algorithm)
  const publicKey = await jose.importJWK(publicJwk, algorithm)
  return { jose, kid, publicJwk, privateKey: privateKey as CryptoKey, publicKey: publicKey as CryptoKey }
}

/**
 * Issues and reads signed tokens. With `signingKey` null a key of its own is made on first use or by `prepare`.
 * Neither `issue` nor `identify` looks at a clock: the dates are those of the records.
 */
export function createSignedTokens(signingKey: SigningKey | null): SignedTokens {
  let pending: Promise<Keys> | null = null

  async function makeKeys(): Promise<Keys> {
    return readKeys(signingKey ?? (await createSigningKey()))
  }

  function keys(): Promise<Keys> {
    pending ??= makeKeys().catch((error: unknown) => {
      pending = null
      throw error
    })
    return pending
  }

  return {
    async prepare() {
      await keys()
    },
    async issue(token, names) {
      const { jose, kid, privateKey } = await keys()
      const jwt = new jose.SignJWT(claimsOf(token, names))
      return jwt.setProtectedHeader({ alg: algorithm, typ: 'at+jwt', kid }).sign(privateKey)
    },
    async identify(text) {
      const { jose, publicKey } = await keys()
      try {
        const { payload } = await jose.compactVerify(text, publicKey, { algorithms: [algorithm] })
        const claims: unknown = JSON.parse(new TextDecoder().decode(payload))
        return tokenIdIn(claims)
      } catch (error) {
        if (error instanceof jose.errors.JOSEError || error instanceof SyntaxError) return null
        throw error
      }
    },
    async publicKeys() {
      return { keys: [(await keys()).publicJwk] }
    },
  }
}

/** The claims of RFC 9068 section 2.2; dates in whole seconds, rounded down, so that no token is of the future. */
function claimsOf(token: AccessToken, names: { readonly issuer: string; readonly audience: string }) {
  const issuedAt = Math.floor(token.issuedAt / 1000)
  return {
    iss: names.issuer,
    aud: names.audience,
    sub: token.userEmail === null ? token.clientId : idOfName(token.userEmail),
    client_id: token.clientId,
    iat: issuedAt,
    nbf: issuedAt,
    exp: Math.floor(token.expiresAt / 1000),
    jti: token.id,
    ...(token.scope.length > 0 ? { scope: token.scope.join(' ') } : {}),
  }
}

function tokenIdIn(claims: unknown): string | null {
  if (typeof claims !== 'object' || claims === null || !('jti' in claims)) return null
  return typeof claims.jti === 'string' ? claims.jti : null
}
