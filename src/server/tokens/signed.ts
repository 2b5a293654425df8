// Signed access tokens: JWT in the shape of RFC 9068. The only file that imports jose, and only on first use.

import { createNewest } from '../newest.js'
import type { TokenFault } from '../protocol/autopsy/unknown-token.js'
import { undisguised } from '../protocol/disguise.js'
import { changedToken } from './changed-token.js'
import { claimsOf } from './claims.js'
import { createSigner, type Signer } from './compact-signature.js'
import type { Tokens } from './issuer.js'
import type { KeyFile } from './key-file.js'
import { algorithmOf, publicMembers, type SigningAlgorithm, type SigningKey } from './keys.js'
import { createSigningKey } from './new-key.js'

export type { SigningKey } from './keys.js'
export { createSigningKey } from './new-key.js'

export interface SignedTokensOptions {
  /** How to sign with a key that is made here; a given key decides by its kind. Default RS256. */
  readonly algorithm?: SigningAlgorithm
  /** Where keys that are made here are kept. */
  readonly keyFile?: KeyFile | null
}

type Jose = typeof import('jose')
type CryptoKey = Awaited<ReturnType<Jose['generateKeyPair']>>['publicKey']

interface LoadedKey {
  readonly source: SigningKey
  readonly kid: string
  readonly algorithm: SigningAlgorithm
  readonly sign: Signer
  readonly publicKey: CryptoKey
  readonly publicJwk: object
}

/** The newest first: it signs. */
type Ring = readonly [LoadedKey, ...LoadedKey[]]

/** Keys beyond this number are forgotten, the oldest first: rotating for ever needs no memory for ever. */
const mostKeys = 16

/** Texts of tokens issued here that are recognised without looking at the signature again. */
const mostRemembered = 4096

/** Octets of a signature; those of RSA are as many as those of its modulus. */
function signatureOctets({ source }: LoadedKey): number {
  return source.kty === 'RSA' ? Buffer.from(source.n, 'base64url').length : 64
}

async function loadKey(source: SigningKey): Promise<LoadedKey> {
  const jose = await import('jose')
  const algorithm = algorithmOf(source)
  const members = publicMembers(source)
  const kid = source.kid ?? (await jose.calculateJwkThumbprint(members))
  const publicJwk = { ...members, kid, alg: algorithm, use: 'sig' }
  const publicKey = (await jose.importJWK(publicJwk, algorithm)) as CryptoKey
  return { source, kid, algorithm, publicJwk, sign: createSigner(source, kid), publicKey }
}

async function ringOf([first, ...others]: readonly SigningKey[], spare: () => Promise<SigningKey>) {
  const ring: Ring = [await loadKey(first ?? (await spare())), ...(await Promise.all(others.map(loadKey)))]
  return ring
}

/**
 * Issues and reads signed tokens. With `signingKey` null a key of its own is taken from the key file, or made on
 * first use or by `prepare`. Neither `issue` nor `identify` looks at a clock: the dates are those of the records.
 */
export function createSignedTokens(
  signingKey: SigningKey | null,
  { algorithm = 'RS256', keyFile = null }: SignedTokensOptions = {},
): Tokens {
  const keyring = createKeyring(signingKey, algorithm, keyFile)
  // Whoever shows exactly a text that was issued here shows a good signature.
  const issued = createNewest<string>(mostRemembered)
  /** The key of the token that was issued last. */
  let signedBy: LoadedKey | null = null

  async function idIn(text: string): Promise<string | null> {
    const known = issued.get(text)
    if (known !== undefined) return known
    const key = keyNamedIn(text, await keyring.keys())
    return key === undefined ? null : tokenIdIn(text, key)
  }

  return {
    load: keyring.load,
    async prepare() {
      await keyring.keys()
    },
    async rotate() {
      await keyring.rotate()
      // A key that is gone must not live on in what it signed.
      issued.clear()
    },
    async issue(token, details) {
      const [key] = await keyring.keys()
      signedBy = key
      const text = key.sign(claimsOf(token, details))
      issued.set(text, token.id)
      return text
    },
    changed(text, change, elsewhere) {
      if (signedBy === null) return null
      const { source, publicJwk } = signedBy
      return changedToken(text, change, { key: source, publicKey: { ...publicJwk }, elsewhere })
    },
    async identify(text) {
      const id = await idIn(text)
      const plain = id === null ? undisguised(text) : null
      return plain === null ? id : idIn(plain)
    },
    async faultIn(given) {
      const text = undisguised(given) ?? given
      const ring = await keyring.keys()
      return faultOf(text, keyNamedIn(text, ring))
    },
    async publicKeys() {
      return { keys: (await keyring.keys()).map(({ publicJwk }) => publicJwk) }
    },
  }
}

/** The keys in use, made at most once; rotations wait for each other. */
function createKeyring(signingKey: SigningKey | null, algorithm: SigningAlgorithm, keyFile: KeyFile | null) {
  let kept: readonly SigningKey[] | null = null
  let pending: Promise<Ring> | null = null

  async function makeKeys(): Promise<Ring> {
    if (signingKey !== null) return ringOf([signingKey], () => createSigningKey(algorithm))
    const stored = kept ?? (await keyFile?.read()) ?? null
    if (stored !== null) return ringOf(stored, () => createSigningKey(algorithm))
    const made = await createSigningKey(algorithm)
    return ringOf((await keyFile?.begin(made)) ?? [made], () => createSigningKey(algorithm))
  }

  function keys(): Promise<Ring> {
    pending ??= makeKeys().catch((error: unknown) => {
      pending = null
      throw error
    })
    return pending
  }

  async function withNewKey(ring: Ring): Promise<Ring> {
    const made = await loadKey(await createSigningKey(ring[0].algorithm))
    const next: Ring = [made, ...ring.slice(0, mostKeys - 1)]
    await keyFile?.replace(next.map(({ source }) => source))
    return next
  }

  return {
    keys,
    async load() {
      if (signingKey !== null || keyFile === null) return
      kept = await keyFile.read()
      if (kept === null) await keyFile.makeRoom()
    },
    async rotate() {
      const earlier = keys()
      const next = earlier.then(withNewKey)
      // Where no new key can be made or kept, the earlier ones stay in use.
      pending = next.catch(() => earlier)
      await next
    },
  }
}

/** The protected header of a signed token, or null where there is none to read. */
function headerOf(text: string): Readonly<Record<string, unknown>> | null {
  const [first = '', , , ...others] = text.split('.')
  if (others.length > 0) return null
  try {
    const header: unknown = JSON.parse(Buffer.from(first, 'base64url').toString('utf8'))
    return typeof header === 'object' && header !== null ? { ...header } : null
  } catch {
    return null
  }
}

function keyNamedIn(text: string, ring: Ring): LoadedKey | undefined {
  const named = headerOf(text)?.['kid']
  return ring.find(({ kid }) => kid === named)
}

async function tokenIdIn(text: string, { publicKey, algorithm }: LoadedKey): Promise<string | null> {
  const { compactVerify, errors } = await import('jose')
  try {
    const { payload } = await compactVerify(text, publicKey, { algorithms: [algorithm] })
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload))
    if (typeof claims !== 'object' || claims === null || !('jti' in claims)) return null
    return typeof claims.jti === 'string' ? claims.jti : null
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof SyntaxError) return null
    throw error
  }
}

function faultOf(text: string, key: LoadedKey | undefined): TokenFault | null {
  const header = headerOf(text)
  const parts = text.split('.')
  if (header === null || typeof header['alg'] !== 'string' || parts.length < 2) return null
  if (header['alg'].toLowerCase() === 'none') return 'unsigned'
  if (key === undefined) return 'foreign-key'
  const octets = Buffer.from(parts[2] ?? '', 'base64url').length
  return octets < signatureOctets(key) ? 'cut' : 'altered'
}
