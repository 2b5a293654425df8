// state.present: the authorization request carries state.
import { firstValue, lookUp, type Parameters } from '../../../server/protocol/parameters.js'
import { type AuthorizeRequest, wholeAuthorizeRequests } from '../authorize-request.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { noAuthorizeRequest } from '../unseen.js'
import { inconclusive, type Verdict } from '../verdict.js'
import { lengthOf, namesOf } from '../wording.js'
import { defineCheck, type Tools } from './check.js'

/** RFC 9700 section 2.1 lets a client rely on PKCE, or on the nonce of OpenID Connect, in place of state. */
function hasOtherDefence(parameters: Parameters): boolean {
  const scopes = firstValue(parameters, 'scope')?.split(' ') ?? []
  const nonce = scopes.includes('openid') && firstValue(parameters, 'nonce') !== null
  return nonce || firstValue(parameters, 'code_challenge') !== null
}

function look(request: AuthorizeRequest, tools: Tools): Seen<'absent' | 'absent-without-pkce'> {
  const { parameters } = request
  const where = placeIn(request, 'state')
  const value = firstValue(parameters, 'state')
  if (value !== null) return [{ where, actual: `state of ${lengthOf(value)}: ${tools.mask(value)}` }]
  const empty = lookUp(parameters, 'state').kind === 'empty' ? 'state is there without a value; ' : ''
  return [
    {
      reason: hasOtherDefence(parameters) ? 'absent' : 'absent-without-pkce',
      where,
      expected: 'state with a value made for this login',
      actual: `${empty}the request carries ${namesOf(parameters)}`,
    },
  ]
}

export const statePresent = defineCheck({
  id: 'state.present',
  phase: 'authorization request',
  title: 'The authorization request carries state',
  why: 'By state the client recognises the answer to its own login. Without it somebody else can finish a login in the browser of the user (CSRF).',
  fix: "Send a fresh random state with each login and compare it on return, for example const state = randomBytes(16).toString('base64url').",
  clauses: ['RFC6749-4.1.1-state', 'RFC6749-10.12-state', 'RFC8252-8.9', 'RFC9700-2.1-state'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    absent: {
      level: { otherwise: 'warning', profiles: { 'genesys-guide': 'violation' } },
      what: 'sends no state and relies on PKCE alone',
    },
    'absent-without-pkce': {
      level: 'violation',
      what: 'sends no state, and no PKCE that could stand in for it',
    },
  },
  judge(transcripts, tools): Verdict<'absent' | 'absent-without-pkce'> {
    const requests = wholeAuthorizeRequests(transcripts)
    return judgeEach(
      requests,
      (request) => look(request, tools),
      inconclusive(noAuthorizeRequest(transcripts)),
    )
  },
})
