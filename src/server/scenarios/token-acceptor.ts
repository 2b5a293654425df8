// Signed access tokens as an application that accepts them may meet them: bad ones, and good ones of a rare form.
import { canaryPath } from '../protocol/other-host.js'
import type { Members, TokenChange } from '../protocol/token-change.js'
import { givesToken } from '../tampering/instead.js'
import { alteredText } from '../tampering/other-text.js'
import { defineScenario, type Tamper } from './scenario.js'

/** Header, payload and signature of a JWT in the answer of the token endpoint. */
const signedToken = /("access_token":"[\w-]+\.[\w-]+\.)([\w-]+)"/

/** The first character of the signature: at the end there may be bits that do not count. */
const brokenSignature: Tamper = (honest, about) => {
  if (!givesToken(honest, about) || !signedToken.test(honest.body)) return honest
  const body = honest.body.replace(
    signedToken,
    (_token, signed: string, signature: string) => `${signed}${alteredText(signature)}"`,
  )
  return { ...honest, body }
}

const refused = ['answers 401']
const accepted = ['accepts it']

function variant<const Id extends string>(id: Id, what: string, token: TokenChange, right = refused) {
  return { id, what: `The mock gives access tokens ${what}.`, concerns: ['token'], token, right } as const
}

/** Without those whose names are given. */
function without(...names: readonly string[]): TokenChange {
  return {
    claims: (own) => Object.fromEntries(Object.entries(own).filter(([name]) => !names.includes(name))),
  }
}

/** Seconds after the token was issued, or before it. */
function shifted(name: 'exp' | 'nbf' | 'iat', seconds: number): TokenChange {
  return { claims: (own) => ({ ...own, [name]: Number(own['iat']) + seconds }) }
}

function header(change: Members): TokenChange {
  return { header: (own) => ({ ...own, ...change }) }
}

function named(alg: string, text?: TokenChange['text']): TokenChange {
  return { header: (own) => ({ ...own, alg }), signature: 'none', ...(text === undefined ? {} : { text }) }
}

const withoutLastDot = (token: string) => token.replace(/\.$/, '')

/** One bit of the payload is another one, in the last digit of a date: it is still JSON. */
function flippedPayload(token: string): string {
  const [head = '', payload = '', signature = ''] = token.split('.')
  const json = Buffer.from(payload, 'base64url').toString('utf8')
  const altered = json.replace(/("exp":\d*)(\d)/, (_all, before: string, digit: string) => {
    return `${before}${Number(digit) ^ 1}`
  })
  return [head, Buffer.from(altered).toString('base64url'), signature].join('.')
}

const mebibyte = 1_048_576

export const tokenAcceptor = defineScenario({
  id: 'token-acceptor',
  what: 'The mock signs access tokens in ways that an application which accepts them must tell apart.',
  right: refused,
  variants: [
    {
      id: 'key-rotated',
      what: 'The mock signs each access token with a new key; the earlier keys stay published.',
      concerns: ['token'],
      rotatesKeys: true,
      right: ['fetches the keys once more, and accepts it'],
    },
    {
      id: 'signature-broken',
      what: 'The mock gives access tokens whose signature is wrong in its first character.',
      concerns: ['token'],
      tamper: brokenSignature,
    },
    variant('payload-broken', 'whose payload was changed by one bit after it was signed', {
      text: flippedPayload,
    }),
    variant('signature-foreign', 'signed by a key that the mock never published', { signature: 'foreign' }),
    variant('signature-empty', 'whose signature is empty', { text: (token) => token.replace(/[^.]*$/, '') }),
    variant('alg-none', 'with the algorithm none and no signature', named('none')),
    variant('alg-none-capitalised', 'with the algorithm None and no signature', named('None')),
    variant('alg-none-capitals', 'with the algorithm NONE and no signature', named('NONE')),
    variant('alg-none-two-parts', 'with the algorithm none and no last dot', named('none', withoutLastDot)),
    variant(
      'alg-none-capitalised-two-parts',
      'with the algorithm None and no last dot',
      named('None', withoutLastDot),
    ),
    variant(
      'alg-none-capitals-two-parts',
      'with the algorithm NONE and no last dot',
      named('NONE', withoutLastDot),
    ),
    variant('alg-hmac-pem', 'with HS256 and the public key, as PEM, for its secret', {
      signature: 'hmac-with-pem',
    }),
    variant('alg-hmac-der', 'with HS256 and the public key, as DER, for its secret', {
      signature: 'hmac-with-der',
    }),
    variant('alg-hmac-jwk', 'with HS256 and the public key, as a JWK, for its secret', {
      signature: 'hmac-with-jwk',
    }),
    variant('alg-other', 'signed by the right key with an algorithm that was not agreed on', {
      signature: 'other-algorithm',
    }),
    variant('expired', 'that expired ten minutes before they were issued', shifted('exp', -600)),
    variant('expires-now', 'that expire in the second in which they are issued', shifted('exp', 0), [
      'answers 401',
      'accepts it for a leeway of a few minutes at most',
    ]),
    variant('exp-missing', 'without exp', without('exp')),
    variant('exp-string', 'whose exp is a text', { claims: (own) => ({ ...own, exp: String(own['exp']) }) }),
    variant('not-yet', 'that are good from ten minutes later on', shifted('nbf', 600)),
    variant('issued-ahead', 'that were issued one second ahead', shifted('iat', 1), accepted),
    variant('iss-other', 'with another issuer', {
      claims: (own, { elsewhere }) => ({ ...own, iss: elsewhere }),
    }),
    variant('iss-with-slash', 'whose issuer has a slash more', {
      claims: (own) => ({ ...own, iss: `${own['iss']}/` }),
    }),
    variant('aud-other', 'for another audience', {
      claims: (own, { elsewhere }) => ({ ...own, aud: elsewhere }),
    }),
    variant('aud-missing', 'without an audience', without('aud')),
    variant('aud-longer', 'whose audience only begins like the right one', {
      claims: (own) => ({ ...own, aud: `${own['aud']}.example` }),
    }),
    variant('aud-shorter', 'whose audience is only the beginning of the right one', {
      claims: (own) => ({ ...own, aud: String(own['aud']).slice(0, -1) }),
    }),
    variant(
      'aud-list',
      'for several audiences, the right one among them',
      {
        claims: (own, { elsewhere }) => ({ ...own, aud: [elsewhere, own['aud']] }),
      },
      accepted,
    ),
    variant('aud-list-of-others', 'for several audiences, the right one not among them', {
      claims: (own, { elsewhere }) => ({ ...own, aud: [elsewhere, `${elsewhere}/other`] }),
    }),
    variant('typ-jwt', 'whose typ is JWT', header({ typ: 'JWT' })),
    variant('typ-long', 'whose typ is application/at+jwt', header({ typ: 'application/at+jwt' }), accepted),
    variant('id-token', 'that are ID tokens for the client', {
      header: (own) => ({ ...own, typ: 'JWT' }),
      claims: ({ iss, sub, client_id, iat, exp }) => ({
        iss,
        sub,
        aud: client_id,
        iat,
        exp,
        nonce: 'k3Rz9tQw',
      }),
    }),
    variant(
      'kid-unknown',
      'each with a kid of its own that was never published',
      {
        header: (own, { tokenId }) => ({ ...own, kid: `unknown-${tokenId}` }),
      },
      ['answers 401, and fetches the keys a few times at most'],
    ),
    variant(
      'kid-path',
      'whose kid is a path and a quotation mark',
      header({ kid: "../../../../dev/null' OR '1'='1" }),
    ),
    variant('jwk', 'that bring the key which signed them', {
      header: (own, { foreignKey }) => ({ ...own, jwk: foreignKey }),
      signature: 'foreign',
    }),
    variant(
      'jku',
      'that name a place with other keys',
      {
        header: (own, { elsewhere }) => ({ ...own, jku: `${elsewhere}${canaryPath}?jku` }),
        signature: 'foreign',
      },
      ['answers 401, and fetches nothing from there'],
    ),
    variant(
      'x5u',
      'that name a place with a certificate',
      {
        header: (own, { elsewhere }) => ({ ...own, x5u: `${elsewhere}${canaryPath}?x5u` }),
        signature: 'foreign',
      },
      ['answers 401, and fetches nothing from there'],
    ),
    variant('x5c', 'that bring a certificate', {
      header: (own, { foreignKey }) => ({
        ...own,
        x5c: [Buffer.from(JSON.stringify(foreignKey)).toString('base64')],
      }),
      signature: 'foreign',
    }),
    variant(
      'crit-unknown',
      'with a critical header that nobody knows',
      header({ crit: ['x-gc'], 'x-gc': true }),
    ),
    variant('crit-empty', 'with an empty list of critical headers', header({ crit: [] })),
    variant('b64-false', 'whose payload is said to be not encoded', header({ crit: ['b64'], b64: false })),
    variant('two-parts', 'of two parts', { text: (token) => token.replace(/\.[^.]*$/, '') }),
    variant('not-base64url', 'with a character in the payload that base64url does not have', {
      text: (token) => token.replace('.', '.*'),
    }),
    variant('claim-doubled', 'with the claim sub twice', {
      claims: (own) => JSON.stringify(own).replace(/}$/, ',"sub":"somebody-else"}'),
    }),
    variant('payload-array', 'whose payload is an array', { claims: (own) => JSON.stringify([own]) }),
    variant(
      'huge',
      'of one mebibyte',
      {
        claims: (own) => ({ ...own, filling: 'x'.repeat((mebibyte * 3) / 4) }),
      },
      ['answers 401, 400 or 431'],
    ),
    variant('scope-missing', 'without any scope', without('scope'), ['answers 403 insufficient_scope']),
    {
      id: 'no-token',
      what: 'The kit calls the application without any token.',
      operatedBy: 'kit',
      right: ['answers 401 with WWW-Authenticate: Bearer and no error code'],
    },
  ],
})
