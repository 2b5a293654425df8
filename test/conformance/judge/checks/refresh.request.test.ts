import { refreshRequest } from '../../../../src/conformance/judge/checks/refresh.request.js'
import { judgeTable } from '../../../support/judge-table.js'
import { clientId, honestLogin, transcript } from '../../../support/transcript-builder.js'

const refresh = {
  grant_type: 'refresh_token',
  code: null,
  code_verifier: null,
  redirect_uri: null,
  refresh_token: 'a-refresh-token',
}
const begun = (scope: string | null = null) => transcript().authorize({ scope }).callback().token()

judgeTable(refreshRequest, [
  {
    name: 'passes a refresh with its token and its client',
    transcripts: begun().token(refresh).ended(),
    expected: 'passes',
  },
  {
    name: 'passes a refresh with a Basic header in the place of client_id',
    transcripts: begun()
      .token({ ...refresh, client_id: null }, { basic: `${clientId}:a-secret-of-some-length` })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'passes a refresh that carries a verifier, which is ignored (B068)',
    transcripts: begun()
      .token({ ...refresh, code_verifier: 'x'.repeat(43) })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'passes a refresh that asks for less scope',
    transcripts: begun('a b')
      .token({ ...refresh, scope: 'a' })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'blames a refresh that asks for more scope',
    transcripts: begun('a')
      .token({ ...refresh, scope: 'a admin' })
      .ended(),
    expected: { fails: { 'scope-wider': 'violation' } },
    saying: [/\\"admin\\" besides the scope of the login/],
  },
  {
    name: 'cannot tell whether a scope is wider where the login left it open',
    transcripts: begun()
      .token({ ...refresh, scope: 'a' })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'blames a refresh without a token',
    transcripts: begun()
      .token({ ...refresh, refresh_token: null }, { refused: true })
      .ended(),
    expected: { fails: { 'token-missing': 'violation' } },
  },
  {
    name: 'blames a refresh with an empty token',
    transcripts: begun()
      .token({ ...refresh, refresh_token: '' }, { refused: true })
      .ended(),
    expected: { fails: { 'token-missing': 'violation' } },
  },
  {
    name: 'blames a refresh that names no client',
    transcripts: begun()
      .token({ ...refresh, client_id: null }, { refused: true })
      .ended(),
    expected: { fails: { 'client-missing': 'violation' } },
  },
  {
    name: 'does not apply to a client that gets no refresh token',
    transcripts: honestLogin(),
    expected: { notApplicable: /got no refresh token/ },
  },
  {
    name: 'does not apply to a client that does not use its refresh token',
    transcripts: transcript()
      .authorize()
      .callback()
      .token(
        {},
        { sends: { body: '{"access_token":"a-token-of-some-length","refresh_token":"a-refresh-token"}' } },
      )
      .ended(),
    expected: { notApplicable: /did not use it/ },
  },
  {
    name: 'judges nothing without a token',
    transcripts: transcript().authorize().callback(400).ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
  },
])
