// The CA as text in a file: a private key and a certificate, and what may be wrong with them.
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'

/** Stands in every certificate of the CA of this product. */
export const organization = 'gc-mock-oauth'

/** Both in PEM. */
export interface AuthorityText {
  readonly key: string
  readonly certificate: string
}

export type AuthorityReading =
  | { readonly kind: 'good'; readonly text: AuthorityText }
  /** `why` completes "the file ...". */
  | { readonly kind: 'broken' | 'foreign'; readonly why: string }

const keyBlock = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/
const certificateBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

export function authorityText({ key, certificate }: AuthorityText): string {
  return `${key.trimEnd()}\n${certificate.trimEnd()}\n`
}

/** Reads what `authorityText` wrote. Whether its time has come, or is over, is not looked at. */
export function readAuthorityText(text: string): AuthorityReading {
  const key = keyBlock.exec(text)?.[0]
  const [certificate, further] = text.match(certificateBlock) ?? []
  if (key === undefined) return { kind: 'broken', why: 'has no private key in it' }
  if (certificate === undefined) return { kind: 'broken', why: 'has no certificate in it' }
  if (further !== undefined) return { kind: 'foreign', why: 'has several certificates in it' }
  const privateKey = parsed(() => createPrivateKey(key))
  if (privateKey === null) return { kind: 'broken', why: 'has a private key that cannot be read' }
  const made = parsed(() => new X509Certificate(certificate))
  if (made === null) return { kind: 'broken', why: 'has a certificate that cannot be read' }
  return faultOf(privateKey, made) ?? { kind: 'good', text: { key, certificate } }
}

function faultOf(key: KeyObject, certificate: X509Certificate): AuthorityReading | null {
  if (!isOwnAuthority(certificate)) {
    return { kind: 'foreign', why: 'holds the certificate of something else, not of a CA of gc-mock-oauth' }
  }
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    return { kind: 'foreign', why: 'holds a key of another kind than gc-mock-oauth makes' }
  }
  if (!certificate.checkPrivateKey(key)) {
    return { kind: 'broken', why: 'holds a key and a certificate that do not belong together' }
  }
  if (!certificate.verify(certificate.publicKey)) {
    return { kind: 'broken', why: 'holds a certificate whose signature is wrong' }
  }
  return null
}

/** Whether `text` is a certificate of a CA of this product, by what it says of itself. */
export function isOfThisProduct(text: string): boolean {
  const certificate = parsed(() => new X509Certificate(text))
  return certificate !== null && isOwnAuthority(certificate)
}

function isOwnAuthority({ ca, subject }: X509Certificate): boolean {
  return ca && (subject ?? '').split('\n').includes(`O=${organization}`)
}

function parsed<T>(parse: () => T): T | null {
  try {
    return parse()
  } catch {
    return null
  }
}
