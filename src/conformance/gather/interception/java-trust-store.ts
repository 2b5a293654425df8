// A trust store of Java with one certificate, in its oldest format, which every version reads: magic number, version,
// one trusted entry, and a SHA-1 over the password, a fixed phrase, and all of it.
import { createHash } from 'node:crypto'

/** The format wants one; nothing in the store is secret. */
export const trustStorePassword = 'changeit'

const magic = 0xfeedfeed
const version = 2
const trustedEntry = 2
const phrase = Buffer.from('Mighty Aphrodite')

function text(value: string): Buffer {
  const octets = Buffer.from(value)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(octets.length)
  return Buffer.concat([length, octets])
}

function whole(value: number): Buffer {
  const octets = Buffer.alloc(4)
  octets.writeUInt32BE(value)
  return octets
}

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')
}

/** @param pem one certificate. */
export function javaTrustStore(pem: string): Buffer {
  const certificate = derOf(pem)
  const made = Buffer.alloc(8)
  const content = Buffer.concat([
    whole(magic),
    whole(version),
    whole(1),
    whole(trustedEntry),
    text('gc-mock-oauth'),
    made,
    text('X.509'),
    whole(certificate.length),
    certificate,
  ])
  const password = Buffer.from(trustStorePassword, 'utf16le').swap16()
  const digest = createHash('sha1').update(password).update(phrase).update(content).digest()
  return Buffer.concat([content, digest])
}
