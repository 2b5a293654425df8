// Legal answers that are rare: another client would never meet them, a right one copes with each.
import { disguised, filled } from '../protocol/disguise.js'
import { withHeader } from '../protocol/message.js'
import { givesToken, isRefresh, membersOf, withMember, withMembers } from '../tampering/instead.js'
import { issuerOf } from '../tampering/issuer.js'
import { encoded, goodAnswerIn, parametersOf, redirectedWith } from '../tampering/redirect.js'
import { defineScenario, type Tamper, type Tampering } from './scenario.js'

/** More parameters beside the code, RFC 6749 section 4.1.2: the client must ignore those it does not know. */
function withParameters(parametersFor: (about: Tampering) => Readonly<Record<string, string>>): Tamper {
  return (honest, about) => {
    const answer = goodAnswerIn(honest, about)
    if (answer === null) return honest
    return redirectedWith(honest, answer, [...parametersOf(answer), ...encoded(parametersFor(about))])
  }
}

function tokenMember(name: string, raw: string | null): Tamper {
  return (honest, about) => (givesToken(honest, about) ? withMember(honest, name, raw) : honest)
}

function tokenAnswer<const Id extends string>(id: Id, what: string, tamper: Tamper) {
  return { id, what, concerns: ['token'], tamper } as const
}

/** The access token in another shape; the mock reads it in every one. */
function reshaped(shape: (token: string) => string): Tamper {
  return (honest, about) => {
    const token = givesToken(honest, about) ? membersOf(honest)?.['access_token'] : undefined
    return typeof token === 'string'
      ? withMember(honest, 'access_token', JSON.stringify(shape(token)))
      : honest
  }
}

/** Signed tokens get a claim more, so that their signature is good; others get filling at their end. */
function large<const Id extends string>(id: Id, characters: number) {
  return {
    ...tokenAnswer(
      id,
      `The mock gives access tokens of ${characters / 1024} KiB.`,
      reshaped((token) => (token.length < characters ? filled(token, characters) : token)),
    ),
    // Four characters of base64url for three of the claim.
    token: { claims: (claims: object) => ({ ...claims, filling: 'x'.repeat((characters * 3) / 4) }) },
  } as const
}

const unknownMembers: Tamper = (honest, about) =>
  givesToken(honest, about)
    ? withMembers(honest, (members) => ({
        gc_canary: 'ignore me',
        ...members,
        refresh_expires_in: 0,
        gc_canary_nested: { access_token: 'not this one', list: [1, null, { a: true }] },
      }))
    : honest

const metadataWithQuery: Tamper = (honest, { endpoint }) =>
  endpoint === 'well-known-oauth-authorization-server' && honest.status === 200
    ? withMembers(honest, (members) => ({
        ...members,
        authorization_endpoint: `${String(members['authorization_endpoint'])}?gc=1`,
        token_endpoint: `${String(members['token_endpoint'])}?gc=1`,
      }))
    : honest

/** RFC 9207 section 3. */
const promisesIssuer: Tamper = (honest, { endpoint }) =>
  endpoint === 'well-known-oauth-authorization-server' && honest.status === 200
    ? withMember(honest, 'authorization_response_iss_parameter_supported', 'true')
    : honest

const rightIssuer = withParameters((about) => ({ iss: issuerOf(about) }))

export const honestVariants = defineScenario({
  id: 'honest-variants',
  what: 'The mock gives answers that are legal and rare.',
  right: ['ends signed in'],
  variants: [
    {
      id: 'code-long',
      what: 'The mock gives authorization codes of 2000 characters.',
      concerns: ['authorize'],
      quirks: { codeForm: 'long' },
    },
    {
      id: 'code-punctuated',
      what: 'The mock gives authorization codes with + / = % & ~ and a space in them.',
      concerns: ['authorize'],
      quirks: { codeForm: 'punctuated' },
    },
    {
      id: 'unknown-parameters',
      what: 'The mock sends session_state, scope and x_gc_canary beside the code.',
      concerns: ['authorize'],
      tamper: withParameters(() => ({
        session_state: 'k3Rz9tQw.af0ifjsldkj',
        scope: 'user-basic-info',
        x_gc_canary: 'ignore me',
      })),
    },
    {
      id: 'iss-unadvertised',
      what: 'The mock sends its issuer as iss beside the code, and its metadata does not speak of it.',
      concerns: ['authorize'],
      tamper: rightIssuer,
    },
    {
      id: 'iss-advertised',
      what: 'The mock sends its issuer as iss beside the code, as its metadata promises.',
      concerns: ['authorize', 'metadata'],
      tamper: (honest, about) => promisesIssuer(rightIssuer(honest, about), about),
    },
    {
      id: 'endpoints-with-query',
      what: 'The metadata of the mock has ?gc=1 at the end of both endpoints.',
      concerns: ['metadata'],
      tamper: metadataWithQuery,
      right: ['sends gc=1 with both requests, and ends signed in'],
    },
    tokenAnswer(
      'token-type-capitalised',
      'The mock gives the token type as Bearer.',
      tokenMember('token_type', '"Bearer"'),
    ),
    tokenAnswer(
      'token-type-capitals',
      'The mock gives the token type as BEARER.',
      tokenMember('token_type', '"BEARER"'),
    ),
    tokenAnswer(
      'expires-in-missing',
      'The mock gives tokens without expires_in.',
      tokenMember('expires_in', null),
    ),
    tokenAnswer(
      'unknown-members',
      'The mock gives tokens with members that no document names, nested ones too.',
      unknownMembers,
    ),
    {
      ...tokenAnswer(
        'refresh-token-missing',
        'The mock gives no refresh token at the login, whatever the client is registered for.',
        tokenMember('refresh_token', null),
      ),
      // At a refresh it would mean that the old one stays good: see refresh-trouble.
      isFor: (request) => !isRefresh(request),
    },
    tokenAnswer(
      'scope-narrower',
      'The mock says that the token has the scope user-basic-info only.',
      tokenMember('scope', '"user-basic-info"'),
    ),
    tokenAnswer(
      'charset',
      'The mock names the charset utf-8 in the media type of the token answer.',
      (honest, about) =>
        givesToken(honest, about)
          ? withHeader(honest, 'Content-Type', 'application/json; charset=utf-8')
          : honest,
    ),
    large('token-4k', 4096),
    large('token-8k', 8192),
    large('token-16k', 16_384),
    tokenAnswer(
      'token-opaque',
      'The mock gives access tokens that are text without any structure.',
      reshaped((token) => disguised(token, 'opaque')),
    ),
    tokenAnswer(
      'token-senseless-jwt',
      'The mock gives access tokens that look like a JWT with a payload that is no JSON.',
      reshaped((token) => disguised(token, 'senseless-jwt')),
    ),
    tokenAnswer(
      'token-jwe',
      'The mock gives access tokens that look like an encrypted JWT of five parts.',
      reshaped((token) => disguised(token, 'jwe')),
    ),
    {
      id: 'secret-punctuated',
      what: 'The kit gives the client a secret with % : + & / and a space in it.',
      operatedBy: 'kit',
      right: [
        'form-encodes id and secret before Basic, and ends signed in',
        'sends both in the body, and ends signed in',
      ],
    },
  ],
})
