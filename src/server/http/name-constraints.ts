// The extension "name constraints" of a CA certificate (RFC 5280 section 4.2.1.10), which @peculiar/x509 does
// not know: only the names below the given ones may be certified.

/**
 * The value of the extension. Each of `bases` is an encoded GeneralName: a domain with everything below it, or
 * a network as address and mask.
 */
export function nameConstraints(bases: readonly Buffer[]): Buffer {
  const subtrees = bases.map((base) => element(sequence, base))
  return element(sequence, element(permittedSubtrees, Buffer.concat(subtrees)))
}

/** The bases within the value of an extension that `nameConstraints` made; none in any other. */
export function basesOf(value: Buffer): readonly Buffer[] {
  const [constraints] = elements(value)
  const [permitted] = elements(constraints?.content ?? Buffer.alloc(0))
  if (constraints?.tag !== sequence || permitted?.tag !== permittedSubtrees) return []
  return elements(permitted.content).map(({ content }) => content)
}

/** Tags of DER: X.690 section 8.1.2. */
const sequence = 0x30
const permittedSubtrees = 0xa0

interface Element {
  readonly tag: number
  readonly content: Buffer
}

function element(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOctets(content.length), content])
}

/** X.690 section 8.1.3: below 128 one octet, else the number of octets first. */
function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  if (length < 0x100) return Buffer.from([0x81, length])
  return Buffer.from([0x82, length >> 8, length & 0xff])
}

/** The elements that lie one after the other; what is no element ends the list. */
function elements(octets: Buffer): readonly Element[] {
  const found: Element[] = []
  for (let at = 0; at + 2 <= octets.length; ) {
    const [tag = 0, first = 0] = octets.subarray(at, at + 2)
    const extra = first < 0x80 ? 0 : first - 0x80
    const start = at + 2 + extra
    if (extra > 2 || start > octets.length) return found
    const length = extra === 0 ? first : octets.readUIntBE(at + 2, extra)
    if (start + length > octets.length) return found
    found.push({ tag, content: octets.subarray(start, start + length) })
    at = start + length
  }
  return found
}
