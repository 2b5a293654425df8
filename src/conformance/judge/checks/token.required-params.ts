// token.required-params: grant_type, code and client_id are right, wherever they stand.
import { formDecoded, readAuthorization } from '../../../server/protocol/client-authentication.js'
import { firstValue, lookUp } from '../../../server/protocol/parameters.js'
import { codesIssuedBy } from '../../issued.js'
import type { Transcript } from '../../transcript.js'
import { type Explanation, explanationOf } from '../explanation.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { probableLoginOf, type TokenRequest, tokenRequests } from '../token-request.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive } from '../verdict.js'
import { namesOf, quoted, shortened } from '../wording.js'
import { defineCheck, type Tools } from './check.js'

type Reason =
  | 'grant-type-missing'
  | 'grant-type-wrong'
  | 'password-grant'
  | 'code-missing'
  | 'code-wrong'
  | 'client-id-missing'
  | 'client-id-wrong'

/** The sentence of the mock about this parameter, and its fix where it knows a better one. */
function explained({ exchange }: TokenRequest, parameter: string): Partial<Explanation> {
  const mistake = exchange.outcome.mistakes.find((one) => one.parameter === parameter)
  const diagnosis = mistake === undefined ? {} : { diagnosis: mistake.sentence }
  return { ...diagnosis, ...explanationOf(exchange, parameter) }
}

function carried({ parameters }: TokenRequest, name: string): string {
  const empty = lookUp(parameters, name).kind === 'empty' ? `${name} is there without a value; ` : ''
  return `${empty}the request carries ${namesOf(parameters)}`
}

function lookAtGrantType(request: TokenRequest): Seen<Reason> {
  const where = placeIn(request, 'grant_type')
  const expected = 'grant_type=authorization_code'
  const grant = firstValue(request.parameters, 'grant_type')
  if (grant === 'authorization_code') return [{ where, actual: expected }]
  if (grant === null) {
    const actual = carried(request, 'grant_type')
    return [{ reason: 'grant-type-missing', where, expected, actual, ...explained(request, 'grant_type') }]
  }
  return [{ reason: 'grant-type-wrong', where, expected, actual: `the value is ${quoted(grant)}` }]
}

function lookAtCode(request: TokenRequest, issued: ReadonlySet<string>, tools: Tools): Seen<Reason> {
  const where = placeIn(request, 'code')
  const { code } = request
  if (code === null) {
    const diagnosis = explained(request, 'code')
    const expected = 'the code of the callback'
    return [{ reason: 'code-missing', where, expected, actual: carried(request, 'code'), ...diagnosis }]
  }
  if (issued.has(code)) return [{ where, actual: 'the code that was issued' }]
  const latest = [...issued].at(-1)
  const expected = latest === undefined ? 'a code that was issued' : `the code issued, ${tools.mask(latest)}`
  return [{ reason: 'code-wrong', where, expected, actual: tools.mask(code), ...explained(request, 'code') }]
}

/** The ids by which the request names its client. A signed assertion names it too, in its own way. */
function clientIdsOf({ exchange, parameters }: TokenRequest): readonly string[] {
  const inBody = firstValue(parameters, 'client_id')
  const { basic } = readAuthorization(exchange.request)
  const inHeader = basic === null || basic.id === '' ? [] : [formDecoded(basic.id)]
  return [...(inBody === null ? [] : [inBody]), ...inHeader]
}

function lookAtClientId(request: TokenRequest): Seen<Reason> {
  const where = placeIn(request, 'client_id')
  const ids = clientIdsOf(request)
  if (ids.length === 0) {
    if (firstValue(request.parameters, 'client_assertion') !== null) return []
    const expected = 'client_id in the body, or a Basic header that names the client'
    const actual = carried(request, 'client_id')
    return [{ reason: 'client-id-missing', where, expected, actual, ...explained(request, 'client_id') }]
  }
  const login = probableLoginOf(request)
  const right = login === null ? null : firstValue(login.parameters, 'client_id')
  const wrong = ids.find((id) => right !== null && id !== right)
  if (right === null || wrong === undefined) return [{ where, actual: `the client of the login` }]
  return [{ reason: 'client-id-wrong', where, expected: shortened(right), actual: shortened(wrong) }]
}

function look(request: TokenRequest, issued: ReadonlySet<string>, tools: Tools): Seen<Reason> {
  if (request.purpose === 'other' || request.body === 'unreadable') return []
  if (request.purpose === 'password') {
    const where = placeIn(request, 'grant_type')
    const expected = 'grant_type=authorization_code'
    return [{ reason: 'password-grant', where, expected, actual: 'grant_type=password' }]
  }
  return [...lookAtGrantType(request), ...lookAtCode(request, issued, tools), ...lookAtClientId(request)]
}

function issuedIn(transcripts: readonly Transcript[]): ReadonlySet<string> {
  return new Set(transcripts.flatMap(({ exchanges }) => codesIssuedBy(exchanges)))
}

export const tokenRequiredParams = defineCheck({
  id: 'token.required-params',
  phase: 'token request',
  title:
    'The token request carries grant_type=authorization_code, the code received, and the right client_id',
  why: 'These three say what is asked for, by which login, and by whom. A server refuses the request when one of them is missing or another.',
  fix: 'Send grant_type=authorization_code, the code of the callback unchanged, and the client_id of the login.',
  clauses: ['RFC6749-4.1.3', 'RFC6749-3.2.1', 'RFC9700-2.4'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    'grant-type-missing': {
      level: 'violation',
      what: 'sends no grant_type',
      fix: 'Send grant_type=authorization_code.',
    },
    'grant-type-wrong': {
      level: 'violation',
      what: 'redeems a code with another grant_type than authorization_code',
      fix: 'Send grant_type=authorization_code, spelt exactly so.',
    },
    'password-grant': {
      level: 'violation',
      what: 'asks the user for a password and sends it to the token endpoint',
      fix: 'Use the authorization code grant with PKCE: the user types the password on the login page only.',
    },
    'code-missing': {
      level: 'violation',
      what: 'sends no code',
      fix: "Read the code from the query of the callback: new URL(request.url, base).searchParams.get('code').",
    },
    'code-wrong': {
      level: 'violation',
      what: 'sends a code that was not issued',
      fix: 'Take the code from the decoded query of the callback, and form-encode it once.',
    },
    'client-id-missing': {
      level: 'violation',
      what: 'names no client',
      fix: 'Send client_id in the body; only a Basic header or a signed assertion can stand in for it.',
    },
    'client-id-wrong': {
      level: 'violation',
      what: 'names another client than the one that began the login',
      fix: 'Read the client id from one place, and use it in both requests.',
    },
  },
  judge(transcripts, tools) {
    const issued = issuedIn(transcripts)
    return judgeEach(
      transcripts.flatMap(tokenRequests),
      (request) => look(request, issued, tools),
      inconclusive(noTokenRequest(transcripts)),
    )
  },
})
