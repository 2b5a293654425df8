import { pkceNoDowngrade } from '../../../../src/conformance/judge/checks/pkce.no-downgrade.js'
import type { Transcript } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, redirectUri, state, transcript } from '../../../support/transcript-builder.js'

const before = honestLogin()
const after = honestLogin({ scenario: 'honest-again' })
const around = (run: Transcript) => [before, run, after]
const error = 'error=invalid_request&error_description=transform+algorithm+not+supported'
const sends = {
  status: 302,
  headers: [['Location', `${redirectUri}?${error}&state=${state}`]],
  body: '',
} as const

const refused = (values = {}) =>
  transcript({ scenario: 'authz-errors', variant: 'pkce-unsupported' }).authorize(values, { sends })

judgeTable(pkceNoDowngrade, [
  {
    name: 'passes a client that stops',
    transcripts: around(refused().callback(400).ended('client-gave-up', 1)),
    expected: 'passes',
    saying: [/answered its callback with status 400 and began no login without S256/],
  },
  {
    name: 'passes a client that starts over with S256',
    transcripts: around(refused().callback(302).authorize().callback().token().api().ended()),
    expected: 'passes',
    saying: [/exchange 2 has S256 again/],
  },
  {
    name: 'blames a client that starts over with plain',
    transcripts: around(
      refused().callback(302).authorize({ code_challenge_method: 'plain' }).callback().token().api().ended(),
    ),
    expected: { fails: { plain: 'violation' } },
  },
  {
    name: 'blames a client that leaves the method out the second time, which means plain',
    transcripts: around(
      refused().callback(302).authorize({ code_challenge_method: null }).ended('client-gave-up'),
    ),
    expected: { fails: { plain: 'violation' } },
    saying: [/no method, which means plain/],
  },
  {
    name: 'blames a client that starts over without a challenge',
    transcripts: around(
      refused()
        .callback(302)
        .authorize({ code_challenge: null, code_challenge_method: null })
        .callback()
        .token({ code_verifier: null })
        .ended(),
    ),
    expected: { fails: { 'without-challenge': 'violation' } },
  },
  {
    name: 'says of a client that begins with plain that another check speaks of it',
    transcripts: around(refused({ code_challenge_method: 'plain' }).callback(400).ended('client-gave-up', 1)),
    expected: { notApplicable: /pkce\.method\.s256/ },
  },
  {
    name: 'says of a page that the client never saw that it had nothing to decide',
    transcripts: around(
      transcript({ scenario: 'authz-errors', variant: 'pkce-unsupported-page' })
        .authorize()
        .ended('stopped-at-page'),
    ),
    expected: { notApplicable: /sees nothing of a login page/ },
  },
  {
    name: 'does not judge a client that gave no answer',
    transcripts: around(refused().callback({ kind: 'not-delivered', why: 'no way' }).ended('deadline')),
    expected: { inconclusive: /ended too early/ },
  },
])
