import { stateAppDataProtected } from '../../../../src/conformance/judge/checks/state.app-data-protected.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, state as opaque, transcript } from '../../../support/transcript-builder.js'

const before = honestLogin({ kind: 'web' })
const after = honestLogin({ kind: 'web', scenario: 'honest-again' })
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const sent = encode({ nonce: 'k3Rz9tQw7LmX2vBn', returnTo: '/reports' })
const altered = encode({
  nonce: 'k3Rz9tQw7LmX2vBn',
  returnTo: 'http://localhost:7636/gc-canary?return-target',
})

const login = () =>
  transcript({ scenario: 'state-tamper', variant: 'return-target-altered', kind: 'web' }).authorize(
    { state: sent },
    { returnsState: altered },
  )

/** Two logins are pending, and the first one gets the state of the second. */
function exchanged(own: string, other: string, status: number) {
  const run = transcript({ scenario: 'state-tamper', variant: 'exchanged', kind: 'web' })
  run.authorize({ state: own }, { issues: 'first-code.Zq8fXw2sKq' })
  const url = run.answeredAt.replace(encodeURIComponent(own), encodeURIComponent(other))
  return run.callback(status, url, { role: 'altered' })
}

judgeTable(stateAppDataProtected, [
  {
    name: 'passes an app that refuses a state that was altered',
    transcripts: [before, login().callback(400).ended('client-gave-up'), after],
    expected: 'passes',
  },
  {
    name: 'passes an app that signs in and leaves the altered part alone',
    transcripts: [before, login().callback(302).token().api().ended(), after],
    expected: 'passes',
    saying: [/the altered part led nowhere/],
  },
  {
    name: 'blames an app that sends the browser where the state says',
    transcripts: [
      before,
      login().callback(302).token().api().request('/gc-canary', { sender: 'user-agent' }).ended(),
      after,
    ],
    expected: { fails: { followed: 'violation' } },
    saying: [/in exchange 4/],
  },
  {
    name: 'says of an opaque state that there is nothing to alter',
    transcripts: [
      before,
      honestLogin({ kind: 'web', scenario: 'state-tamper', variant: 'return-target-altered' }),
      after,
    ],
    expected: { notApplicable: /nothing that anybody can read/ },
  },
  {
    name: 'blames an app that takes the data of another login',
    transcripts: [
      before,
      exchanged(sent, encode({ nonce: 'other', returnTo: '/' }), 302)
        .token()
        .api()
        .ended(),
      after,
    ],
    expected: { fails: { exchanged: 'violation' } },
  },
  {
    name: 'passes an app that PKCE saves from it',
    transcripts: [
      before,
      exchanged(sent, encode({ nonce: 'other', returnTo: '/' }), 502)
        .token({}, { refused: true })
        .ended('client-gave-up'),
      after,
    ],
    expected: 'passes',
  },
  {
    name: 'does not judge the exchange of states that hold nothing',
    transcripts: [before, exchanged(opaque, 'm4Sa0uRx8MnY3wCo', 302).token().api().ended(), after],
    expected: { notApplicable: /nothing that anybody can read/ },
  },
  {
    name: 'does not judge an app that gave no answer',
    transcripts: [before, login().ended('deadline'), after],
    expected: { inconclusive: /ended too early/ },
  },
])
