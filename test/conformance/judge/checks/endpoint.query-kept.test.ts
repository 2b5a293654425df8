import { endpointQueryKept } from '../../../../src/conformance/judge/checks/endpoint.query-kept.js'
import { judgeTable } from '../../../support/judge-table.js'
import {
  challenge,
  clientId,
  honestLogin,
  redirectUri,
  state,
  transcript,
} from '../../../support/transcript-builder.js'

const before = honestLogin()
const after = honestLogin({ scenario: 'honest-again' })

/** The client has read the metadata, in which both endpoints end with ?gc=1. */
function reading(query: string, tokenQuery: string | null) {
  const run = transcript({ scenario: 'honest-variants', variant: 'endpoints-with-query' })
    .request('/.well-known/oauth-authorization-server')
    .authorize({}, { query })
    .callback()
  const whole = (tokenQuery === null ? run : run.token({}, { query: tokenQuery }).api()).ended()
  const [metadata, ...others] = whole.exchanges
  if (metadata === undefined) throw new Error('there is no exchange')
  const read = {
    ...metadata,
    endpoint: 'well-known-oauth-authorization-server',
    honest: { status: 200, headers: [], body: '{"token_endpoint":"http://127.0.0.1:7636/oauth/token"}' },
    sent: { status: 200, headers: [], body: '{"token_endpoint":"http://127.0.0.1:7636/oauth/token?gc=1"}' },
  }
  return { ...whole, exchanges: [read, ...others] }
}

const parameters = `response_type=code&client_id=${clientId}&redirect_uri=${encodeURIComponent(redirectUri)}&code_challenge=${challenge}&code_challenge_method=S256&state=${state}`

judgeTable(endpointQueryKept, [
  {
    name: 'passes a client that adds its parameters to the query',
    transcripts: [before, reading(`gc=1&${parameters}`, 'gc=1'), after],
    expected: 'passes',
    times: 2,
  },
  {
    name: 'blames a client that replaces the query of the login page',
    transcripts: [before, reading(parameters, 'gc=1'), after],
    expected: { fails: { authorize: 'violation' } },
    saying: [/exchange 2 has no parameter gc=1"/],
  },
  {
    name: 'blames a client that adds a second question mark',
    transcripts: [before, reading(`gc=1?${parameters}`, 'gc=1'), after],
    expected: { fails: { authorize: 'violation' } },
    saying: [/a second \? in its query/],
  },
  {
    name: 'blames a client that drops the query of the token endpoint',
    transcripts: [before, reading(`gc=1&${parameters}`, ''), after],
    expected: { fails: { token: 'violation' } },
  },
  {
    name: 'says that fixed endpoints have nothing to keep',
    transcripts: [
      before,
      honestLogin({ scenario: 'honest-variants', variant: 'endpoints-with-query' }),
      after,
    ],
    expected: { notApplicable: /its endpoints are fixed/ },
  },
  {
    name: 'does not judge a client that began no login',
    transcripts: [
      before,
      transcript({ scenario: 'honest-variants', variant: 'endpoints-with-query' }).ended('client-exited', 1),
      after,
    ],
    expected: { inconclusive: /client-exited/ },
  },
])
