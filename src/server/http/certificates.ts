// Certificates made and read, the only file that imports @peculiar/x509; it is loaded when TLS is used.
import 'reflect-metadata'
import { createHash, createPrivateKey, createPublicKey, KeyObject, webcrypto } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  GeneralName,
  type JsonName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import type { Random } from '../ports.js'
import { type AuthorityText, organization } from './authority-text.js'
import { basesOf, nameConstraints } from './name-constraints.js'
import type { CertifiedNames, PermittedNames } from './permitted-names.js'

type Keys = webcrypto.CryptoKeyPair

/** A certificate authority of this product, with its private key. */
export interface Authority {
  readonly certificate: X509Certificate
  readonly keys: Keys
}

/** Milliseconds since 1970; certificates have whole seconds. */
export interface Validity {
  readonly notBefore: number
  readonly notAfter: number
}

/** A certificate to show in a handshake, its key, and the CA certificate behind it. */
export interface Identity {
  readonly key: string
  /** The leaf, then the CA: a client that knows the CA by its key alone needs to see it. */
  readonly cert: string
}

const elliptic = { name: 'ECDSA', namedCurve: 'P-256' }
const signing = { name: 'ECDSA', hash: 'SHA-256' }
const nameConstraintsId = '2.5.29.30'
/** RFC 5280 appendix A.1. */
const longestCommonName = 64

/** A new P-256 key; extractable, so that it can be kept or handed to the TLS library. */
export function createKeys(): Promise<Keys> {
  return webcrypto.subtle.generateKey(elliptic, true, ['sign', 'verify'])
}

/** A new CA that may certify `names` and whatever lies below them, and nothing else. */
export async function createAuthority(
  names: PermittedNames,
  validity: Validity,
  random: Random,
): Promise<Authority> {
  const keys = await createKeys()
  const subject = [
    { O: [organization] },
    { CN: [`gc-mock-oauth CA of this machine ${Buffer.from(random.bytes(4)).toString('hex')}`] },
  ]
  return { keys, certificate: await sign(keys, subject, basesFor(names), validity, random) }
}

/** The CA of a file; null when nothing limits what it may certify, as this product never made one. */
export async function readAuthority({ certificate, key }: AuthorityText): Promise<Authority | null> {
  const { subtle } = webcrypto
  const [privateKey, publicKey] = await Promise.all([
    subtle.importKey('pkcs8', derOf(createPrivateKey(key), 'pkcs8'), elliptic, true, ['sign']),
    subtle.importKey('spki', derOf(createPublicKey(key), 'spki'), elliptic, true, ['verify']),
  ])
  const authority = { keys: { privateKey, publicKey }, certificate: new X509Certificate(certificate) }
  return basesIn(authority.certificate).length === 0 ? null : authority
}

function derOf(key: KeyObject, type: 'pkcs8' | 'spki'): Buffer {
  return type === 'pkcs8' ? key.export({ type, format: 'der' }) : key.export({ type, format: 'der' })
}

/**
 * The same CA, with the same key, that may certify `names` too; null when it may already. Who trusts the
 * earlier certificate goes on to do so, for the earlier names.
 */
export async function widened(
  { certificate, keys }: Authority,
  names: PermittedNames,
  random: Random,
): Promise<Authority | null> {
  const present = basesIn(certificate)
  const missing = basesFor(names).filter((base) => !present.some((one) => one.equals(base)))
  if (missing.length === 0) return null
  const validity = { notBefore: certificate.notBefore.getTime(), notAfter: certificate.notAfter.getTime() }
  const subject = certificate.subjectName.toJSON()
  return { keys, certificate: await sign(keys, subject, [...present, ...missing], validity, random) }
}

function sign(
  keys: Keys,
  name: JsonName,
  bases: readonly Buffer[],
  { notBefore, notAfter }: Validity,
  random: Random,
): Promise<X509Certificate> {
  return X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(random),
    name,
    keys,
    notBefore: new Date(notBefore),
    notAfter: new Date(notAfter),
    signingAlgorithm: signing,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      // Not for mail, not for programs: for servers only.
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new Extension(nameConstraintsId, true, new Uint8Array(nameConstraints(bases))),
      keyIdentifier(keys),
    ],
  })
}

/**
 * A certificate of `authority` for `names`. Its subject names one of the hosts for people: an address there would
 * be read as a host name, which lies outside of the constraints.
 */
export async function issue(
  authority: Authority,
  names: CertifiedNames,
  keys: Keys,
  validity: Validity,
  random: Random,
): Promise<Identity> {
  const { certificate } = authority
  const common = names.domains.filter(({ length }) => length <= longestCommonName).slice(0, 1)
  const leaf = await X509CertificateGenerator.create({
    serialNumber: serialNumber(random),
    issuer: certificate.subjectName,
    subject: [{ O: [organization] }, ...common.map((name) => ({ CN: [name] }))],
    notBefore: new Date(validity.notBefore),
    notAfter: new Date(Math.min(validity.notAfter, certificate.notAfter.getTime())),
    signingKey: authority.keys.privateKey,
    publicKey: keys.publicKey,
    signingAlgorithm: signing,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        ...names.domains.map((value) => ({ type: 'dns' as const, value })),
        ...names.addresses.map((value) => ({ type: 'ip' as const, value })),
      ]),
      keyIdentifier(keys),
      new AuthorityKeyIdentifierExtension(identifierOf(authority.keys)),
    ],
  })
  return { key: keyPem(keys), cert: `${certificatePem(leaf)}${certificatePem(certificate)}` }
}

export function certificatePem(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`
}

export function keyPem({ privateKey }: Keys): string {
  return KeyObject.from(privateKey).export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** SHA-256 of the public key as browsers take it in their list of keys to accept, in base64. */
export function spkiHash({ keys }: Authority): string {
  return createHash('sha256').update(publicKeyOctets(keys)).digest('base64')
}

function publicKeyOctets({ publicKey }: Keys): Buffer {
  return KeyObject.from(publicKey).export({ type: 'spki', format: 'der' })
}

/** RFC 5280 section 4.2.1.2 leaves the method open: the first 20 octets of SHA-256, as RFC 7093 has it. */
function identifierOf(keys: Keys): string {
  return createHash('sha256').update(publicKeyOctets(keys)).digest('hex').slice(0, 40)
}

function keyIdentifier(keys: Keys): SubjectKeyIdentifierExtension {
  return new SubjectKeyIdentifierExtension(identifierOf(keys))
}

/** 16 octets, positive and without a zero in front: RFC 5280 section 4.1.2.2. */
function serialNumber(random: Random): string {
  const octets = Buffer.from(random.bytes(16))
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40
  return octets.toString('hex')
}

function basesFor({ domains, networks }: PermittedNames): readonly Buffer[] {
  const names = [
    ...domains.map((domain) => new GeneralName('dns', domain)),
    ...networks.map((network) => new GeneralName('ip', network)),
  ]
  return names.map(({ rawData }) => Buffer.from(rawData))
}

function basesIn(certificate: X509Certificate): readonly Buffer[] {
  const extension = certificate.getExtension<Extension>(nameConstraintsId)
  return extension === null ? [] : basesOf(Buffer.from(extension.value))
}
