// What anybody can read in a value without a key: the fields of JSON, of a JWT, of a query, or the text itself.

export interface ReadableField {
  /** Name of the field, with dots where it lies in others; empty for a text without names. */
  readonly name: string
  readonly value: string
}

/** A text in a text in a text: base64 of JSON that holds a URL, say. */
const mostLayers = 4
/** Longer values are not read on. */
const longestRead = 20_000

/** Decoded as base64 or base64url when that gives text that people can read; null otherwise. */
function fromBase64(text: string): string | null {
  if (!/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(text)) return null
  const octets = Buffer.from(text, 'base64')
  const decoded = octets.toString('utf8')
  const same =
    octets.toString('base64url') === text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
  return same && /^[\x20-\x7E\r\n\t\u00A0-\uFFFC]+$/.test(decoded) ? decoded : null
}

function fromPercent(text: string): string | null {
  if (!/%[0-9A-Fa-f]{2}/.test(text)) return null
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** The object or list that the text is as JSON; null for anything else. */
function fromJson(text: string): object | null {
  if (!/^\s*[[{]/.test(text)) return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

/** The claims of a signed token. An encrypted one has five parts, and shows nothing. */
function fromJwt(text: string): object | null {
  const [head = '', claims = '', ...rest] = text.split('.')
  if (rest.length !== 1 || fromJson(fromBase64(head) ?? '') === null) return null
  return fromJson(fromBase64(claims) ?? '')
}

function inside(name: string, value: object, layers: number): readonly ReadableField[] {
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
    const path = name === '' ? key : `${name}.${key}`
    if (typeof member === 'string') return fieldsIn(path, member, layers - 1)
    if (typeof member === 'object' && member !== null && layers > 0) return inside(path, member, layers - 1)
    return [{ name: path, value: String(member) }]
  })
}

/** `a=1&b=2`: named values, as in a query. */
function fromPairs(text: string): readonly (readonly [string, string])[] | null {
  const pairs = text.split(/[&;]/).map((pair) => /^([\w.-]{1,40})=(.*)$/s.exec(pair))
  if (pairs.length < 2 && !/^[a-z_]{2,40}=[^=]/i.test(text)) return null
  const read = pairs.flatMap((found): (readonly [string, string])[] =>
    found === null ? [] : [[found[1] ?? '', found[2] ?? '']],
  )
  return read.length === pairs.length ? read : null
}

function fieldsIn(name: string, text: string, layers: number): readonly ReadableField[] {
  if (layers <= 0 || text.length > longestRead) return [{ name, value: text }]
  const object = fromJson(text) ?? fromJwt(text)
  if (object !== null) return inside(name, object, layers)
  const decoded = fromPercent(text) ?? fromBase64(text)
  if (decoded !== null) return fieldsIn(name, decoded, layers - 1)
  const pairs = fromPairs(text)
  if (pairs !== null) return inside(name, Object.fromEntries(pairs), layers)
  return [{ name, value: text }]
}

/** Every field that can be read in `value`; a value that hides everything is one field without a name. */
export function readableFields(value: string): readonly ReadableField[] {
  return fieldsIn('', value, mostLayers)
}
