import { callbackUnsolicited } from '../../../../src/conformance/judge/checks/callback.unsolicited.js'
import type { Callback, ClientKind } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

function around(kind: ClientKind, run: ReturnType<ReturnType<typeof transcript>['ended']>) {
  return [honestLogin({ kind }), run, honestLogin({ kind, scenario: 'honest-again' })]
}

/** A login that is over, and then the answer of a login that was never begun. */
function unsolicited(answer: Callback['answer'] | number, kind: ClientKind = 'web') {
  const run = transcript({ scenario: 'forged-response', variant: 'unsolicited', kind })
    .authorize()
    .callback()
    .token()
    .api()
    .authorize({ state: 'of-a-stranger' }, { sender: 'kit', issues: 'code-of-a-stranger.Hq8fXw2s' })
  return run.callback(answer, run.answeredAt, { role: 'unsolicited' })
}

judgeTable(callbackUnsolicited, [
  {
    name: 'passes an app that answers with an error page and sends nothing',
    transcripts: around('web', unsolicited(400).ended()),
    expected: 'passes',
    saying: [/status 400 and sent no token request/],
  },
  {
    name: 'passes a native client whose listener is closed by then',
    transcripts: around(
      'native',
      unsolicited({ kind: 'unreachable', why: 'nothing listens on 127.0.0.1:1' }, 'native').ended(),
    ),
    expected: 'passes',
    saying: [/nothing listens on/],
  },
  {
    name: 'blames an app that redeems the code',
    transcripts: around('web', unsolicited(502).token({}, { refused: true }).ended()),
    expected: { fails: { 'token-request': 'violation' } },
  },
  {
    name: 'blames an app that signs in with it',
    transcripts: around('web', unsolicited(302).token().api().ended()),
    expected: { fails: { session: 'violation' } },
  },
  {
    name: 'blames a token request with a word for nothing as its code',
    transcripts: around(
      'web',
      unsolicited(502).token({ code: 'undefined', code_verifier: 'null' }, { refused: true }).ended(),
    ),
    expected: { fails: { 'token-request': 'violation' } },
  },
  {
    name: 'warns an app that answers with an error of its own',
    transcripts: around('web', unsolicited(500).ended()),
    expected: { fails: { crash: 'warning' } },
    saying: [/it answered with status 500/],
  },
  {
    name: 'warns an app that dies of it',
    transcripts: around('web', unsolicited({ kind: 'dropped', why: 'cut' }).ended('client-gave-up', 1)),
    expected: { fails: { crash: 'warning' } },
    saying: [/the whole app ended/],
  },
  {
    name: 'does not praise an app that could not be reached for another reason',
    transcripts: around(
      'web',
      unsolicited({ kind: 'not-delivered', why: 'another program listens there' }).ended(),
    ),
    expected: { inconclusive: /another program listens there/ },
  },
])
