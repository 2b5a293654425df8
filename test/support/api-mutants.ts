// Applications that accept tokens, each with one planted defect: what replaces the seams of the correct one, and which
// checks see it.
import { createHmac, createPublicKey, type JsonWebKey } from 'node:crypto'
import { Refusal, seams } from '../../fixtures/apis/correct.mjs'

type Header = Readonly<Record<string, unknown>>
type Parts = readonly [string, string, string]
type Key = JsonWebKey

export interface ApiMutant {
  readonly name: string
  /** Every `check/reason` that it trips, and no other. */
  readonly breaks: readonly string[]
  /** Checks that cannot be judged because of the defect. */
  readonly inconclusive?: readonly string[]
  readonly overrides: Readonly<Record<string, unknown>>
  /** Of the HTTP server. */
  readonly options?: Readonly<Record<string, unknown>>
}

/** The parts as a careless reader takes them. */
const anyParts = (token: string) => [...token.split('.'), ''].slice(0, 3)
const nothing = () => undefined

function isNone({ alg }: Header, exact: boolean): boolean {
  return exact ? alg === 'none' : typeof alg === 'string' && alg !== 'none' && alg.toLowerCase() === 'none'
}

/** Takes a token without a signature where the header says so. */
function trustsNone(exact: boolean) {
  return {
    partsOf: anyParts,
    algorithms: { includes: (alg: unknown) => alg === 'RS256' || isNone({ alg }, exact) },
    checkSignature(parts: Parts, header: Header, key: Key) {
      if (!isNone(header, exact)) seams.checkSignature(parts, header, key)
    },
  }
}

function hmacWithKey([header, payload, signature]: Parts, key: Key): boolean {
  const publicKey = createPublicKey({ key, format: 'jwk' })
  const secret = publicKey.export({ format: 'pem', type: 'spki' })
  return createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url') === signature
}

const refuse = (why: string): never => {
  throw new Refusal(why)
}

const signatureReasons = ['payload-altered', 'signature-altered', 'foreign-key'].map(
  (reason) => `jwt.signature/${reason}`,
)

export const apiMutants: readonly ApiMutant[] = [
  {
    name: 'that looks at no signature',
    breaks: signatureReasons,
    inconclusive: ['jwt.header-keys', 'jwt.error-response'],
    overrides: { checkSignature: nothing },
  },
  {
    name: 'that takes an empty signature for a good one',
    breaks: ['jwt.signature/no-signature', 'jwt.malformed/accepted'],
    overrides: {
      partsOf: (token: string) =>
        /\.[\w-]+\.?$/.test(token) ? [...token.split('.'), ''].slice(0, 3) : refuse('form'),
      checkSignature(parts: Parts, header: Header, key: Key) {
        if (parts[2] !== '') seams.checkSignature(parts, header, key)
      },
    },
  },
  { name: 'that trusts none', breaks: ['jwt.alg-none/none'], overrides: trustsNone(true) },
  {
    name: 'that forbids none in small letters only',
    breaks: ['jwt.alg-none/other-case'],
    overrides: trustsNone(false),
  },
  {
    name: 'that uses its key for whatever algorithm a token names',
    breaks: ['jwt.alg-confusion/public-key-as-secret'],
    overrides: {
      algorithms: ['RS256', 'HS256'],
      checkSignature(parts: Parts, header: Header, key: Key) {
        if (header['alg'] !== 'HS256') seams.checkSignature(parts, header, key)
        else if (!hmacWithKey(parts, key)) refuse('a wrong signature')
      },
    },
  },
  {
    name: 'that takes every algorithm of the key',
    breaks: ['jwt.alg-confusion/other-algorithm'],
    overrides: {
      checkHeader(this: typeof seams, header: Header) {
        if (header['alg'] === 'none' || /^(?:HS|none)/i.test(String(header['alg'])))
          refuse('another algorithm')
        this.checkType(header)
        this.checkCritical(header)
      },
      checkSignature(parts: Parts, header: Header, key: Key) {
        if (header['alg'] === 'RS256') seams.checkSignature(parts, header, key)
      },
    },
  },
  {
    name: 'that looks at no clock',
    breaks: ['expired', 'no-expiry', 'expiry-as-text'].map((reason) => `jwt.time/${reason}`),
    overrides: { checkExpiry: nothing },
  },
  {
    name: 'that needs no exp',
    breaks: ['jwt.time/no-expiry'],
    overrides: {
      checkExpiry: (claims: { exp?: unknown }, now: number) =>
        claims.exp === undefined ? undefined : seams.checkExpiry.call(seams, claims, now),
    },
  },
  {
    name: 'that compares exp as text',
    breaks: ['jwt.time/expiry-as-text'],
    overrides: {
      checkExpiry: (claims: { exp?: unknown }, now: number) =>
        claims.exp !== undefined && Number(claims.exp) > now ? undefined : refuse('expired'),
    },
  },
  { name: 'that knows no nbf', breaks: ['jwt.time/not-yet'], overrides: { checkBegin: nothing } },
  {
    name: 'that takes every issuer',
    breaks: ['jwt.issuer/other-issuer', 'jwt.issuer/slash'],
    overrides: { checkIssuer: nothing },
  },
  {
    name: 'that forgives a slash of the issuer',
    breaks: ['jwt.issuer/slash'],
    overrides: {
      checkIssuer: ({ iss }: { iss: string }, { issuer }: { issuer: string }) =>
        iss.replace(/\/$/, '') === issuer ? undefined : refuse('another issuer'),
    },
  },
  {
    name: 'that takes every audience',
    breaks: ['other-audience', 'no-audience', 'part-of-audience', 'list-of-others'].map(
      (reason) => `jwt.audience/${reason}`,
    ),
    overrides: { checkAudience: nothing },
  },
  {
    name: 'that looks at the beginning of the audience',
    breaks: ['jwt.audience/part-of-audience', 'jwt.audience/list-refused'],
    overrides: {
      checkAudience: ({ aud }: { aud?: unknown }, { audience }: { audience: string }) =>
        typeof aud === 'string' && aud.startsWith(audience) ? undefined : refuse('another audience'),
    },
  },
  {
    name: 'that takes ID tokens',
    breaks: ['jwt.typ/id-token', 'jwt.typ/typ-jwt'],
    overrides: {
      checkType: nothing,
      checkAudience: ({ aud, nonce }: { aud?: unknown; nonce?: unknown }, config: { audience: string }) =>
        nonce === undefined ? seams.checkAudience({ aud }, config) : undefined,
      answer: (
        response: { writeHead: (status: number) => { end: () => void } },
        claims: { scope?: unknown; nonce?: unknown },
      ) => (claims.nonce === undefined ? seams.answer(response, claims) : response.writeHead(200).end()),
    },
  },
  { name: 'that takes every typ', breaks: ['jwt.typ/typ-jwt'], overrides: { checkType: nothing } },
  {
    name: 'that knows the short typ only',
    breaks: ['jwt.typ/long-form-refused'],
    overrides: { checkType: ({ typ }: Header) => (typ === 'at+jwt' ? undefined : refuse('no access token')) },
  },
  {
    name: 'that knows no crit',
    breaks: ['unknown', 'empty', 'unencoded-payload'].map((reason) => `jwt.crit/${reason}`),
    overrides: { checkCritical: nothing },
  },
  {
    name: 'that trusts the key in a token',
    breaks: ['jwt.header-keys/trusted'],
    overrides: {
      keyFor(this: typeof seams, header: Header, keys: unknown) {
        return header['jwk'] ?? seams.keyFor.call(this, header, keys)
      },
    },
  },
  {
    name: 'that fetches what a token names',
    breaks: ['jwt.header-keys/fetched'],
    overrides: {
      async keyFor(this: typeof seams, header: Header, keys: unknown) {
        const place = header['jku'] ?? header['x5u']
        if (typeof place === 'string') await fetch(place)
        return seams.keyFor.call(this, header, keys)
      },
    },
  },
  {
    name: 'that opens a file of the name of the key',
    breaks: ['jwt.header-keys/kid-error'],
    overrides: {
      keyFor(this: typeof seams, header: Header, keys: unknown) {
        if (String(header['kid']).includes('/')) throw new Error('ENOENT')
        return seams.keyFor.call(this, header, keys)
      },
    },
  },
  {
    name: 'that fails at what is no JSON',
    breaks: ['jwt.malformed/server-error'],
    overrides: {
      partsOf(token: string) {
        const parts = token.split('.')
        if (parts.length !== 3) throw new TypeError('undefined is no text')
        return parts.every((part) => /^[\w-]+$/.test(part)) ? parts : refuse('form')
      },
    },
    inconclusive: ['jwt.alg-none'],
  },
  {
    name: 'that ends the connection at an array',
    breaks: ['jwt.malformed/no-answer'],
    overrides: {
      async handle(
        this: typeof seams,
        request: { headers: { authorization?: string }; socket: { destroy(): void } },
        ...rest: readonly unknown[]
      ) {
        const payload = request.headers.authorization?.split('.')[1] ?? ''
        if (Buffer.from(payload, 'base64url').toString().startsWith('[')) request.socket.destroy()
        else await seams.handle.call(this, request, ...rest)
      },
    },
  },
  {
    name: 'that fetches the keys for every unknown one',
    breaks: ['jwt.unknown-kid/flood'],
    overrides: { mayFetch: () => true },
  },
  {
    name: 'that says nothing of its refusals',
    breaks: ['jwt.error-response/no-challenge'],
    overrides: {
      refuse: (response: { writeHead: (status: number) => { end: () => void } }) =>
        response.writeHead(401).end(),
    },
  },
  {
    name: 'that refuses by 403',
    breaks: ['jwt.error-response/status'],
    overrides: {
      refuse: (response: { writeHead: (status: number) => { end: () => void } }) =>
        response.writeHead(403).end(),
    },
  },
  {
    name: 'that says the same with and without a token',
    breaks: ['jwt.error-response/error-without-token'],
    overrides: { withoutToken: (response: unknown) => seams.refuse(response, 'missing') },
  },
  {
    name: 'that names no error',
    breaks: ['jwt.error-response/other-error'],
    overrides: { refuse: (response: unknown) => seams.withoutToken(response) },
  },
  {
    name: 'that refuses a scope by 401',
    breaks: ['jwt.error-response/scope'],
    overrides: {
      answer: (response: unknown, claims: { scope?: unknown }) =>
        claims.scope === undefined ? seams.refuse(response, 'scope') : seams.answer(response, claims),
    },
  },
  {
    name: 'that is open to everybody',
    breaks: ['jwt.error-response/open'],
    inconclusive: ['jwt.*'],
    overrides: { handle: (_request: unknown, response: { end(): void }) => response.end() },
  },
]
