// request.param-unique: no parameter is sent twice.
import { type Parameter, type Parameters, parseParameters } from '../../../server/protocol/parameters.js'
import type { ObservedExchange, Transcript } from '../../transcript.js'
import { authorizeRequests } from '../authorize-request.js'
import { groupsBy } from '../groups.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { tokenRequests } from '../token-request.js'
import { noAuthorizeRequest, noTokenRequest } from '../unseen.js'
import { inconclusive, type NonEmpty } from '../verdict.js'
import { listed } from '../wording.js'
import { defineCheck } from './check.js'

interface Request {
  readonly reason: 'authorize' | 'token'
  readonly transcript: Transcript
  readonly exchange: ObservedExchange
  /** Each list is searched by itself. */
  readonly lists: readonly Parameters[]
}

interface Placed extends Parameter {
  readonly position: number
}

/** RFC 8707 section 2: a client that needs several resources sends `resource` several times. */
const mayRepeat = new Set(['resource'])

/** A login form may carry along what stands in its URL, so query and body count apart. */
function authorizations(transcript: Transcript): readonly Request[] {
  return authorizeRequests(transcript).map(({ exchange }) => {
    const { query, body, method } = exchange.request
    const lists = [parseParameters(query), method === 'POST' ? parseParameters(body) : []]
    return { reason: 'authorize', transcript, exchange, lists }
  })
}

/** A parameter in query and body of one token request is sent twice. No JSON object can repeat a member. */
function exchangesForTokens(transcript: Transcript): readonly Request[] {
  return tokenRequests(transcript).map(({ exchange, parameters }) => {
    return { reason: 'token', transcript, exchange, lists: [parameters] }
  })
}

function repeatedIn(list: Parameters): readonly NonEmpty<Placed>[] {
  const placed = list.map((parameter, index) => ({ ...parameter, position: index + 1 }))
  return groupsBy(placed, ({ name }) => name).filter(
    ([{ name }, ...others]) => others.length > 0 && !mayRepeat.has(name),
  )
}

function look(request: Request): Seen<'authorize' | 'token'> {
  const { lists, reason } = request
  const repeated = lists.flatMap(repeatedIn).map((group) => {
    const [{ name }] = group
    const same = new Set(group.map(({ value }) => value)).size === 1
    const positions = listed(group.map(({ position }) => String(position)))
    const actual = `${name} stands at positions ${positions}, with ${same ? 'the same value' : 'different values'}`
    return { reason, where: placeIn(request, name), expected: `${name} once`, actual }
  })
  if (repeated.length > 0) return repeated
  const count = lists.reduce((sum, list) => sum + list.length, 0)
  return count === 0 ? [] : [{ where: placeIn(request), actual: `${count} parameters, each of them once` }]
}

export const requestParamUnique = defineCheck({
  id: 'request.param-unique',
  phase: 'authorization request',
  title: 'No parameter is sent twice',
  why: 'Two values of one parameter let two programs on the way read two different requests. Servers refuse them.',
  fix: "Set parameters instead of appending them: url.searchParams.set('state', state).",
  clauses: ['RFC6749-3.1', 'RFC6749-3.2-once'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    authorize: { level: 'violation', what: 'repeats a parameter of the authorization request' },
    token: { level: 'violation', what: 'repeats a parameter of the token request' },
  },
  judge(transcripts) {
    const logins = transcripts.flatMap(authorizations)
    const exchanges = transcripts.flatMap(exchangesForTokens)
    const verdict = judgeEach([...logins, ...exchanges], look, inconclusive(noAuthorizeRequest(transcripts)))
    if (verdict.outcome !== 'pass' || exchanges.length > 0) return verdict
    return inconclusive(`the authorization request repeats nothing, but ${noTokenRequest(transcripts)}`)
  },
})
