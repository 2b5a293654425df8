// endpoint.query-kept: a query that is part of the address of an endpoint survives.
import { parseParameters } from '../../../server/protocol/parameters.js'
import type { ObservedExchange, Transcript } from '../../transcript.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'authorize' | 'token'

/** `gc=1` as a parameter of its own: with a second ? it becomes part of another value. */
function isKept({ request }: ObservedExchange): boolean {
  return parseParameters(request.query).some(({ name, value }) => name === 'gc' && value === '1')
}

function shown(run: Transcript, reason: Reason, exchange: ObservedExchange): Shown<Reason> {
  const { number, request } = exchange
  const where = placeOf(run, number, 'gc')
  const line = `the ${reason} request in exchange ${number}`
  if (isKept(exchange)) {
    return { kind: 'right', evidence: { where, actual: `${line} has gc=1 in its query` }, silent: false }
  }
  const joined = /gc=1\?/.test(request.query) ? ', but it has a second ? in its query' : ''
  const actual = `${line} has no parameter gc=1${joined}`
  const expected = 'gc=1 of the metadata in the query, joined to what follows by &'
  return { kind: 'broken', occurrence: { reason, where, expected, actual } }
}

function look(run: Transcript): readonly Shown<Reason>[] {
  const read = run.exchanges.find(
    ({ endpoint, honest, sent }) =>
      endpoint === 'well-known-oauth-authorization-server' && honest.body !== sent.body,
  )
  const at = (name: string) =>
    run.exchanges.find(
      ({ endpoint, request, sender }) =>
        endpoint === name && request.method !== 'OPTIONS' && sender !== 'kit',
    )
  const authorize = at('oauth-authorize')
  const token = at('oauth-token')
  if (read === undefined) {
    return authorize === undefined
      ? [undecidedIn(run, run.ending.what)]
      : [{ kind: 'untouched', why: 'the client reads no metadata: its endpoints are fixed' }]
  }
  if (authorize === undefined) return [undecidedIn(run, `it read the metadata, and ${run.ending.what}`)]
  return [shown(run, 'authorize', authorize), ...(token === undefined ? [] : [shown(run, 'token', token)])]
}

export const endpointQueryKept = defineCheck({
  id: 'endpoint.query-kept',
  phase: 'authorization request',
  title: 'A query that is part of the address of an endpoint survives',
  why: 'Servers use such a query to tell tenants apart: without it a login goes to another one, or nowhere.',
  fix: 'Build the address with a URL object (url.searchParams.set) instead of joining texts by ?.',
  clauses: ['RFC6749-3.1-query', 'RFC6749-3.2-query'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: ['honest-variants/endpoints-with-query'],
  reasons: {
    authorize: { level: 'violation', what: 'loses the query of the authorization endpoint' },
    token: { level: 'violation', what: 'loses the query of the token endpoint' },
  },
  judge: (transcripts) => judgeDisturbed(transcripts, look),
})
