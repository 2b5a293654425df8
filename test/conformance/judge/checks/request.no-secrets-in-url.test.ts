// Encoded forms of the verifier of RFC 7636 Appendix B:
// printf %s dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk | base64 (or: | xxd -p)
import { requestNoSecretsInUrl } from '../../../../src/conformance/judge/checks/request.no-secrets-in-url.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { honestLogin, transcript, type Values, verifier } from '../../../support/transcript-builder.js'

const base64 = 'ZEJqZnRKZVo0Q1ZQLW1COTJLMjd1aGJVSlUxcDFyX3dXMWdGV0ZPRWpYaw=='
const hex = '64426a66744a655a344356502d6d4239324b3237756862554a55317031725f775731674657464f456a586b'
/** {"r": "/home", "v": verifier} */
const base64OfJson =
  'eyJyIjogIi9ob21lIiwgInYiOiAiZEJqZnRKZVo0Q1ZQLW1COTJLMjd1aGJVSlUxcDFyX3dXMWdGV0ZPRWpYayJ9'
const secret = 'a-client-secret-of-this-run'

function shows(name: string, values: Values, seen: RegExp): Row {
  return {
    name,
    transcripts: transcript().authorize(values).callback().token().api().ended(),
    expected: { fails: { 'verifier-in-authorize-url': 'violation' } },
    saying: [seen],
  }
}

const login = () => transcript().authorize().callback()
const bySecret = { basic: `app:${secret}` }

function tokenInUrl(step: Parameters<ReturnType<typeof transcript>['api']>[0]): Row['transcripts'] {
  return login().token({}, { issues: 'an-access-token-of-this-run' }).api(step).ended()
}

judgeTable(requestNoSecretsInUrl, [
  {
    name: 'passes a login that shows nothing',
    transcripts: honestLogin(),
    expected: 'passes',
    saying: [/none of the 3 secrets/],
  },
  shows('blames state that is the verifier', { state: verifier }, /in plain in state/),
  shows('blames the verifier beside the challenge', { code_verifier: verifier }, /in code_verifier/),
  {
    name: 'blames a parameter called code_verifier even if another verifier is sent later',
    transcripts: transcript()
      .authorize({ code_verifier: 'a-verifier-that-comes-to-nothing' })
      .callback()
      .token()
      .ended(),
    expected: { fails: { 'verifier-in-authorize-url': 'violation' } },
  },
  shows('finds the verifier in base64', { state: base64 }, /in base64 in state/),
  shows('finds the verifier in base64 behind other characters', { state: `abc${base64}` }, /in base64/),
  shows('finds the verifier in base64 of JSON', { state: base64OfJson }, /in base64/),
  shows('finds the verifier in hex digits', { state: hex }, /in hex digits/),
  shows('finds the verifier inside of JSON', { state: `{"v":"${verifier}"}` }, /in plain in state/),
  shows(
    'finds the verifier in the query of the redirect URI',
    { redirect_uri: `http://127.0.0.1:8976/callback?v=${verifier}` },
    /in redirect_uri/,
  ),
  {
    name: 'leaves a plain challenge to the check of the method',
    transcripts: transcript({ scenario: 'forgiving' })
      .authorize({ code_challenge: verifier, code_challenge_method: 'plain' })
      .callback()
      .token()
      .ended(),
    expected: 'passes',
  },
  {
    name: 'leaves a challenge that only encodes the verifier to the check of their relation',
    transcripts: transcript({ scenario: 'forgiving' })
      .authorize({ code_challenge: base64 })
      .callback()
      .token()
      .ended(),
    expected: 'passes',
  },
  {
    name: 'does not take the code in the redirect URL for a leak',
    transcripts: transcript().authorize().callback().callback().token().ended(),
    expected: 'passes',
  },
  {
    name: 'does not search for values that are too short to be secrets',
    transcripts: transcript().authorize({ state: 'abc' }).callback().token({ code_verifier: 'abc' }).ended(),
    expected: 'passes',
  },
  {
    name: 'does not take the word for no value for a secret',
    transcripts: transcript().authorize({ code_verifier: 'undefined' }).callback().token().ended(),
    expected: 'passes',
  },
  {
    name: 'blames code and verifier in the URL of the token request',
    transcripts: login().token({}, { as: 'query', refused: true }).ended(),
    expected: { fails: { 'verifier-in-token-url': 'violation', 'code-in-token-url': 'violation' } },
    times: 2,
  },
  {
    name: 'blames a secret in the URL of the token request, however short',
    transcripts: transcript({ kind: 'web' })
      .authorize()
      .callback()
      .token({}, { query: 'client_secret=s3cr3t' })
      .ended(),
    expected: { fails: { 'secret-in-url': 'violation' } },
  },
  {
    name: 'blames a secret of the Basic header in the authorization request',
    transcripts: transcript({ kind: 'web' })
      .authorize({ app: secret })
      .callback()
      .token({}, bySecret)
      .ended(),
    expected: { fails: { 'secret-in-url': 'violation' } },
  },
  {
    name: 'blames a token in the query of an API request',
    transcripts: tokenInUrl({ authorization: null, query: 'access_token=an-access-token-of-this-run' }),
    expected: { fails: { 'token-in-api-url': 'violation' } },
  },
  {
    name: 'blames a token in the path of an API request and does not show the path',
    transcripts: tokenInUrl({ path: '/api/v2/an-access-token-of-this-run/me' }),
    expected: { fails: { 'token-in-api-url': 'violation' } },
    saying: [/outside of any parameter/],
  },
  {
    name: 'blames a token in the URL of the logout',
    transcripts: login()
      .token({}, { issues: 'an-access-token-of-this-run' })
      .request('/logout', { query: 'token=an-access-token-of-this-run' })
      .ended(),
    expected: { fails: { 'token-in-other-url': 'violation' } },
  },
  {
    name: 'blames a verifier and a code in other URLs',
    transcripts: login()
      .token()
      .request('/log', { query: `v=${verifier}` })
      .ended(),
    expected: { fails: { 'verifier-in-other-url': 'violation' } },
  },
  {
    name: 'blames a code in the URL of an API request',
    transcripts: transcript()
      .authorize({}, { issues: 'a-code-of-this-very-run' })
      .callback()
      .token()
      .api({ query: 'from=a-code-of-this-very-run' })
      .ended(),
    expected: { fails: { 'code-in-other-url': 'violation' } },
  },
  {
    name: 'does not look at the hop from a page to its own backend',
    transcripts: transcript({ kind: 'web' })
      .authorize()
      .callback()
      .request('/own-backend', {
        method: 'POST',
        body: JSON.stringify({ code: 'c', codeVerifier: verifier }),
      })
      .token()
      .ended(),
    expected: 'passes',
  },
  {
    name: 'does not praise a client whose secrets were never seen',
    transcripts: transcript().authorize({}, { refused: true }).ended('client-gave-up'),
    expected: { inconclusive: /not known.*the authorization request was refused/ },
  },
  {
    name: 'blames what stands there by name, even if no token request came',
    transcripts: transcript().authorize({ client_secret: secret }, { refused: true }).ended('client-gave-up'),
    expected: { fails: { 'secret-in-url': 'violation' } },
  },
  {
    name: 'judges nothing when nothing was asked for',
    transcripts: transcript().ended('not-started'),
    expected: { inconclusive: /no token request was seen/ },
  },
])
