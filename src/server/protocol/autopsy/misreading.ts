// What clients hash in place of the ASCII text of the verifier (RFC 7636 section 4.2).
import { s256 } from '../pkce.js'
import type { MistakeKind } from './kinds.js'

/** One thing that was done wrong, and the words for its sentence. */
export interface Slip {
  readonly kind: Extract<MistakeKind, `verifier-${string}`>
  readonly words?: Readonly<Record<string, string | number>>
}

/** What was hashed. */
export interface Misreading {
  /** Null for the verifier itself. */
  readonly slip: Slip | null
  readonly octets: Uint8Array
}

function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8')
}

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const octets = Buffer.from(text, 'utf16le')
  return bigEndian ? octets.swap16() : octets
}

function utf32(text: string, bigEndian: boolean): Uint8Array {
  const octets = Buffer.alloc(text.length * 4)
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (bigEndian) octets.writeUInt32BE(unit, index * 4)
    else octets.writeUInt32LE(unit, index * 4)
  }
  return octets
}

function wide(verifier: string): readonly Misreading[] {
  const marked = `\uFEFF${verifier}`
  return [verifier, marked].flatMap((text) =>
    [false, true].flatMap((bigEndian): readonly Misreading[] => [
      { slip: { kind: 'verifier-utf-16-hashed' }, octets: utf16(text, bigEndian) },
      { slip: { kind: 'verifier-utf-32-hashed' }, octets: utf32(text, bigEndian) },
    ]),
  )
}

/** The octets that the verifier encodes. */
function behind(verifier: string): readonly Misreading[] {
  const isHex = verifier.length % 2 === 0 && /^[0-9a-f]+$/i.test(verifier)
  const found = [Buffer.from(verifier, 'base64url'), ...(isHex ? [Buffer.from(verifier, 'hex')] : [])]
  return found.map((octets) => ({ slip: { kind: 'verifier-octets-hashed' }, octets }))
}

/** The other writings of base64; what is sent is the writing without padding in the alphabet for URLs. */
function otherBase64(verifier: string): readonly Misreading[] {
  const standard = verifier.replaceAll('-', '+').replaceAll('_', '/')
  const padding = '='.repeat((4 - (verifier.length % 4)) % 4)
  return [verifier + padding, standard, standard + padding].map((text) => ({
    slip: { kind: 'verifier-base64-form' },
    octets: utf8(text),
  }))
}

function surrounded(verifier: string): readonly Misreading[] {
  const lineEnds = ['\n', '\r\n', '\r'].map((end): Misreading => {
    return { slip: { kind: 'verifier-line-end-hashed' }, octets: utf8(verifier + end) }
  })
  const others: readonly (readonly [what: string, text: string])[] = [
    ['a blank', `${verifier} `],
    ['a blank', ` ${verifier}`],
    ['a tab', `${verifier}\t`],
    ['a NUL octet', `${verifier}\0`],
    ['a byte order mark', `\uFEFF${verifier}`],
    ['the name of the parameter', `code_verifier=${verifier}`],
    ['the name of the parameter', `code_verifier:${verifier}`],
    ['a second copy of it', verifier + verifier],
  ]
  return [
    ...lineEnds,
    ...others.map(([what, text]): Misreading => {
      return { slip: { kind: 'verifier-more-hashed', words: { what } }, octets: utf8(text) }
    }),
  ]
}

function json(verifier: string): readonly Misreading[] {
  const quoted = [`"${verifier}"`, `'${verifier}'`, `b'${verifier}'`, `["${verifier}"]`]
  const names = ['verifier', 'code_verifier', 'codeVerifier']
  const objects = names.flatMap((name) => [
    JSON.stringify({ [name]: verifier }),
    `{"${name}": "${verifier}"}`,
  ])
  const row = (how: string) => (text: string) =>
    ({ slip: { kind: 'verifier-json-hashed', words: { how } }, octets: utf8(text) }) as const
  return [...quoted.map(row('in quotes')), ...objects.map(row('as a member of a JSON object'))]
}

/** The ways in which languages print octets: `116,24`, `[116, 24]`, `{"0":116}`, and signed ones as Java does. */
function printed(octets: Uint8Array): readonly string[] {
  const list = [...octets]
  const signed = list.map((octet) => (octet > 127 ? octet - 256 : octet))
  return [
    ...[list, signed].flatMap((numbers) => [
      numbers.join(','),
      numbers.join(', '),
      numbers.join(' '),
      `[${numbers.join(',')}]`,
      `[${numbers.join(', ')}]`,
      `[${numbers.join(' ')}]`,
    ]),
    JSON.stringify(Object.fromEntries(list.entries())),
    JSON.stringify({ type: 'Buffer', data: list }),
  ]
}

function lists(verifier: string): readonly Misreading[] {
  return [utf8(verifier), Buffer.from(verifier, 'base64url')]
    .flatMap(printed)
    .map((text) => ({ slip: { kind: 'verifier-byte-list-hashed' }, octets: utf8(text) }))
}

function percentEncoded(text: string): string {
  return text.replace(
    /[^A-Za-z0-9]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** The verifier in one more encoding, before it was hashed. */
function encodedOnceMore(verifier: string): readonly Misreading[] {
  const octets = Buffer.from(verifier, 'utf8')
  const texts: readonly (readonly [encoding: string, text: string])[] = [
    ['base64', octets.toString('base64url')],
    ['base64', octets.toString('base64')],
    ['base64', octets.toString('base64').replace(/=+$/, '')],
    ['hex digits', octets.toString('hex')],
    ['hex digits', octets.toString('hex').toUpperCase()],
    ['percent-encoding', verifier.replaceAll('~', '%7E')],
    ['percent-encoding', percentEncoded(verifier)],
  ]
  return texts.map(([encoding, text]) => ({
    slip: { kind: 'verifier-encoded-hashed', words: { encoding } },
    octets: utf8(text),
  }))
}

function otherLetters(verifier: string): readonly Misreading[] {
  const texts: readonly (readonly [letters: string, text: string])[] = [
    ['small', verifier.toLowerCase()],
    ['capital', verifier.toUpperCase()],
  ]
  return texts.map(([letters, text]) => ({
    slip: { kind: 'verifier-case-hashed', words: { letters } },
    octets: utf8(text),
  }))
}

/** Everything that may have been hashed, the verifier itself first, the likelier misreadings before the others. */
export function misreadingsOf(verifier: string): readonly Misreading[] {
  return [
    { slip: null, octets: utf8(verifier) },
    ...behind(verifier),
    ...surrounded(verifier),
    ...wide(verifier),
    ...otherBase64(verifier),
    ...json(verifier),
    ...lists(verifier),
    ...encodedOnceMore(verifier),
    ...otherLetters(verifier),
  ]
}

/** What is hashed where there is no verifier: nothing, and the words of the languages for it. */
const nothings: readonly (readonly [shown: string, text: string])[] = [
  ['the empty text', ''],
  ...[
    'undefined',
    'null',
    'None',
    'nil',
    'NaN',
    '[object Object]',
    '[object Promise]',
    '[object Uint8Array]',
    '[object ArrayBuffer]',
    'Promise { <pending> }',
    'code_verifier',
    'codeVerifier',
    'verifier',
    'true',
    'false',
    '{}',
    '[]',
    '0',
  ].map((text) => [`the text ${text}`, text] as const),
  ['an empty text in quotes', '""'],
  ['a line end', '\n'],
]

const nothingOfChallenge: ReadonlyMap<string, string> = new Map(
  nothings.map(([shown, text]) => [s256(text), shown]),
)

/** What `challenge` is the hash of, if it was made without a verifier; null for every other challenge. */
export function hashedNothing(challenge: string): string | null {
  return nothingOfChallenge.get(challenge) ?? null
}

/** What is hashed where the verifier is not there. */
export const hashedNothings: readonly Misreading[] = nothings.map(([shown, text]) => ({
  slip: { kind: 'verifier-nothing-hashed', words: { shown } },
  octets: utf8(text),
}))
