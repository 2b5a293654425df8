// TLS of the product: a CA of its own, and a certificate for each name that a client asks for.
import { createSecureContext, type SecureContext } from 'node:tls'
import type { Ports } from '../ports.js'
import type { Authority, Identity, Validity } from './certificates.js'
import {
  type CertifiedNames,
  canonicalHost,
  everyName,
  isPermitted,
  namesOf,
  type PermittedNames,
  permittedNames,
} from './permitted-names.js'
import { remembered } from './remembered.js'

export { AuthorityFileError } from './authority-file-error.js'
export type { ConnectionTrouble, OnTrouble } from './connection-trouble.js'
export { createTlsServer, tlsEntrance } from './tls-server.js'

export interface CertificateOptions {
  /** The folder that keeps the CA; null: a CA of this call alone, whose key is never written down. */
  readonly folder: string | null
  /** Names and addresses that certificates may be made for besides those of the service and of this machine. */
  readonly hosts: readonly string[]
  /** The clock is that of the machine, not one that a test moves: clients look at theirs too. */
  readonly ports: Ports
}

export interface Certificates {
  /** The certificate of the CA in PEM, which clients must trust. */
  readonly caPem: string
  /** The file with the same; null for a CA of this call alone. */
  readonly caFile: string | null
  /** What the user should know of: the CA is new, or may certify more names than before. */
  readonly change: 'none' | 'created' | 'widened'
  /** SHA-256 of the CA's public key in base64, for `--ignore-certificate-errors-spki-list` of Chromium. */
  readonly spkiHash: string
  /** For clients that name no host: a certificate for every host of the service and of this machine. */
  readonly fallback: Identity
  /** Whether a certificate for `host` may be made. */
  covers(host: string): boolean
  /** The certificate for `host`, made on first use; null where it may not be made. */
  contextFor(host: string): Promise<SecureContext | null>
}

const day = 24 * 60 * 60 * 1000
const authorityDays = 3650
const temporaryAuthorityDays = 30
/** Browsers accept 398 days of a public CA and 825 of any other. */
const certificateDays = 396
const mostContexts = 256

/**
 * Loads or makes the CA.
 * @throws AuthorityFileError when the folder or what is in it cannot be used, TypeError when a host is none
 */
export async function createCertificates(options: CertificateOptions): Promise<Certificates> {
  const { random } = options.ports
  const { certificatePem, createKeys, issue, spkiHash } = await import('./certificates.js')
  const hosts = options.hosts.map(canonicalOrThrow)
  const names = permittedNames(hosts)
  const { authority, certificateFile, change } = await authorityFor(options, names)
  const keys = await createKeys()
  const certify = (wanted: CertifiedNames) =>
    issue(authority, wanted, keys, validity(options.ports, certificateDays), random)
  const context = remembered(mostContexts, async (host) => createSecureContext(await certify(namesOf(host))))
  const coveredHost = (given: string) => {
    const host = canonicalHost(given)
    return host !== null && isPermitted(host, names) ? host : null
  }
  return {
    caPem: certificatePem(authority.certificate),
    caFile: certificateFile,
    change,
    spkiHash: spkiHash(authority),
    fallback: await certify(everyName(hosts)),
    covers: (host) => coveredHost(host) !== null,
    async contextFor(servername) {
      const host = coveredHost(servername)
      return host === null ? null : context(host)
    },
  }
}

function canonicalOrThrow(given: string): string {
  const host = canonicalHost(given)
  if (host === null) throw new TypeError(`expected a host name or address, got "${given}"`)
  return host
}

interface FoundAuthority {
  readonly authority: Authority
  readonly certificateFile: string | null
  readonly change: Certificates['change']
}

async function authorityFor(
  { folder, ports }: CertificateOptions,
  names: PermittedNames,
): Promise<FoundAuthority> {
  if (folder !== null) {
    const { keepAuthority } = await import('./authority-file.js')
    return keepAuthority(folder, names, validity(ports, authorityDays), ports)
  }
  const { createAuthority } = await import('./certificates.js')
  const authority = await createAuthority(names, validity(ports, temporaryAuthorityDays), ports.random)
  return { authority, certificateFile: null, change: 'created' }
}

/** From a day ago, because the clocks of containers and of other machines differ. */
function validity({ clock }: Ports, days: number): Validity {
  const now = clock.now()
  return { notBefore: now - day, notAfter: now + days * day }
}
