import { callbackErrorStops } from '../../../../src/conformance/judge/checks/callback.error-stops.js'
import type { HttpReply } from '../../../../src/server/protocol/message.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, redirectUri, state, transcript } from '../../../support/transcript-builder.js'

const before = transcript().authorize().callback().token().api().ended('client-finished', 0)
const after = honestLogin({ scenario: 'honest-again' })

/** A good request, and an error in the place of the code; `code` stands beside it where it is given. */
function refusal(code: string | null = null, variant = 'access-denied') {
  const good = code ?? 'code-that-never-came.Zq8fXw2s'
  const query = new URLSearchParams({ error: 'access_denied', ...(code === null ? {} : { code }), state })
  const sent: HttpReply = { status: 302, headers: [['Location', `${redirectUri}?${query}`]], body: '' }
  return transcript({ scenario: 'authz-errors', variant }).authorize({}, { issues: good, sends: sent })
}

judgeTable(callbackErrorStops, [
  {
    name: 'passes a client that says that the login failed and ends',
    transcripts: [before, refusal().callback(400).ended('client-gave-up', 1), after],
    expected: 'passes',
    saying: [/after the error access_denied it answered its callback with status 400/],
  },
  {
    name: 'passes a client that begins one new login by itself',
    transcripts: [
      before,
      refusal().callback(302).authorize().callback(400).ended('client-gave-up', 1),
      after,
    ],
    expected: 'passes',
  },
  {
    name: 'passes a client that calls the API with an old token meanwhile',
    transcripts: [
      before,
      refusal().callback(400).api({ authorization: 'Bearer of-yesterday' }).ended('client-gave-up', 1),
      after,
    ],
    expected: 'passes',
  },
  {
    name: 'blames a client that signs in with the code beside the error',
    transcripts: [
      before,
      refusal('beside-the-error.Hq8fXw2s', 'with-code')
        .callback()
        .token({})
        .api()
        .ended('client-finished', 0),
      after,
    ],
    expected: { fails: { session: 'violation' } },
    saying: [/after the error access_denied it redeemed the code in exchange 2/],
  },
  {
    name: 'warns a client that asks for a token without a code',
    transcripts: [
      before,
      refusal().callback(400).token({ code: 'null' }, { refused: true }).ended('client-gave-up', 1),
      after,
    ],
    expected: { fails: { 'token-request': 'warning' } },
  },
  {
    name: 'warns a client that begins one login after another',
    transcripts: [
      before,
      refusal().callback(302).authorize().callback(302).authorize().callback(302).ended('client-gave-up', 1),
      after,
    ],
    expected: { fails: { 'begun-anew': 'warning' } },
    saying: [/began 2 logins by itself/],
  },
  {
    name: 'warns a client that leaves the browser waiting',
    transcripts: [before, refusal().ended('deadline'), after],
    expected: { fails: { hang: 'warning' } },
  },
  {
    name: 'warns a program that ends with success',
    transcripts: [before, refusal().callback(400).ended('client-finished', 0), after],
    expected: { fails: { 'claimed-success': 'warning' } },
  },
  {
    name: 'warns a program that ends with an error it had not caught',
    transcripts: [
      before,
      {
        ...refusal().callback({ kind: 'dropped', why: 'cut' }).ended('client-gave-up', 1),
        output: {
          stdout: '',
          stderr: 'TypeError: code is undefined\n    at main\n\nNode.js v20.20.2\n',
          cut: false,
        },
      },
      after,
    ],
    expected: { fails: { crash: 'warning' } },
  },
  {
    name: 'does not judge a run that was interrupted',
    transcripts: [before, refusal().ended('interrupted'), after],
    expected: { inconclusive: /ended too early/ },
  },
  {
    name: 'does not praise a client that works no more afterwards',
    transcripts: [
      before,
      refusal().callback(400).ended('client-gave-up', 1),
      transcript({ scenario: 'honest-again' }).authorize().ended('client-gave-up', 1),
    ],
    expected: { inconclusive: /nothing followed access-denied, but the closing control/ },
  },
])
