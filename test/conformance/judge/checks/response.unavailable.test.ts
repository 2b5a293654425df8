import { responseUnavailable } from '../../../../src/conformance/judge/checks/response.unavailable.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around, aroundSilent, commonRows, json, oddLogin } from '../../../support/odd-answers.js'
import { transcript } from '../../../support/transcript-builder.js'

const broken = (kind: 'native' | 'web' = 'native') =>
  oddLogin('token-errors', 'server-error', json({ error: 'server_error' }, 500), kind)
const stops = broken().callback(400).ended('client-gave-up', 1)
const silence = (kind: 'native' | 'web' = 'native') =>
  oddLogin('token-errors', 'silence', { body: '', delivery: { kind: 'silence', seconds: 60 } }, kind)
const reset = { body: '', delivery: { kind: 'reset' } } as const

judgeTable(responseUnavailable, [
  {
    name: 'passes a client that ends with an error',
    transcripts: around(
      stops,
      oddLogin('token-errors', 'connection-reset', reset).callback(400).ended('client-gave-up', 1),
    ),
    expected: 'passes',
    saying: [/status 500 with error/, /a connection that was reset it ended/],
  },
  {
    name: 'lets a client try again twice',
    transcripts: around(broken().token().token().callback(400).ended('client-gave-up', 1)),
    expected: 'passes',
  },
  {
    name: 'warns a client that tries again and again',
    transcripts: around(broken().token().token().token().ended('deadline')),
    expected: { fails: { 'too-many-retries': 'warning' } },
    saying: [/it asked 3 times more/],
  },
  {
    name: 'blames a client that calls the API all the same',
    transcripts: around(
      broken().api({ authorization: 'Bearer undefined', refused: true }).ended('client-gave-up', 1),
    ),
    expected: { fails: { session: 'violation' } },
  },
  {
    name: 'passes a program that gives up waiting',
    transcripts: around(silence().callback(400).ended('client-gave-up', 1)),
    expected: 'passes',
    saying: [/no answer for 60 s it gave up, and ended with exit code 1/],
  },
  {
    name: 'passes an app that gives up waiting and lives on',
    transcripts: around(silence('web').callback(502).ended('client-gave-up')),
    expected: 'passes',
  },
  {
    name: 'warns a client that is still waiting at the end',
    transcripts: around(silence().ended('deadline')),
    expected: { fails: { 'no-time-out': 'warning' } },
    saying: [/no answer for 60 s it was still waiting/],
  },
  {
    name: 'warns a client that is still waiting, though it answered its callback before it asked',
    transcripts: around(
      transcript({ scenario: 'token-errors', variant: 'silence' })
        .authorize()
        .callback({ kind: 'answered', status: 200, at: 1 })
        .token({}, { sends: { body: '', delivery: { kind: 'silence', seconds: 60 } } })
        .ended('client-finished'),
    ),
    expected: { fails: { 'no-time-out': 'warning' } },
  },
  {
    name: 'passes a client that takes an answer that is late',
    transcripts: around(
      oddLogin('token-errors', 'slow', { delaySeconds: 20 }).api().ended('client-finished', 0),
    ),
    expected: 'passes',
    saying: [/went on with its token/],
  },
  {
    name: 'warns an app whose server ends',
    transcripts: around(broken('web').ended('client-gave-up', 1)),
    expected: { fails: { crash: 'warning' } },
  },
  {
    name: 'warns a program that ends with success',
    transcripts: aroundSilent(broken().callback().ended('client-finished', 0)),
    expected: { fails: { 'success-claimed': 'warning' } },
  },
  ...commonRows(stops, 'token-errors/server-error'),
])
