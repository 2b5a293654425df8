// Autopsy in reverse: every mistake, made with random verifiers, is named by exactly its kind.
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { everything } from '../../../support/extent.js'
import { type Seeded, seeded } from '../../../support/seeded.js'
import { authorize, kindsOf, login, open, token } from '../questions.js'

const rounds = everything ? 250 : 25

const unreserved = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'

function digest(name: string, data: string | Buffer): Buffer {
  return createHash(name).update(data).digest()
}

function base64url(data: string | Buffer): string {
  return Buffer.from(data).toString('base64url')
}

/** What a right client sends: BASE64URL(SHA256(ASCII(verifier))). */
function right(verifier: string | Buffer): string {
  return digest('sha256', verifier).toString('base64url')
}

/** A verifier that holds both letters of base64url, small and capital letters, as most do. */
function verifierOf(random: Seeded): string {
  for (;;) {
    const verifier = random.octets(32 + random.below(40)).toString('base64url')
    if (/-/.test(verifier) && /_/.test(verifier)) return verifier
  }
}

/** A verifier whose challenge holds both letters that standard base64 writes otherwise. */
function verifierWithLetters(random: Seeded): string {
  for (;;) {
    const verifier = verifierOf(random)
    const challenge = right(verifier)
    if (/-/.test(challenge) && /_/.test(challenge)) return verifier
  }
}

/** Faults of a challenge, as they show when it comes: what is sent in its place. */
const challenges: readonly (readonly [
  name: string,
  kinds: readonly string[],
  make: (verifier: string, random: Seeded) => string,
])[] = [
  ['padded', ['challenge-padded'], (verifier) => `${right(verifier)}=`],
  [
    'in the standard alphabet',
    ['challenge-std-alphabet'],
    (verifier) => digest('sha256', verifier).toString('base64').replace('=', ''),
  ],
  [
    'standard base64',
    ['challenge-padded', 'challenge-std-alphabet'],
    (verifier) => digest('sha256', verifier).toString('base64'),
  ],
  [
    'with a space for +',
    ['challenge-std-alphabet'],
    (verifier) => digest('sha256', verifier).toString('base64').replace('=', '').replaceAll('+', ' '),
  ],
  ['in hex', ['challenge-hex'], (verifier) => digest('sha256', verifier).toString('hex')],
  [
    'in capital hex with dashes',
    ['challenge-hex'],
    (verifier) =>
      digest('sha256', verifier)
        .toString('hex')
        .toUpperCase()
        .replace(/..(?=.)/g, '$&-'),
  ],
  [
    'base64 of hex',
    ['challenge-base64-of-hex'],
    (verifier) => base64url(digest('sha256', verifier).toString('hex')),
  ],
  ['base64 twice', ['challenge-base64-twice'], (verifier) => base64url(right(verifier))],
  ['SHA-1', ['challenge-other-hash'], (verifier) => base64url(digest('sha1', verifier))],
  [
    'SHA-1, padded',
    ['challenge-padded', 'challenge-other-hash'],
    (verifier) => `${base64url(digest('sha1', verifier))}=`,
  ],
  ['SHA-1 in hex', ['challenge-other-hash'], (verifier) => digest('sha1', verifier).toString('hex')],
  ['MD5', ['challenge-other-hash'], (verifier) => base64url(digest('md5', verifier))],
  ['SHA-512', ['challenge-wrong-length'], (verifier) => base64url(digest('sha512', verifier))],
  ['SHA-384', ['challenge-wrong-length'], (verifier) => base64url(digest('sha384', verifier))],
  ['in quotes', ['challenge-quoted'], (verifier) => JSON.stringify(right(verifier))],
  ['base64 of quotes', ['challenge-of-json'], (verifier) => base64url(JSON.stringify(right(verifier)))],
  [
    'base64 of a JSON object',
    ['challenge-of-json'],
    (verifier) => base64url(JSON.stringify({ challenge: right(verifier) })),
  ],
  ['a list of numbers', ['challenge-byte-list'], (verifier) => digest('sha256', verifier).join(',')],
  [
    'base64 of a list of numbers',
    ['challenge-byte-list'],
    (verifier) => base64url(digest('sha256', verifier).join(',')),
  ],
  [
    'a list as Java prints it',
    ['challenge-byte-list'],
    (verifier) => `[${new Int8Array(digest('sha256', verifier)).join(', ')}]`,
  ],
  [
    'an object as JSON prints it',
    ['challenge-byte-list'],
    (verifier) => JSON.stringify({ ...digest('sha256', verifier) }),
  ],
  [
    'the hash read as UTF-8',
    ['challenge-through-text'],
    (verifier) => base64url(digest('sha256', verifier).toString('utf8')),
  ],
  [
    'the hash written as UTF-8',
    ['challenge-through-text'],
    (verifier) => base64url(digest('sha256', verifier).toString('latin1')),
  ],
  ['encoded twice', ['challenge-double-encoded'], (verifier) => right(verifier).replaceAll('-', '%2D')],
  [
    'encoded twice and padded',
    ['challenge-double-encoded', 'challenge-padded'],
    (verifier) => `${right(verifier)}%3D`,
  ],
  ['with a line end', ['challenge-line-break'], (verifier) => `${right(verifier)}\n`],
  ['broken into lines', ['challenge-line-break'], (verifier) => right(verifier).replace(/.{20}/g, '$&\r\n')],
  [
    'cut',
    ['challenge-wrong-length'],
    (verifier, random) => right(verifier).slice(0, random.one([42, 41, 39, 33, 30])),
  ],
  ['with a character more', ['challenge-wrong-length'], (verifier) => `${right(verifier)}A`],
  [
    'with a foreign character',
    ['challenge-illegal-character'],
    (verifier) => right(verifier).replace('-', '!'),
  ],
  [
    'the verifier',
    ['challenge-wrong-length'],
    (verifier) => (verifier.length > 43 ? verifier : `${verifier}xx`),
  ],
]

/** Slips in making the challenge that show when the verifier comes; the challenge itself is well formed. */
const slips: readonly (readonly [
  name: string,
  kinds: readonly string[],
  make: (verifier: string, random: Seeded) => string,
])[] = [
  [
    'the raw octets hashed',
    ['verifier-octets-hashed'],
    (verifier) => right(Buffer.from(verifier, 'base64url')),
  ],
  ['a line feed hashed', ['verifier-line-end-hashed'], (verifier) => right(`${verifier}\n`)],
  ['CR LF hashed', ['verifier-line-end-hashed'], (verifier) => right(`${verifier}\r\n`)],
  ['UTF-16LE hashed', ['verifier-utf-16-hashed'], (verifier) => right(Buffer.from(verifier, 'utf16le'))],
  [
    'UTF-16BE hashed',
    ['verifier-utf-16-hashed'],
    (verifier) => right(Buffer.from(verifier, 'utf16le').swap16()),
  ],
  ['hashed in quotes', ['verifier-json-hashed'], (verifier) => right(JSON.stringify(verifier))],
  [
    'hashed as JSON',
    ['verifier-json-hashed'],
    (verifier) => right(JSON.stringify({ code_verifier: verifier })),
  ],
  [
    'its octets as a list hashed',
    ['verifier-byte-list-hashed'],
    (verifier) => right(Buffer.from(verifier, 'base64url').join(',')),
  ],
  [
    'its characters as a list hashed',
    ['verifier-byte-list-hashed'],
    (verifier) => right(Buffer.from(verifier).join(',')),
  ],
  [
    'hashed with padding',
    ['verifier-base64-form'],
    (verifier) =>
      right(
        verifier.length % 4 === 0
          ? `${verifier.replaceAll('-', '+')}`.replaceAll('_', '/')
          : verifier.padEnd(Math.ceil(verifier.length / 4) * 4, '='),
      ),
  ],
  [
    'hashed in the standard alphabet',
    ['verifier-base64-form'],
    (verifier) => right(Buffer.from(verifier, 'base64url').toString('base64')),
  ],
  ['SHA-512, cut', ['verifier-other-hash'], (verifier) => base64url(digest('sha512', verifier)).slice(0, 43)],
  ['SHA-384, cut', ['verifier-other-hash'], (verifier) => base64url(digest('sha384', verifier)).slice(0, 43)],
  ['SHA3-256', ['verifier-other-hash'], (verifier) => base64url(digest('sha3-256', verifier))],
  [
    'hex, cut',
    ['verifier-hash-in-hex'],
    (verifier) => digest('sha256', verifier).toString('hex').slice(0, 43),
  ],
  [
    'base64 of hex, cut',
    ['verifier-hash-in-base64-of-hex'],
    (verifier) => base64url(digest('sha256', verifier).toString('hex')).slice(0, 43),
  ],
  ['hashed twice', ['verifier-hashed-twice'], (verifier) => right(right(verifier))],
  ['its digest hashed', ['verifier-hashed-twice'], (verifier) => right(digest('sha256', verifier))],
  ['base64 hashed', ['verifier-encoded-hashed'], (verifier) => right(base64url(verifier))],
  ['hex hashed', ['verifier-encoded-hashed'], (verifier) => right(Buffer.from(verifier).toString('hex'))],
  ['small letters hashed', ['verifier-case-hashed'], (verifier) => right(verifier.toLowerCase())],
  ['a blank hashed along', ['verifier-more-hashed'], (verifier) => right(`${verifier} `)],
  ['the first 32 characters hashed', ['verifier-part-hashed'], (verifier) => right(verifier.slice(0, 32))],
  [
    'one character lost',
    ['verifier-cut'],
    (verifier, random) => right(verifier + random.text(1, unreserved)),
  ],
  ['a hyphen lost', ['verifier-cut'], (verifier) => right(`${verifier.slice(0, 9)}-${verifier.slice(9)}`)],
  ['nothing hashed', ['verifier-equals-challenge'], (verifier) => verifier.slice(0, 42).concat('A')],
  [
    '- and _ exchanged',
    ['verifier-hash-letters-swapped'],
    (verifier) => right(verifier).replace(/[-_]/g, (letter) => (letter === '-' ? '_' : '-')),
  ],
  ['in small letters', ['verifier-hash-altered'], (verifier) => right(verifier).toLowerCase()],
  [
    'three characters changed',
    ['verifier-hash-altered'],
    (verifier) => `!!!${right(verifier).slice(3)}`.replaceAll('!', 'x'),
  ],
  ['undefined hashed', ['verifier-nothing-hashed'], () => right('undefined')],
  ['the empty text hashed', ['verifier-nothing-hashed'], () => right('')],
  ['the state hashed', ['verifier-state-hashed'], () => right(login.state ?? '')],
  [
    'another verifier hashed',
    ['verifier-mismatch'],
    (_, random) => right(random.octets(32).toString('base64url')),
  ],
  [
    'the raw octets hashed with SHA-512, cut',
    ['verifier-octets-hashed', 'verifier-other-hash'],
    (verifier) => base64url(digest('sha512', Buffer.from(verifier, 'base64url'))).slice(0, 43),
  ],
]

/** Faults of the verifier on its way; its challenge is right. */
const verifiers: readonly (readonly [
  name: string,
  kinds: readonly string[],
  make: (verifier: string, random: Seeded) => string,
])[] = [
  ['cut below 43', ['verifier-too-short'], (verifier, random) => verifier.slice(0, 20 + random.below(17))],
  ['longer than is legal', ['verifier-too-long'], (_, random) => random.text(200, unreserved)],
  ['padded', ['verifier-illegal-character'], (verifier) => `${verifier}=`],
  [
    'in the standard alphabet',
    ['verifier-illegal-character'],
    (verifier) => verifier.replaceAll('-', '+').replaceAll('_', '/'),
  ],
  ['with spaces for +', ['verifier-illegal-character'], (verifier) => verifier.replaceAll('-', ' ')],
  ['with a line end', ['verifier-illegal-character'], (verifier) => `${verifier}\n`],
  ['encoded twice', ['verifier-double-encoded'], (verifier) => verifier.replaceAll('-', '%2D')],
  ['in quotes', ['verifier-quoted'], (verifier) => JSON.stringify(verifier)],
  [
    'as a list of numbers',
    ['verifier-byte-list'],
    (verifier) => Buffer.from(verifier, 'base64url').join(','),
  ],
  ['undefined', ['value-stringified'], () => 'undefined'],
  ['a promise', ['value-promise'], () => '[object Promise]'],
  ['empty', ['verifier-empty'], () => ''],
  ['the state', ['verifier-holds-state'], () => login.state ?? ''],
  ['the code', ['verifier-holds-other'], () => login.code],
  ['the client id', ['verifier-holds-other'], () => login.clientId],
]

describe('autopsy in reverse: mistakes with random verifiers', () => {
  for (const [name, kinds, make] of challenges) {
    test(`a challenge ${name} is named by ${kinds.join(' and ')} and nothing else`, () => {
      const random = seeded(1)
      for (let round = 0; round < rounds; round++) {
        const challenge = make(verifierWithLetters(random), random)
        expect(kindsOf(authorize({ code_challenge: challenge })), challenge).toEqual(kinds)
      }
    })
  }

  for (const [name, kinds, make] of slips) {
    test(`${name}: named by ${kinds.join(' and ')} and nothing else`, () => {
      const random = seeded(2)
      for (let round = 0; round < rounds; round++) {
        const verifier = verifierWithLetters(random)
        const challenge = make(verifier, random)
        const sent = name === 'nothing hashed' ? challenge : verifier
        const decision = token({ code_verifier: sent }, { found: open({ challenge }) })
        expect(kindsOf(decision), `${sent} ${challenge}`).toEqual(kinds)
        expect(decision).toMatchObject({ kind: 'refuse', error: 'invalid_grant', status: 400 })
      }
    })
  }

  for (const [name, kinds, make] of verifiers) {
    test(`a verifier ${name} is named by ${kinds.join(' and ')} and nothing else`, () => {
      const random = seeded(3)
      for (let round = 0; round < rounds; round++) {
        const verifier = verifierOf(random)
        const decision = token(
          { code_verifier: make(verifier, random) },
          { found: open({ challenge: right(verifier) }) },
        )
        expect(kindsOf(decision), verifier).toEqual(kinds)
      }
    })
  }

  test('characters that were deleted instead of replaced leave a verifier that is too short', () => {
    const random = seeded(6)
    for (let round = 0; round < rounds; round++) {
      const whole = random.octets(32).toString('base64').replace('=', '')
      const verifier = whole.replace(/[+/]/g, '')
      if (verifier === whole) continue
      const decision = token({ code_verifier: verifier }, { found: open({ challenge: right(verifier) }) })
      expect(kindsOf(decision)).toEqual(['verifier-too-short'])
      expect(decision.mistakes[0]?.sentence).toContain(`has ${verifier.length} characters, needs 43 to 128`)
    }
  })

  test('a verifier of another login is named with that login', () => {
    const random = seeded(4)
    for (let round = 0; round < rounds; round++) {
      const [mine, other] = [verifierOf(random), verifierOf(random)]
      const logins = [
        { ...login, challenge: right(mine) },
        { ...login, id: 'other', exchange: 9, issuedAt: login.issuedAt + 3000, challenge: right(other) },
      ]
      const decision = token(
        { code_verifier: other },
        { found: open({ challenge: right(mine) }), recentLogins: logins },
      )
      expect(kindsOf(decision)).toEqual(['verifier-of-other-login'])
      expect(decision.mistakes[0]?.sentence).toMatch(/login of exchange 9, 3 s later by the same client/)
    }
  })

  test('holds nothing of the verifier in any sentence', () => {
    const random = seeded(5)
    for (const [, , make] of [...slips, ...verifiers]) {
      const verifier = verifierWithLetters(random)
      const decision = token(
        { code_verifier: verifier },
        { found: open({ challenge: make(verifier, random) }) },
      )
      const text = decision.mistakes.map(({ sentence, fix }) => `${sentence} ${fix}`).join(' ')
      for (let index = 0; index + 8 <= verifier.length; index++) {
        expect(text).not.toContain(verifier.slice(index, index + 8))
      }
    }
  })
})
