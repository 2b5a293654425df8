import { stateSessionBound } from '../../../../src/conformance/judge/checks/state.session-bound.js'
import type { Callback } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const before = honestLogin({ kind: 'web' })
const after = honestLogin({ kind: 'web', scenario: 'honest-again' })

function elsewhere(answer: Callback['answer'] | number) {
  const run = transcript({
    scenario: 'two-sessions',
    variant: 'answer-in-other-browser',
    kind: 'web',
  }).authorize()
  return run.callback(answer, run.answeredAt, { role: 'other-browser' })
}

judgeTable(stateSessionBound, [
  {
    name: 'passes an app that knows nothing of the login in the other browser',
    transcripts: [before, elsewhere(400).ended('client-gave-up'), after],
    expected: 'passes',
  },
  {
    name: 'blames an app that signs the other browser in',
    transcripts: [before, elsewhere(302).token().api().ended(), after],
    expected: { fails: { session: 'violation' } },
    saying: [/the answer in another browser/],
  },
  {
    name: 'blames an app that redeems the code for it and stops then',
    transcripts: [before, elsewhere(400).token({}, { refused: true }).ended('client-gave-up'), after],
    expected: { fails: { 'token-request': 'violation' } },
  },
  {
    name: 'does not praise an app that refuses everything by then',
    transcripts: [
      before,
      elsewhere(400).ended('client-gave-up'),
      transcript({ kind: 'web', scenario: 'honest-again' }).authorize().callback(400).ended('client-gave-up'),
    ],
    expected: { inconclusive: /closing control honest-again got no token/ },
  },
])
