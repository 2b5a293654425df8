// How clients come in: over plain HTTP, or over TLS with the CA of this mock.
import type { ConnectionTrouble } from './http/connection-trouble.js'
import type { Entrance } from './http/entrance.js'
import type { Certificates } from './http/tls.js'
import type { Settings } from './options.js'
import type { Ports } from './ports.js'

/** The CA of a mock that serves https. */
export interface CertificateAuthority {
  /** Its certificate, which clients must trust. */
  readonly pem: string
  /** The file with the same; null when it is kept in memory only. */
  readonly file: string | null
  /** SHA-256 of its public key in base64, for `--ignore-certificate-errors-spki-list` of Chromium. */
  readonly spkiHash: string
}

export interface OpenEntrance {
  readonly entrance: Entrance
  /** Null where no TLS is spoken. */
  readonly ca: CertificateAuthority | null
}

/**
 * Loads what TLS needs, only where it is spoken. `ports` are those of the machine: clients look at their own clock
 * when they look at a certificate, not at one that a test moves. `notice` is told what a person should know. `shared`
 * gives certificates that are there already.
 * @throws AuthorityFileError when the CA of the folder cannot be used
 */
export async function openEntrance(
  { https }: Pick<Settings, 'https'>,
  ports: Ports,
  notice: (text: string) => void,
  shared?: () => Promise<Certificates>,
): Promise<OpenEntrance> {
  const onTrouble = ({ sentence }: ConnectionTrouble) => notice(sentence)
  if (https === null) {
    const { plainEntrance } = await import('./http/plain-port.js')
    return { entrance: plainEntrance(onTrouble), ca: null }
  }
  const { createCertificates, tlsEntrance } = await import('./http/tls.js')
  const certificates = await (shared?.() ?? createCertificates({ ...https, ports }))
  const { caPem: pem, caFile: file, spkiHash, change } = certificates
  if (file !== null && change !== 'none') notice(news[change](file))
  return {
    entrance: tlsEntrance({ certificates, onTrouble, clock: ports.clock, plainToo: https.plainToo }),
    ca: { pem, file, spkiHash },
  }
}

const news = {
  created: (file: string) =>
    `made a CA of its own, ${file}: "gc-mock-oauth ca" says how clients learn to trust it`,
  widened: (file: string) =>
    `${file} now covers the further hosts: copies that were made of it earlier do not`,
} as const
