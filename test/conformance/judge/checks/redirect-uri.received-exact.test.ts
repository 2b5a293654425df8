import { redirectUriReceivedExact } from '../../../../src/conformance/judge/checks/redirect-uri.received-exact.js'
import type { Callback } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const before = honestLogin()
const after = honestLogin({ scenario: 'honest-again' })
const other = { 'other-path': 'http://127.0.0.1:8976/other', 'other-host': 'http://localhost:8976/callback' }

function elsewhere(answer: Callback['answer'] | number, variant: keyof typeof other = 'other-path') {
  const run = transcript({ scenario: 'forged-response', variant }).authorize()
  const url = run.answeredAt.replace('http://127.0.0.1:8976/callback', other[variant])
  return run.callback(answer, url, { role: 'elsewhere' })
}

judgeTable(redirectUriReceivedExact, [
  {
    name: 'passes a client that answers 404 there, and goes on with the answer where it belongs',
    transcripts: [before, elsewhere(404).callback().token().api().ended(), after],
    expected: 'passes',
    saying: [/answered there with status 404/],
  },
  {
    name: 'passes a client that is not reached under the other name',
    transcripts: [
      before,
      elsewhere({ kind: 'unreachable', why: 'nothing listens on localhost:8976' }, 'other-host').ended(
        'client-gave-up',
      ),
      after,
    ],
    expected: 'passes',
  },
  {
    name: 'blames a client that signs in with a response at another path',
    transcripts: [before, elsewhere(200).token().api().ended(), after],
    expected: { fails: { 'other-path': 'violation' } },
    saying: [/the response at another path/],
  },
  {
    name: 'blames a client that takes another host name',
    transcripts: [before, elsewhere(200, 'other-host').token().api().ended(), after],
    expected: { fails: { 'other-host': 'violation' } },
  },
  {
    name: 'says that a redirect URI of another kind has no place beside it',
    transcripts: [
      before,
      transcript({ scenario: 'forged-response', variant: 'other-path' })
        .authorize()
        .callback()
        .token()
        .ended(),
      after,
    ],
    expected: { notApplicable: /no loopback address/ },
  },
  {
    name: 'does not judge a client that never answered',
    transcripts: [
      before,
      elsewhere({ kind: 'not-delivered', why: 'a stranger listens there' }).ended('deadline'),
      after,
    ],
    expected: { inconclusive: /ended too early/ },
  },
])
