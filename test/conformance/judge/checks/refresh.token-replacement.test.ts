import { refreshTokenReplacement } from '../../../../src/conformance/judge/checks/refresh.token-replacement.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around, json, undecided } from '../../../support/odd-answers.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const giving = (token: string | null) => ({
  sends: json({
    access_token: 'an-access-token-of-some-length',
    token_type: 'bearer',
    ...(token === null ? {} : { refresh_token: token }),
  }),
})
const using = (token: string | null) => ({
  grant_type: 'refresh_token',
  code: null,
  code_verifier: null,
  refresh_token: token,
})
const begun = (variant = 'rotates') =>
  transcript({ scenario: 'refresh-trouble', variant })
    .authorize()
    .callback()
    .token({}, giving('first-refresh-token'))
    .token(using('first-refresh-token'), giving(variant === 'rotates' ? 'second-refresh-token' : null))

judgeTable(refreshTokenReplacement, [
  {
    name: 'passes a client that uses the newest token each time',
    transcripts: around(
      begun().token(using('second-refresh-token'), giving('third-refresh-token')).ended(),
      begun('no-new-token').token(using('first-refresh-token'), giving(null)).ended(),
    ),
    expected: 'passes',
    times: 2,
  },
  {
    name: 'needs no closing control: it was seen what the client sent',
    transcripts: [honestLogin(), begun().token(using('second-refresh-token'), giving(null)).ended()],
    expected: 'passes',
  },
  {
    name: 'blames a client that uses the old token again',
    transcripts: around(begun().token(using('first-refresh-token'), { refused: true }).ended()),
    expected: { fails: { 'old-token': 'violation' } },
  },
  {
    name: 'blames a client that loses its token when none comes',
    transcripts: around(begun('no-new-token').token(using('undefined'), { refused: true }).ended()),
    expected: { fails: { 'token-lost': 'violation' } },
  },
  {
    name: 'blames a client that then sends none at all',
    transcripts: around(begun('no-new-token').token(using(null), { refused: true }).ended()),
    expected: { fails: { 'token-lost': 'violation' } },
  },
  {
    name: 'says that one refresh shows nothing',
    transcripts: around(begun().ended()),
    expected: { notApplicable: /once, and not a second time/ },
  },
  {
    name: 'does not apply to a client that never refreshes',
    transcripts: around(
      transcript({ scenario: 'refresh-trouble', variant: 'rotates' })
        .authorize()
        .callback()
        .token({}, giving('first-refresh-token'))
        .api()
        .ended(),
    ),
    expected: { notApplicable: /did not use it/ },
  },
  ...undecided('refresh-trouble', 'rotates'),
])
