// The first message of a TLS client, read without answering it: RFC 8446 section 4.1.2.

export type FirstOctets =
  /** More is needed to tell. */
  | { readonly kind: 'incomplete' }
  /** No TLS at all. */
  | { readonly kind: 'other' }
  /** `servername` is the host that the client wants (RFC 6066 section 3); null when it does not say. */
  | { readonly kind: 'hello'; readonly servername: string | null }

const handshakeRecord = 0x16
const clientHello = 1
const serverNameExtension = 0
const hostNameType = 0
/** Type, version and length of a record: RFC 8446 section 5.1. */
const recordHeader = 5

/** Whether `octets`, the first of a connection, are those of a TLS client. */
export function beginsTls(octets: Uint8Array): boolean {
  return octets[0] === handshakeRecord
}

/**
 * Reads what a client sent so far. A hello that is spread over several records (no client in use does that) or
 * that is malformed counts as one that names no host: the TLS library will say what is wrong with it.
 */
export function readFirstOctets(octets: Buffer): FirstOctets {
  if (octets.length === 0) return { kind: 'incomplete' }
  if (!beginsTls(octets)) return { kind: 'other' }
  if (octets.length < recordHeader) return { kind: 'incomplete' }
  const end = recordHeader + octets.readUInt16BE(3)
  if (octets.length < end) return { kind: 'incomplete' }
  return { kind: 'hello', servername: servernameIn(octets.subarray(recordHeader, end)) }
}

/** A name as it may be shown and compared: printable ASCII, no longer than a host name. */
function readable(name: Buffer): string {
  return name
    .toString('latin1')
    .slice(0, 253)
    .replaceAll(/[^\x21-\x7e]/g, '?')
}

function servernameIn(record: Buffer): string | null {
  const { number, skip, vector } = reader(record)
  if (number(1) !== clientHello) return null
  // Length of the message, version, random; then session id, cipher suites, compression methods.
  skip(3 + 2 + 32)
  for (const size of [1, 2, 1]) vector(size)
  const extensions = reader(vector(2))
  while (extensions.left() > 0) {
    const type = extensions.number(2)
    const data = extensions.vector(2)
    if (type === serverNameExtension) return firstNameIn(data)
  }
  return null
}

function firstNameIn(extension: Buffer): string | null {
  const names = reader(reader(extension).vector(2))
  if (names.number(1) !== hostNameType) return null
  const name = names.vector(2)
  return name.length === 0 ? null : readable(name)
}

/** Reads forward; past the end there is nothing, and every number is 0. */
function reader(octets: Buffer) {
  let at = 0
  const take = (count: number) => {
    const taken = octets.subarray(at, at + count)
    at += count
    return taken
  }
  const number = (size: number) => take(size).reduce((value, octet) => value * 256 + octet, 0)
  return {
    number,
    skip: (count: number) => void take(count),
    /** What follows its own length, which takes `size` octets. */
    vector: (size: number) => take(number(size)),
    left: () => Math.max(0, octets.length - at),
  }
}
