import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { hashedNothing } from '../../../../src/server/protocol/autopsy/misreading.js'
import { createSlipFinder } from '../../../../src/server/protocol/autopsy/slip.js'

function right(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** That of RFC 7636 Appendix B, and the octets it encodes. */
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const octets = [
  116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191,
  240, 91, 88, 5, 88, 83, 132, 141, 121,
]
const signed = octets.map((octet) => (octet < 128 ? octet : octet - 256))
const codes = [...verifier].map((character) => character.charCodeAt(0))

describe('autopsy/misreading', () => {
  const hashed: readonly (readonly [kind: string, name: string, text: string | Uint8Array])[] = [
    ['octets', 'the octets behind the verifier', Buffer.from(octets)],
    ['line-end', 'a line feed', `${verifier}\n`],
    ['line-end', 'CR LF', `${verifier}\r\n`],
    ['line-end', 'a carriage return', `${verifier}\r`],
    ['more', 'a blank after it', `${verifier} `],
    ['more', 'a blank before it', ` ${verifier}`],
    ['more', 'a tab', `${verifier}\t`],
    ['more', 'the NUL of a C string', `${verifier}\0`],
    ['more', 'a byte order mark', `\uFEFF${verifier}`],
    ['more', 'its name', `code_verifier=${verifier}`],
    ['more', 'its name with a colon', `code_verifier:${verifier}`],
    ['more', 'a second copy', verifier + verifier],
    ['utf-16', 'UTF-16LE', Buffer.from(verifier, 'utf16le')],
    ['utf-16', 'UTF-16BE', Buffer.from(verifier, 'utf16le').swap16()],
    ['utf-16', 'UTF-16LE with its mark', Buffer.from(`\uFEFF${verifier}`, 'utf16le')],
    ['utf-16', 'UTF-16BE with its mark', Buffer.from(`\uFEFF${verifier}`, 'utf16le').swap16()],
    ['utf-32', 'UTF-32LE', Buffer.from(Uint32Array.from(codes).buffer)],
    ['utf-32', 'UTF-32BE', Buffer.from(Uint32Array.from(codes).buffer).swap32()],
    ['base64-form', 'padding', `${verifier}=`],
    ['base64-form', 'the standard alphabet', verifier.replace('-', '+').replace('_', '/')],
    ['base64-form', 'both', `${verifier.replace('-', '+').replace('_', '/')}=`],
    ['json', 'quotes of JSON', `"${verifier}"`],
    ['json', 'single quotes', `'${verifier}'`],
    ['json', 'bytes of Python', `b'${verifier}'`],
    ['json', 'an array of JSON', `["${verifier}"]`],
    ['json', 'a member', `{"verifier":"${verifier}"}`],
    ['json', 'a member by its name on the wire', `{"code_verifier":"${verifier}"}`],
    ['json', 'a member by the name of a variable', `{"codeVerifier":"${verifier}"}`],
    ['json', 'a member after a blank', `{"verifier": "${verifier}"}`],
    ['byte-list', 'commas', octets.join(',')],
    ['byte-list', 'commas and blanks', octets.join(', ')],
    ['byte-list', 'blanks', octets.join(' ')],
    ['byte-list', 'an array', `[${octets.join(',')}]`],
    ['byte-list', 'an array of Python', `[${octets.join(', ')}]`],
    ['byte-list', 'an array of Go', `[${octets.join(' ')}]`],
    ['byte-list', 'an array of Java', `[${signed.join(', ')}]`],
    ['byte-list', 'an Int8Array', signed.join(',')],
    ['byte-list', 'a Uint8Array as JSON', JSON.stringify(Object.fromEntries(octets.entries()))],
    ['byte-list', 'a Buffer as JSON', JSON.stringify({ type: 'Buffer', data: octets })],
    ['byte-list', 'the characters', codes.join(',')],
    ['encoded', 'base64url', Buffer.from(verifier).toString('base64url')],
    ['encoded', 'base64', Buffer.from(verifier).toString('base64')],
    ['encoded', 'hex digits', Buffer.from(verifier).toString('hex')],
    ['encoded', 'hex digits in capitals', Buffer.from(verifier).toString('hex').toUpperCase()],
    ['encoded', 'percent-encoding of - and _', verifier.replace('-', '%2D').replace('_', '%5F')],
    ['case', 'small letters', verifier.toLowerCase()],
    ['case', 'capital letters', verifier.toUpperCase()],
  ]
  for (const [kind, name, text] of hashed) {
    test(`${kind}: ${name}`, () => {
      const suffix = kind === 'base64-form' ? '' : '-hashed'
      const slips = createSlipFinder(verifier).slipsTo(right(text))
      expect(slips?.map((slip) => slip.kind)).toEqual([`verifier-${kind}${suffix}`])
    })
  }

  test('encoded: base64 of the standard alphabet without its padding', () => {
    const sent = 'Hk~c5UxMpEh-Z2RuJmBe7WzOrGj_b4TwLoDg9Y1QtIlAd6VyNqFi.a3SvKnC~~?'.replace('?', 'x')
    const text = Buffer.from(sent).toString('base64').replace(/=+$/, '')
    expect(createSlipFinder(sent).slipsTo(right(text))?.[0]?.kind).toBe('verifier-encoded-hashed')
  })

  test('octets: those behind hex digits', () => {
    const hex = 'cafebabe'.repeat(8)
    expect(createSlipFinder(hex).slipsTo(right(Buffer.from(hex, 'hex')))?.[0]?.kind).toBe(
      'verifier-octets-hashed',
    )
  })

  const nothings = [
    '',
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
    '""',
    '\n',
  ]
  for (const text of nothings) {
    test(`nothing: ${JSON.stringify(text)}`, () => {
      expect(hashedNothing(right(text))).not.toBeNull()
      expect(createSlipFinder(verifier).slipsTo(right(text))?.[0]?.kind).toBe('verifier-nothing-hashed')
    })
  }
  test('a verifier is something', () => {
    expect(hashedNothing(right(verifier))).toBeNull()
    expect(hashedNothing('')).toBeNull()
  })
})
