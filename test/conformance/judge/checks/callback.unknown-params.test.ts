import { callbackUnknownParams } from '../../../../src/conformance/judge/checks/callback.unknown-params.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const before = honestLogin()
const after = honestLogin({ scenario: 'honest-again' })
const answered = (variant = 'unknown-parameters') =>
  transcript({ scenario: 'honest-variants', variant }).authorize()

judgeTable(callbackUnknownParams, [
  {
    name: 'passes a client that goes on with its login',
    transcripts: [before, answered().callback().token().api().ended(), after],
    expected: 'passes',
    saying: [/session_state, scope and x_gc_canary beside its code it got its token/],
  },
  {
    name: 'passes a client that ignores an iss of which the metadata say nothing',
    transcripts: [before, answered('iss-unadvertised').callback().token().api().ended(), after],
    expected: 'passes',
  },
  {
    name: 'blames a client that refuses the response',
    transcripts: [before, answered().callback(400).ended('client-gave-up', 1), after],
    expected: { fails: { refused: 'violation' } },
    saying: [/answered its callback with status 400 and sent no token request/],
  },
  {
    name: 'does not blame a client that died before the response',
    transcripts: [before, answered().ended('client-exited', 1), after],
    expected: { inconclusive: /client-exited/ },
  },
  {
    name: 'does not blame a client whose token request failed for another reason',
    transcripts: [
      before,
      answered().callback(400).token({}, { refused: true }).ended('client-gave-up', 1),
      after,
    ],
    expected: { inconclusive: /exchange 2 was refused/ },
  },
  {
    name: 'does not call a client right that works no more in the control before',
    transcripts: [transcript().authorize().ended('client-gave-up', 1)],
    expected: { inconclusive: /the control run honest got no token/ },
  },
])
