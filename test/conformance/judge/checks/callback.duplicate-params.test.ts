import { callbackDuplicateParams } from '../../../../src/conformance/judge/checks/callback.duplicate-params.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, redirectUri, state, transcript } from '../../../support/transcript-builder.js'

const before = honestLogin()
const after = honestLogin({ scenario: 'honest-again' })
const right = 'the-right-code.Zq8fXw2sKq'
const wrong = 'never-issued-code.Zq8fXw2s'
const other = 'another-state-of-a-login'

function doubled(variant: string, query: string) {
  const sends = { status: 302, headers: [['Location', `${redirectUri}?${query}`]], body: '' } as const
  return transcript({ scenario: 'state-tamper', variant }).authorize({}, { issues: right, sends })
}

const stateFirst = () => doubled('state-doubled-right-first', `code=${right}&state=${state}&state=${other}`)
const stateLast = () => doubled('state-doubled-right-last', `code=${right}&state=${other}&state=${state}`)
const codeFirst = () => doubled('code-doubled-right-first', `code=${right}&code=${wrong}&state=${state}`)
const codeLast = () => doubled('code-doubled-right-last', `code=${wrong}&code=${right}&state=${state}`)

judgeTable(callbackDuplicateParams, [
  {
    name: 'passes a client that refuses both orders',
    transcripts: [
      before,
      stateFirst().callback(400).ended('client-gave-up', 1),
      stateLast().callback(400).ended('client-gave-up', 1),
      after,
    ],
    expected: 'passes',
    times: 2,
  },
  {
    name: 'warns a client that takes the first state',
    transcripts: [
      before,
      stateFirst().callback().token().api().ended(),
      stateLast().callback(400).ended('client-gave-up', 1),
      after,
    ],
    expected: { fails: { state: 'warning' } },
    saying: [/with state twice, the right one first, it sent the token request in exchange 2/],
  },
  {
    name: 'warns a client that takes the last state',
    transcripts: [
      before,
      stateFirst().callback(400).ended('client-gave-up', 1),
      stateLast().callback().token().api().ended(),
      after,
    ],
    expected: { fails: { state: 'warning' } },
  },
  {
    name: 'warns a client that takes one of two codes, right or wrong',
    transcripts: [
      before,
      codeFirst().callback().token({ code: right }).api().ended(),
      codeLast().callback(400).token({ code: wrong }, { refused: true }).ended('client-gave-up', 1),
      after,
    ],
    expected: { fails: { code: 'warning' } },
    saying: [/with the first of them/],
    times: 2,
  },
  {
    name: 'warns a client that takes the last of two codes, which is the right one',
    transcripts: [before, codeLast().callback().token({ code: right }).api().ended(), after],
    expected: { fails: { code: 'warning' } },
    saying: [/with the last of them/],
  },
  {
    name: 'says that a client without a state cannot get it twice',
    transcripts: [
      before,
      transcript({ scenario: 'state-tamper', variant: 'state-doubled-right-first' })
        .authorize({ state: null })
        .callback()
        .token()
        .ended(),
      after,
    ],
    expected: { notApplicable: /no response could get its state twice/ },
  },
  {
    name: 'does not judge a client that gave no answer',
    transcripts: [before, stateFirst().ended('deadline'), after],
    expected: { inconclusive: /ended too early/ },
  },
])
