// Parameters of a query or a form body: one decoding, every pair kept, damage noticed.

export interface Parameter {
  readonly name: string
  /** Decoded once: `+` is a space, percent-encoding is undone as UTF-8. */
  readonly value: string
  /** The value as on the wire, not decoded. */
  readonly raw: string
  /** `invalid-percent`: a `%` without two hex digits; `invalid-utf8`: octets that are not UTF-8. */
  readonly damage: 'invalid-percent' | 'invalid-utf8' | null
}

export type Parameters = readonly Parameter[]

/** Pairs beyond this number are not read: no client needs them, and the work per request stays bounded. */
export const mostParameters = 1000

/** What a request says about one parameter (RFC 6749 section 3.1: without a value counts as absent). */
export type Lookup =
  | { readonly kind: 'absent' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'one'; readonly value: string; readonly parameter: Parameter }
  /** Sent more than once; `value` is the first that is not empty, for a server that looks on regardless. */
  | { readonly kind: 'doubled'; readonly value: string; readonly times: number }

const utf8 = new TextEncoder()
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lossyUtf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** The octets behind a run of text in which each `%XX` stands for one octet. */
function octetsOf(text: string): { octets: Uint8Array; stray: boolean } {
  const source = utf8.encode(text)
  const octets = new Uint8Array(source.length)
  let length = 0
  let stray = false
  for (let index = 0; index < source.length; index++) {
    const octet = source[index] ?? 0
    if (octet !== 0x25) {
      octets[length++] = octet
      continue
    }
    const digits = String.fromCharCode(source[index + 1] ?? 0, source[index + 2] ?? 0)
    if (/^[0-9A-Fa-f]{2}$/.test(digits)) {
      octets[length++] = Number.parseInt(digits, 16)
      index += 2
    } else {
      octets[length++] = octet
      stray = true
    }
  }
  return { octets: octets.subarray(0, length), stray }
}

function decode(raw: string): Pick<Parameter, 'value' | 'damage'> {
  const spaced = raw.replaceAll('+', ' ')
  if (!spaced.includes('%'))
    return { value: spaced, damage: spaced.includes('\uFFFD') ? 'invalid-utf8' : null }
  return wellFormed(spaced) ?? repaired(spaced)
}

/** Null for what is not well-formed; nearly everything is, and the runtime decodes that ten times as fast. */
function wellFormed(spaced: string): Pick<Parameter, 'value' | 'damage'> | null {
  try {
    return { value: decodeURIComponent(spaced), damage: null }
  } catch {
    return null
  }
}

function repaired(spaced: string): Pick<Parameter, 'value' | 'damage'> {
  const { octets, stray } = octetsOf(spaced)
  try {
    return { value: strictUtf8.decode(octets), damage: stray ? 'invalid-percent' : null }
  } catch {
    return { value: lossyUtf8.decode(octets), damage: 'invalid-utf8' }
  }
}

/**
 * Reads `application/x-www-form-urlencoded` text (RFC 6749 appendix B). Never fails: a `%` without two hex
 * digits stays as it is, octets that are not UTF-8 become U+FFFD, and both are marked as damage. At most
 * `mostParameters` pairs are returned, in the order of the wire.
 */
export function parseParameters(raw: string): Parameters {
  // The several who look at one request ask one after the other.
  if (raw !== latest.raw) latest = { raw, parameters: readParameters(raw) }
  return latest.parameters
}

let latest: { readonly raw: string; readonly parameters: Parameters } = { raw: '', parameters: [] }

function readParameters(raw: string): Parameters {
  const parameters: Parameter[] = []
  let start = 0
  while (start <= raw.length && parameters.length < mostParameters) {
    const found = raw.indexOf('&', start)
    const end = found === -1 ? raw.length : found
    const pair = raw.slice(start, end)
    start = end + 1
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decode(equals === -1 ? pair : pair.slice(0, equals)).value
    const rawValue = equals === -1 ? '' : pair.slice(equals + 1)
    parameters.push({ name, raw: rawValue, ...decode(rawValue) })
  }
  return parameters
}

/** What `parameters` say about `name`. */
export function lookUp(parameters: Parameters, name: string): Lookup {
  const first = parameters.find((parameter) => parameter.name === name)
  if (first === undefined) return { kind: 'absent' }
  if (first !== parameters.findLast((parameter) => parameter.name === name)) return doubled(parameters, name)
  return first.value === '' ? { kind: 'empty' } : { kind: 'one', value: first.value, parameter: first }
}

function doubled(parameters: Parameters, name: string): Lookup {
  const found = parameters.filter((parameter) => parameter.name === name)
  const value = found.find((parameter) => parameter.value !== '')?.value ?? ''
  return { kind: 'doubled', value, times: found.length }
}

/** The value of `name`: the only one, or the first of several; null when there is none or it is empty. */
export function firstValue(parameters: Parameters, name: string): string | null {
  const found = lookUp(parameters, name)
  return (found.kind === 'one' || found.kind === 'doubled') && found.value !== '' ? found.value : null
}
