import { nativeListenerLifecycle } from '../../../../src/conformance/judge/checks/native.listener-lifecycle.js'
import type { Callback, EndingKind } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const before = honestLogin()
const after = honestLogin({ scenario: 'honest-again' })
const gone = { kind: 'unreachable', why: 'nothing listens on 127.0.0.1:8976' } as const

/** A stray request first. */
function stray(answer: Callback['answer'] | number) {
  const run = transcript({ scenario: 'forged-response', variant: 'favicon-first' }).authorize()
  return run.callback(answer, 'http://127.0.0.1:8976/favicon.ico', { role: 'stray' })
}

/** The response by HEAD first. */
function head(answer: Callback['answer'] | number) {
  const run = transcript({ scenario: 'forged-response', variant: 'head-first' }).authorize()
  return run.callback(answer, run.answeredAt, { role: 'early', method: 'HEAD' })
}

function back(answer: Callback['answer'] | number) {
  const run = transcript({ scenario: 'replay', variant: 'back' }).authorize().callback().token().api()
  return run.callback(answer, run.answeredAt, { role: 'repeated' })
}

const taken = () => transcript({ scenario: 'forged-response', variant: 'port-taken' })

judgeTable(nativeListenerLifecycle, [
  {
    name: 'passes a client that answers 404 to what is no response, and waits on',
    transcripts: [
      before,
      stray(404).callback().token().api().ended(),
      head(405).callback().token().api().ended(),
      after,
    ],
    expected: 'passes',
    saying: [/a request for \/favicon\.ico first was answered with status 404, and the login went on/],
    times: 2,
  },
  {
    name: 'warns a client whose login a stray request ends',
    transcripts: [before, stray(400).callback(gone).ended('client-gave-up', 1), after],
    expected: { fails: { 'stray-request': 'warning' } },
    saying: [/the response that followed found nobody listening/],
  },
  {
    name: 'warns a client that gives up after HEAD',
    transcripts: [before, head(400).callback(gone).ended('client-gave-up', 1), after],
    expected: { fails: { method: 'warning' } },
  },
  {
    name: 'warns a client that redeems the code of a HEAD request and listens no more',
    transcripts: [before, head(200).token().api().callback(gone).ended(), after],
    expected: { fails: { method: 'warning' } },
    saying: [/the response by HEAD first was answered with status 200/],
  },
  {
    name: 'passes a client whose listener is closed after the login',
    transcripts: [before, back(gone).ended(), after],
    expected: 'passes',
  },
  {
    name: 'warns a client that goes on listening',
    transcripts: [before, back(404).ended(), after],
    expected: { fails: { 'left-open': 'warning' } },
  },
  {
    name: 'passes a client that says that its port is taken',
    transcripts: [before, taken().ended('client-exited', 1), after],
    expected: 'passes',
  },
  {
    name: 'passes a client that takes another port',
    transcripts: [before, taken().authorize().callback().token().api().ended(), after],
    expected: 'passes',
    saying: [/took another port/],
  },
  {
    name: 'warns a client that sends the browser to the port of another program',
    transcripts: [
      before,
      taken()
        .authorize()
        .callback({
          kind: 'not-delivered',
          why: 'port 8976 belongs to another program, which had it before the client',
        })
        .ended('callback-not-delivered'),
      after,
    ],
    expected: { fails: { 'port-taken': 'warning' } },
    saying: [/sent the browser to http:\/\/127\.0\.0\.1:8976/],
  },
  {
    name: 'warns a client that waits without a word',
    transcripts: [before, taken().ended('deadline'), after],
    expected: { fails: { 'port-taken': 'warning' } },
  },
  {
    name: 'warns a client that ends as if all were well',
    transcripts: [before, taken().ended('client-exited', 0), after],
    expected: { fails: { 'port-taken': 'warning' } },
  },
  {
    name: 'does not judge a run that was interrupted',
    transcripts: [before, taken().ended('interrupted' satisfies EndingKind), after],
    expected: { inconclusive: /interrupted/ },
  },
  {
    name: 'says that a client without a loopback address has no listener',
    transcripts: [
      before,
      transcript({ scenario: 'forged-response', variant: 'favicon-first' })
        .authorize()
        .callback()
        .token()
        .ended(),
      after,
    ],
    expected: { notApplicable: /no loopback listener/ },
  },
])
