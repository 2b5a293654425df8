// authz.required-params: response_type=code, and the right client_id.
import { firstDifference } from '../../../server/protocol/autopsy/difference.js'
import { placeholderIn } from '../../../server/protocol/autopsy/placeholder.js'
import { firstValue } from '../../../server/protocol/parameters.js'
import type { Transcript } from '../../transcript.js'
import { type AuthorizeRequest, authorizeRequests } from '../authorize-request.js'
import { type Explanation, explanationOf } from '../explanation.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { noAuthorizeRequest } from '../unseen.js'
import { inconclusive } from '../verdict.js'
import { namesOf, quoted, shortened } from '../wording.js'
import { defineCheck } from './check.js'

type Reason =
  | 'response-type-missing'
  | 'implicit'
  | 'hybrid'
  | 'response-type-other'
  | 'client-id-missing'
  | 'client-id-other'
  | 'placeholder'
  | 'stringified'

/** The one fault behind everything that is missing, where there is one. */
function faultBehind({ damage, exchange }: AuthorizeRequest, parameter: string): Partial<Explanation> {
  if (damage !== null) return damages[damage]
  return explanationOf(exchange, parameter)
}

const damages = {
  cut: {
    diagnosis: 'one parameter arrived at most: was the URL cut at the first & by a shell?',
    fix: 'Put the URL in quotes, or hand it to the opener without a shell.',
  },
  'html-escaped': {
    diagnosis: 'the URL holds &amp; where & belongs: it was copied from HTML, or escaped for it',
    fix: 'Write & between the parameters of a URL; &amp; belongs only inside of HTML.',
  },
} as const

function responseTypeReason(request: AuthorizeRequest, type: string): Reason | null {
  const types = type.split(' ').filter((word) => word !== '')
  if (types.length === 1 && types[0] === 'code') return null
  const scopes = firstValue(request.parameters, 'scope')?.split(' ') ?? []
  if (types.includes('code')) return scopes.includes('openid') ? 'hybrid' : 'response-type-other'
  return types.includes('token') ? 'implicit' : 'response-type-other'
}

function lookAtResponseType(request: AuthorizeRequest): Seen<Reason> {
  const where = placeIn(request, 'response_type')
  const expected = 'response_type=code'
  const type = firstValue(request.parameters, 'response_type')
  if (type === null) {
    const actual = `the request carries ${namesOf(request.parameters)}`
    return [
      { reason: 'response-type-missing', where, expected, actual, ...faultBehind(request, 'response_type') },
    ]
  }
  const reason = responseTypeReason(request, type)
  if (reason === null) return [{ where, actual: expected }]
  return [{ reason, where, expected, actual: `the value is ${quoted(type)}` }]
}

function lookAtClientId(request: AuthorizeRequest, reference: string | null): Seen<Reason> {
  const where = placeIn(request, 'client_id')
  const id = firstValue(request.parameters, 'client_id')
  if (id === null) {
    const actual = `the request carries ${namesOf(request.parameters)}`
    const expected = 'client_id in the request'
    return [{ reason: 'client-id-missing', where, expected, actual, ...faultBehind(request, 'client_id') }]
  }
  const { source, clientId } = request.transcript.registration
  if (source === 'given' && id === clientId)
    return [{ where, actual: `the registered client_id ${shortened(id)}` }]
  const placeholder = placeholderIn(id)
  if (placeholder !== null) {
    const reason = placeholder.kind === 'value-placeholder' ? 'placeholder' : 'stringified'
    const { sentence: diagnosis, fix } = placeholder
    return [
      {
        reason,
        where,
        expected: 'a registered client id',
        actual: quoted(placeholder.shown),
        diagnosis,
        fix,
      },
    ]
  }
  if (reference === null || id === reference) return [{ where, actual: `client_id ${shortened(id)}` }]
  const [expected, actual] = [shortened(reference), shortened(id)]
  const diagnosis = expected === actual ? { diagnosis: firstDifference(reference, id) } : {}
  return [{ reason: 'client-id-other', where, expected, actual, ...diagnosis }]
}

/** The client id that holds: the one given, else the first that the client sent. */
function referenceOf(transcripts: readonly Transcript[]): string | null {
  const given = transcripts.find(({ registration }) => registration.source === 'given')?.registration.clientId
  const sent = transcripts
    .flatMap(authorizeRequests)
    .map(({ parameters }) => firstValue(parameters, 'client_id'))
    .find((id) => id !== null && placeholderIn(id) === null)
  return given ?? sent ?? null
}

export const authzRequiredParams = defineCheck({
  id: 'authz.required-params',
  phase: 'authorization request',
  title: 'The authorization request carries response_type=code and the right client_id',
  why: 'Without them the server knows neither who asks nor for what. With response_type=token the token itself travels in a URL, and PKCE cannot protect it.',
  fix: 'Send response_type=code and the client_id of the registration.',
  clauses: ['RFC6749-4.1.1', 'RFC6749-3.1.1', 'RFC9700-2.1.2', 'RFC10017-7.2'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    'response-type-missing': {
      level: 'violation',
      what: 'sends no response_type',
      fix: 'Send response_type=code.',
    },
    implicit: {
      level: 'warning',
      what: 'asks for the implicit grant',
      fix: 'Send response_type=code with a code_challenge, and redeem the code at the token endpoint.',
    },
    hybrid: {
      level: 'info',
      what: 'asks for a hybrid response of OpenID Connect, which Genesys Cloud does not have',
      fix: 'Send response_type=code.',
    },
    'response-type-other': {
      level: 'violation',
      what: 'sends another response_type than code',
      fix: 'Send response_type=code, in lower case and with nothing else.',
    },
    'client-id-missing': {
      level: 'violation',
      what: 'sends no client_id',
      fix: 'Send the client_id of the registration.',
    },
    'client-id-other': {
      level: 'violation',
      what: 'sends another client_id than the registered one, or a second one in the same run',
      fix: 'Read the client id from one place, and use it in every request.',
    },
    /** Derived: the kit learns any id, a real server would refuse this one. */
    placeholder: { level: 'warning', what: 'sends a placeholder as client_id' },
    stringified: { level: 'violation', what: 'sends the word for no value as client_id' },
  },
  judge(transcripts) {
    const reference = referenceOf(transcripts)
    const look = (request: AuthorizeRequest) => [
      ...lookAtResponseType(request),
      ...lookAtClientId(request, reference),
    ]
    return judgeEach(
      transcripts.flatMap(authorizeRequests),
      look,
      inconclusive(noAuthorizeRequest(transcripts)),
    )
  },
})
