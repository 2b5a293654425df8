import { describe, expect, test } from 'vitest'
import { leakLogs } from '../../../../src/conformance/judge/checks/leak.logs.js'
import type { LoggedSecret } from '../../../../src/conformance/observations.js'
import { judgeTable } from '../../../support/judge-table.js'
import { held, logged, observed } from '../../../support/observations-builder.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

function printing(...leaks: readonly LoggedSecret[]) {
  return honestLogin({ observations: observed({ logged: leaks }) })
}

const spent = { live: false }

judgeTable(leakLogs, [
  {
    name: 'passes a client that prints nothing secret',
    transcripts: honestLogin({ observations: observed() }),
    expected: 'passes',
    saying: [/in what it printed \(4 lines\), nor in a log/],
  },
  {
    name: 'blames an access token, and shows the line without it',
    transcripts: printing(
      logged('access_token', { stream: 'stderr', holds: held('access_token', { exchange: 2, line: 7 }) }),
    ),
    expected: { fails: { 'access-token': 'violation' } },
    saying: [/line 7 of standard error shows the access token of exchange 2/, /value ‹access_token›/],
  },
  {
    name: 'blames a refresh token',
    transcripts: printing(logged('refresh_token')),
    expected: { fails: { 'refresh-token': 'violation' } },
  },
  {
    name: 'blames a client secret that was given beforehand',
    transcripts: printing(logged('client_secret', { holds: held('client_secret', { exchange: null }) })),
    expected: { fails: { 'client-secret': 'violation' } },
    saying: [/that was given/],
  },
  {
    name: 'blames a verifier of a pending login',
    transcripts: printing(logged('code_verifier')),
    expected: { fails: { 'live-verifier': 'violation' } },
  },
  {
    name: 'blames a code that was not redeemed yet',
    transcripts: printing(logged('code')),
    expected: { fails: { 'live-code': 'violation' } },
  },
  {
    name: 'warns of a verifier that is spent',
    transcripts: printing(logged('code_verifier', spent)),
    expected: { fails: { 'spent-verifier': 'warning' } },
  },
  {
    name: 'warns of a code that is spent',
    transcripts: printing(logged('code', spent)),
    expected: { fails: { 'spent-code': 'warning' } },
  },
  { name: 'notes state', transcripts: printing(logged('state')), expected: { fails: { state: 'info' } } },
  {
    name: 'names the log and the encoding',
    transcripts: printing(
      logged('code', {
        stream: 'file',
        path: 'logs/app.log',
        holds: held('code', { disguise: 'base64', line: 2 }),
      }),
    ),
    expected: { fails: { 'live-code': 'violation' } },
    saying: [/line 2 of the log logs\/app\.log/, /in base64/],
  },
  {
    name: 'tells each fault of several',
    transcripts: printing(logged('access_token'), logged('code', spent), logged('state')),
    expected: { fails: { 'access-token': 'violation', 'spent-code': 'warning', state: 'info' } },
    times: 3,
  },
  {
    name: 'sees a code that is printed only when a response is refused, and tells it once',
    transcripts: [
      honestLogin({ observations: observed() }),
      ...['dropped', 'swapped'].map((variant) =>
        transcript({
          scenario: 'state-tamper',
          variant,
          observations: observed({ logged: [logged('code')] }),
        })
          .authorize()
          .callback()
          .ended('client-gave-up', 1),
      ),
    ],
    expected: { fails: { 'live-code': 'violation' } },
    times: 1,
    saying: [/the same in 1 more run/],
  },
  {
    name: 'does not pass a client that never asked for a token',
    transcripts: transcript({ observations: observed() }).authorize().callback().ended('client-gave-up', 1),
    expected: { inconclusive: /what there is to leak is not known: no token request was seen/ },
  },
  {
    name: 'does not apply to a function',
    transcripts: honestLogin(),
    expected: { notApplicable: /no process that the kit started/ },
  },
])

describe('leak.logs, where printing the token is the job of the client', () => {
  const tools = { mask: () => 'masked', printsToken: true }
  const rows = [
    {
      name: 'passes tokens on standard output',
      leaks: [logged('access_token'), logged('refresh_token')],
      reasons: [],
    },
    {
      name: 'blames a token on standard error',
      leaks: [logged('access_token', { stream: 'stderr' })],
      reasons: ['access-token'],
    },
    {
      name: 'blames a token in a log',
      leaks: [logged('access_token', { stream: 'file', path: 'a.log' })],
      reasons: ['access-token'],
    },
    {
      name: 'blames a verifier all the same',
      leaks: [logged('access_token'), logged('code_verifier')],
      reasons: ['live-verifier'],
    },
  ]
  for (const { name, leaks, reasons } of rows) {
    test(name, () => {
      const verdict = leakLogs.judge([printing(...leaks)], tools)
      const found = verdict.outcome === 'fail' ? verdict.occurrences.map(({ reason }) => reason) : []
      expect(found).toEqual(reasons)
      expect(verdict.outcome).toBe(reasons.length === 0 ? 'pass' : 'fail')
    })
  }
})
