import { csrfInjectedResponse } from '../../../../src/conformance/judge/checks/csrf.injected-response.js'
import type { Callback } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { mistakeOf } from '../../../support/mistakes.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const before = honestLogin()
const after = honestLogin({ scenario: 'honest-again' })

/** A login under way, and the answer of a stranger in its place. */
function forged(answer: Callback['answer'] | number = 400, forgiving = false) {
  const run = transcript({ scenario: 'forged-response', variant: 'code-without-state', forgiving })
    .authorize()
    .authorize({ state: null }, { sender: 'kit', issues: 'code-of-a-stranger.Hq8fXw2s' })
  return run.callback(answer, run.answeredAt, { role: 'foreign' })
}

judgeTable(csrfInjectedResponse, [
  {
    name: 'passes a client that refuses the answer of a stranger by its state',
    transcripts: [before, forged().ended('client-gave-up', 1), after],
    expected: 'passes',
    saying: [/a code that a stranger sent: it answered its callback with status 400/],
  },
  {
    name: 'passes a client that ignores it and waits on for its own answer',
    transcripts: [before, forged(404).ended('client-gave-up'), after],
    expected: 'passes',
  },
  {
    name: 'passes a client that is saved by PKCE, and says so',
    transcripts: [before, forged().token({}, { refused: true }).ended('client-gave-up', 1), after],
    expected: 'passes',
    saying: [/token request in exchange 3, which was refused/],
  },
  {
    name: 'passes a client on a forgiving server that a strict one would have saved',
    transcripts: [
      honestLogin({ scenario: 'forgiving', forgiving: true }),
      forged(200, true)
        .token(
          {},
          {
            forgiven: true,
            mistakes: [mistakeOf('verifier-mismatch', 'the verifier does not match', 'pkce')],
          },
        )
        .api()
        .ended(),
      honestLogin({ scenario: 'honest-again', forgiving: true }),
    ],
    expected: 'passes',
    saying: [/a strict server refuses its token request in exchange 3 by PKCE/],
  },
  {
    name: 'blames a client that works with the token of the stranger',
    transcripts: [before, forged(200).token().api().ended(), after],
    expected: { fails: { session: 'violation' } },
    saying: [/called the API with it in exchange 4/],
  },
  {
    name: 'does not take a client that died without an answer for a careful one',
    transcripts: [
      before,
      forged({ kind: 'unreachable', why: 'nothing listens' }).ended('client-exited', 1),
      after,
    ],
    expected: { inconclusive: /could not be delivered: nothing listens/ },
  },
  {
    name: 'does not take silence for a refusal when the client works no more afterwards',
    transcripts: [
      before,
      forged().ended('client-gave-up', 1),
      transcript({ scenario: 'honest-again' }).ended('client-exited', 1),
    ],
    expected: { inconclusive: /nothing followed code-without-state, but the closing control/ },
  },
  {
    name: 'says of a client whose login page is asked for by POST that nobody could begin another one',
    transcripts: [
      before,
      transcript({ scenario: 'forged-response', variant: 'code-without-state' })
        .authorize()
        .callback()
        .token()
        .ended(),
      after,
    ],
    expected: { notApplicable: /asked for by POST/ },
  },
  {
    name: 'says of a client that began no login what it did',
    transcripts: [
      before,
      transcript({ scenario: 'forged-response', variant: 'code-without-state' }).ended('client-exited', 3),
      after,
    ],
    expected: { inconclusive: /no authorization request was seen/ },
  },
])
