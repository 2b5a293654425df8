import { revokeProtocol } from '../../../../src/conformance/judge/checks/revoke.protocol.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around, undecided } from '../../../support/odd-answers.js'
import { clientId, transcript } from '../../../support/transcript-builder.js'

const begun = () =>
  transcript({ scenario: 'logout', variant: 'revocation-offered' }).authorize().callback().token().api()
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const revoking = (body: string, headers: Record<string, string> = form, method = 'POST') =>
  around(begun().request('/oauth/revoke', { method, headers, body }, 'oauth-revoke').ended())
const logout = {
  name: 'logout',
  at: 1,
  afterExchange: 3,
  exitCode: 0,
  what: 'it ended with exit code 0',
} as const

judgeTable(revokeProtocol, [
  {
    name: 'passes a form with the token and the client',
    transcripts: revoking(`token=a-token-of-some-length&client_id=${clientId}`),
    expected: 'passes',
  },
  {
    name: 'passes a client that names itself in the header',
    transcripts: revoking('token=a-token-of-some-length', { ...form, Authorization: 'Basic aWQ6c2VjcmV0' }),
    expected: 'passes',
  },
  {
    name: 'blames JSON',
    transcripts: revoking(`{"token":"a-token-of-some-length"}`, { 'Content-Type': 'application/json' }),
    expected: { fails: { 'not-a-form': 'violation' } },
  },
  {
    name: 'blames a token in the URL',
    transcripts: revoking('', {}, 'GET'),
    expected: { fails: { 'not-a-form': 'violation' } },
  },
  {
    name: 'blames a form without a token',
    transcripts: revoking(`access_token=a-token-of-some-length&client_id=${clientId}`),
    expected: { fails: { 'token-missing': 'violation' } },
  },
  {
    name: 'blames a form that names no client',
    transcripts: revoking('token=a-token-of-some-length'),
    expected: { fails: { 'client-missing': 'violation' } },
  },
  {
    name: 'does not apply to a client that revokes nothing',
    transcripts: around({ ...begun().ended(), actions: [logout] }),
    expected: { notApplicable: /revokes no token by RFC 7009/ },
  },
  {
    name: 'does not apply where nobody said how to log out',
    transcripts: around(begun().ended()),
    expected: { notApplicable: /actions\.logout/ },
  },
  ...undecided('logout', 'revocation-offered'),
])
