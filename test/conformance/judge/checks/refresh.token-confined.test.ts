import { refreshTokenConfined } from '../../../../src/conformance/judge/checks/refresh.token-confined.js'
import { judgeTable } from '../../../support/judge-table.js'
import { json } from '../../../support/odd-answers.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const secret = 'a-refresh-token-of-some-length'
const given = {
  sends: json({
    access_token: 'an-access-token-of-some-length',
    token_type: 'bearer',
    refresh_token: secret,
  }),
}
const begun = () => transcript().authorize().callback().token({}, given)
const refresh = { grant_type: 'refresh_token', code: null, code_verifier: null, refresh_token: secret }

judgeTable(refreshTokenConfined, [
  {
    name: 'passes a client that sends it to the token endpoint only',
    transcripts: begun().token(refresh).api().ended(),
    expected: 'passes',
  },
  {
    name: 'blames a client that shows it to the API as its token',
    transcripts: begun()
      .api({ authorization: `Bearer ${secret}`, refused: true })
      .ended(),
    expected: { fails: { elsewhere: 'violation' } },
    saying: [/the header Authorization of GET \/api\/v2\/users\/me/],
  },
  {
    name: 'blames a client that sends it in the query',
    transcripts: begun()
      .api({ query: `refresh_token=${secret}` })
      .ended(),
    expected: { fails: { elsewhere: 'violation' } },
    saying: [/the query/],
  },
  {
    name: 'blames a client that sends it in a body, to a path that nobody serves',
    transcripts: begun()
      .request('/sessions', { method: 'POST', body: `{"token":"${secret}"}` })
      .ended(),
    expected: { fails: { elsewhere: 'violation' } },
    saying: [/the body of POST \/sessions/],
  },
  {
    name: 'lets a client give it back for revocation',
    transcripts: begun()
      .request('/oauth/revoke', { method: 'POST', body: `token=${secret}` }, 'oauth-revoke')
      .api()
      .ended(),
    expected: 'passes',
  },
  {
    name: 'does not apply to a client that gets none',
    transcripts: honestLogin(),
    expected: { notApplicable: /got no refresh token/ },
  },
  {
    name: 'does not apply to a client that sends nothing besides',
    transcripts: begun().ended(),
    expected: { notApplicable: /sent no request to the API/ },
  },
  {
    name: 'judges nothing without a token',
    transcripts: transcript().authorize().callback(400).ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
  },
])
