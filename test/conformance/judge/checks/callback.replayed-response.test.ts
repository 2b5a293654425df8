import { callbackReplayedResponse } from '../../../../src/conformance/judge/checks/callback.replayed-response.js'
import type { Callback } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const before = honestLogin({ kind: 'web' })
const after = honestLogin({ kind: 'web', scenario: 'honest-again' })
const gone = { kind: 'unreachable', why: 'nothing listens on 127.0.0.1:8976' } as const

function login(variant: string) {
  return transcript({ scenario: 'replay', variant, kind: 'web' }).authorize()
}

function reloaded(answer: Callback['answer'] | number = 400) {
  const run = login('reloaded').callback(302).token().api()
  return run.callback(answer, run.answeredAt, { role: 'repeated' })
}

function renewed(answer: Callback['answer'] | number = 400) {
  const run = login('same-state-new-code').callback(302).token().api()
  run.authorize({}, { sender: 'kit', issues: 'second-code.Hq8fXw2s' })
  return run.callback(answer, run.answeredAt, { role: 'renewed' })
}

function prefetched(answer: Callback['answer'] | number) {
  const run = login('prefetched')
  run.callback(302, run.answeredAt, { role: 'early' }).token().api()
  return run.callback(answer)
}

judgeTable(callbackReplayedResponse, [
  {
    name: 'passes an app that refuses the second load',
    transcripts: [before, reloaded().ended(), after],
    expected: 'passes',
    saying: [/status 400 and sent no second token request/],
  },
  {
    name: 'passes an app that shows its user that he is signed in',
    transcripts: [before, reloaded(302).ended(), after],
    expected: 'passes',
  },
  {
    name: 'passes a client that listens no more',
    transcripts: [before, reloaded(gone).ended(), after],
    expected: 'passes',
    saying: [/nothing listened any more/],
  },
  {
    name: 'blames an app that redeems the code again',
    transcripts: [before, reloaded(502).token({}, { refused: true }).ended(), after],
    expected: { fails: { 'redeemed-again': 'violation' } },
    saying: [/the same code in exchanges 2 and 4/],
  },
  {
    name: 'does not count the ways in which a client tries to authenticate as replays',
    transcripts: [
      transcript({ kind: 'web' })
        .authorize()
        .callback()
        .token({}, { refused: true, basic: 'id:' })
        .token()
        .api()
        .ended(),
      (() => {
        const run = login('reloaded').callback(302).token({}, { refused: true, basic: 'id:' }).token().api()
        return run.callback(400, run.answeredAt, { role: 'repeated' }).ended()
      })(),
      after,
    ],
    expected: 'passes',
  },
  {
    name: 'does not judge a login that got no token',
    transcripts: [
      before,
      (() => {
        const run = login('reloaded').callback(400)
        return run.callback(400, run.answeredAt, { role: 'repeated' }).ended('client-gave-up')
      })(),
      after,
    ],
    expected: { inconclusive: /its login got no token/ },
  },
  {
    name: 'passes an app that forgets a state with its first use',
    transcripts: [before, renewed().ended(), after],
    expected: 'passes',
  },
  {
    name: 'warns an app that takes the state again',
    transcripts: [before, renewed(302).token().api().ended(), after],
    expected: { fails: { 'same-state-new-code': 'warning' } },
    saying: [/the state of a finished login with a new code/],
  },
  {
    name: 'passes an app whose user is signed in after a prefetch that was taken',
    transcripts: [before, prefetched(302).ended(), after],
    expected: 'passes',
  },
  {
    name: 'passes a native client that the prefetch has signed in',
    transcripts: [before, prefetched(gone).ended('client-finished', 0), after],
    expected: 'passes',
  },
  {
    name: 'warns an app that refuses its user after a prefetch',
    transcripts: [before, prefetched(400).ended(), after],
    expected: { fails: { 'lost-to-prefetch': 'warning' } },
    saying: [/answered the visit of the user with status 400/],
  },
])
