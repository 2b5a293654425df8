import { stateMismatch } from '../../../../src/conformance/judge/checks/state.mismatch.js'
import type { Transcript } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { misnamed } from '../../../support/mistakes.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const before = honestLogin()
const after = honestLogin({ scenario: 'honest-again' })
const foreign = 'q9Kp2mZr4TtVb7Xc'

/** The answer with another state, up to the point where the client has to decide. */
function altered(variant: string, returnsState: string | null = foreign) {
  return transcript({ scenario: 'state-tamper', variant }).authorize({}, { returnsState })
}

const refuses = (variant: string, returnsState?: string | null) =>
  altered(variant, returnsState).callback(400).ended('client-gave-up', 1)
const careful = [refuses('swapped'), refuses('dropped', null), refuses('altered', 'l3Rz9tQw7LmX2vBn')]

function around(...runs: readonly Transcript[]): readonly Transcript[] {
  return [before, ...runs, after]
}

judgeTable(stateMismatch, [
  {
    name: 'passes a client that refuses every variant between two logins that work',
    transcripts: around(...careful),
    expected: 'passes',
    saying: [/status 400 and sent no token request/, /"variant":"dropped"/, /no state came back/],
    times: 3,
  },
  {
    name: 'passes a client that stays up with an error page',
    transcripts: around(altered('swapped').callback(200).ended('client-gave-up')),
    expected: 'passes',
  },
  {
    name: 'passes a client that hangs up and ends',
    transcripts: around(
      altered('swapped').callback({ kind: 'dropped', why: 'socket hang up' }).ended('client-gave-up', 1),
    ),
    expected: 'passes',
  },
  {
    name: 'passes a client that is its own user agent and ends by itself',
    transcripts: around(
      transcript({ scenario: 'state-tamper', variant: 'swapped' })
        .authorize({}, { returnsState: foreign, sender: 'client' })
        .ended('client-gave-up', 1),
    ),
    expected: 'passes',
    saying: [/got that answer itself/],
  },
  {
    name: 'does not praise a client that is its own user agent and just stays silent',
    transcripts: around(
      transcript({ scenario: 'state-tamper', variant: 'swapped' })
        .authorize({}, { returnsState: foreign, sender: 'client' })
        .ended('deadline'),
    ),
    expected: { inconclusive: /ended too early/ },
  },
  {
    name: 'passes a client that only sends its stored refresh token meanwhile',
    transcripts: around(
      altered('swapped')
        .callback(400)
        .token({ grant_type: 'refresh_token', code: null, code_verifier: null, refresh_token: 'r' })
        .ended('client-gave-up'),
    ),
    expected: 'passes',
  },
  {
    name: 'passes a client that begins anew and is deceived again',
    transcripts: around(
      altered('swapped')
        .callback(302)
        .authorize({}, { returnsState: foreign })
        .callback(302)
        .ended('client-gave-up'),
    ),
    expected: 'passes',
  },
  {
    name: 'blames a client that calls the API after a foreign state',
    transcripts: around(altered('swapped').callback().token().api().ended()),
    expected: { fails: { session: 'violation' } },
    saying: [/redeemed the code in exchange 2/, /called the API with it in exchange 3/, /16 characters #/],
  },
  {
    name: 'blames a client that finishes after a missing state, and calls no API',
    transcripts: around(altered('dropped', null).callback().token().ended('client-finished', 0)),
    expected: { fails: { session: 'violation' } },
    saying: [/no state came back/, /finished as if it were signed in/],
  },
  {
    name: 'blames each variant by itself and forgets no other',
    transcripts: around(
      altered('swapped').callback().token().api().ended(),
      altered('dropped', null).callback().token().api().ended(),
      refuses('altered'),
    ),
    expected: { fails: { session: 'violation' } },
    saying: [/swapped/, /dropped/],
    times: 2,
  },
  {
    name: 'warns a client that redeems the code and stops then',
    transcripts: around(altered('swapped').callback(400).token().ended('client-gave-up', 1)),
    expected: { fails: { redeemed: 'warning' } },
  },
  {
    name: 'warns a client whose token request is refused',
    transcripts: around(
      altered('swapped').callback(400).token({}, { refused: true }).ended('client-gave-up', 1),
    ),
    expected: { fails: { redeemed: 'warning' } },
  },
  {
    name: 'blames the same client under the guide',
    transcripts: around(altered('swapped').callback(400).token().ended('client-gave-up', 1)),
    profile: 'genesys-guide',
    expected: { fails: { redeemed: 'violation' } },
  },
  {
    name: 'blames a client without PKCE for the mere token request',
    transcripts: around(
      transcript({ scenario: 'state-tamper', variant: 'swapped' })
        .authorize({ code_challenge: null, code_challenge_method: null }, { returnsState: foreign })
        .callback(400)
        .token({ code_verifier: null })
        .ended('client-gave-up', 1),
    ),
    expected: { fails: { 'redeemed-without-pkce': 'violation' } },
  },
  {
    name: 'counts a token request that has lost its code',
    transcripts: around(
      altered('swapped').callback().token({ code: null }, { refused: true }).ended('client-gave-up'),
    ),
    expected: { fails: { redeemed: 'warning' } },
  },
  {
    name: 'sees a token request that comes late, in a later run',
    transcripts: [
      before,
      transcript({ scenario: 'state-tamper', variant: 'swapped' })
        .authorize({}, { returnsState: foreign, issues: 'code-of-the-altered-login' })
        .callback()
        .ended('client-gave-up'),
      transcript({ scenario: 'honest-again' })
        .token({ code: 'code-of-the-altered-login' }, { refused: true })
        .authorize()
        .callback()
        .token()
        .ended(),
    ],
    expected: { fails: { redeemed: 'warning' } },
    saying: [/of honest-again/],
  },
  {
    name: 'fails on what it saw even if the closing control is missing',
    transcripts: [before, altered('swapped').callback().token().api().ended()],
    expected: { fails: { session: 'violation' } },
  },
  {
    name: 'is not concerned with a client that sends no state',
    transcripts: [
      transcript().authorize({ state: null }).callback().token().ended(),
      transcript({ scenario: 'state-tamper', variant: 'swapped' })
        .authorize({ state: null })
        .callback()
        .token()
        .ended(),
      after,
    ],
    expected: { notApplicable: /sends no state/ },
  },
  {
    name: 'does not praise silence when the control got no token',
    transcripts: [transcript().authorize().callback(500).ended('client-gave-up'), ...careful, after],
    expected: { inconclusive: /control run honest got no token/ },
  },
  {
    name: 'does not praise silence when the closing control got no token',
    transcripts: [
      before,
      ...careful,
      transcript({ scenario: 'honest-again' }).authorize().ended('client-exited'),
    ],
    expected: { inconclusive: /closing control honest-again got no token/ },
  },
  {
    name: 'does not praise silence when there was no closing control',
    transcripts: [before, ...careful],
    expected: { inconclusive: /honest-again is missing/ },
  },
  {
    name: 'does not praise a client that never began the login of one variant',
    transcripts: around(
      refuses('swapped'),
      transcript({ scenario: 'state-tamper', variant: 'dropped' }).ended('client-exited'),
    ),
    expected: { inconclusive: /state-tamper\/dropped: no authorization request was seen/ },
  },
  {
    name: 'passes a client that was given the callback URL on its terminal, and ended',
    transcripts: around(
      altered('swapped')
        .callback({ kind: 'typed', what: 'url', prompt: 'Paste the URL:', at: 0 })
        .ended('client-gave-up', 1),
    ),
    expected: 'passes',
    saying: [/was given the callback URL on its terminal/],
  },
  {
    name: 'does not apply to a client that asks for the code alone: it never sees the state',
    transcripts: [
      transcript()
        .authorize()
        .callback({ kind: 'typed', what: 'code', prompt: 'Code:', at: 0 })
        .token()
        .api()
        .ended(),
      altered('swapped')
        .callback({ kind: 'typed', what: 'code', prompt: 'Code:', at: 0 })
        .token()
        .api()
        .ended(),
      after,
    ],
    expected: { notApplicable: /types the code alone/ },
  },
  {
    name: 'does not praise a client that could not be reached',
    transcripts: around(
      altered('swapped')
        .callback({ kind: 'unreachable', why: 'nothing listens on 127.0.0.1:8976' })
        .ended('client-gave-up'),
    ),
    expected: { inconclusive: /nothing listens on 127\.0\.0\.1:8976/ },
  },
  {
    name: 'does not praise a client whose scheme no browser can open',
    transcripts: around(
      altered('swapped')
        .callback({ kind: 'not-delivered', why: 'a private-use scheme' })
        .ended('client-gave-up'),
    ),
    expected: { inconclusive: /could not be delivered: a private-use scheme/ },
  },
  {
    name: 'does not praise a client that was never called back',
    transcripts: around(altered('swapped').ended('client-exited')),
    expected: { inconclusive: /never delivered/ },
  },
  {
    name: 'does not praise a run that ended at its time limit',
    transcripts: around(altered('swapped').callback(200).ended('deadline')),
    expected: { inconclusive: /ended too early/ },
  },
  {
    name: 'does not praise a client whose state no variant can alter',
    transcripts: around(
      transcript({ scenario: 'state-tamper', variant: 'swapped' }).authorize().callback().token().ended(),
    ),
    expected: { inconclusive: /no variant could alter/ },
  },
  {
    name: 'does not count a login that was not altered',
    transcripts: around(
      refuses('dropped', null),
      transcript({ scenario: 'state-tamper', variant: 'swapped' })
        .authorize()
        .callback()
        .token()
        .api()
        .ended(),
    ),
    expected: 'passes',
    times: 1,
  },
  {
    name: 'judges on top of a forgiving control',
    transcripts: [honestLogin({ scenario: 'forgiving', forgiving: true }), ...careful, after],
    expected: 'passes',
  },
  {
    name: 'judges nothing when the scenario did not run',
    transcripts: [before],
    expected: { inconclusive: /state-tamper did not run/ },
  },
  {
    name: 'names the control when it kept the scenario from running',
    transcripts: [transcript().authorize().callback(500).ended('client-gave-up')],
    expected: { inconclusive: /control run honest got no token/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: [transcript().ended('client-exited')],
    expected: { inconclusive: /no authorization request was seen/ },
  },
  {
    name: 'cannot tell whether a state was sent when the URL was cut or escaped on its way',
    transcripts: transcript()
      .authorize({}, { query: 'response_type=code&amp;state=a', refused: true })
      .ended('stopped-at-page'),
    expected: { inconclusive: /no whole authorization request was seen/ },
  },
  {
    name: 'says what the mock refused when the login of the control failed after its token',
    transcripts: transcript()
      .authorize()
      .callback()
      .token()
      .api({ refused: true, mistakes: [misnamed('access_token')] })
      .ended('client-gave-up'),
    expected: { inconclusive: /the login before it failed: exchange 3 was refused: camelCase was sent/ },
  },
  {
    name: 'says what the mock refused when the control got no token',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({}, { refused: true, mistakes: [misnamed('code')] })
      .ended('client-gave-up'),
    expected: { inconclusive: /got no token: exchange 2 was refused: camelCase was sent/ },
  },
])
