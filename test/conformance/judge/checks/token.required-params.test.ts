import { tokenRequiredParams } from '../../../../src/conformance/judge/checks/token.required-params.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { misnamed } from '../../../support/mistakes.js'
import {
  clientId,
  honestLogin,
  transcript,
  type Values,
  verifier,
} from '../../../support/transcript-builder.js'

function sends(name: string, values: Values, ...reasons: readonly string[]): Row {
  return {
    name,
    transcripts: transcript().authorize().callback().token(values, { refused: true }).ended('client-gave-up'),
    expected: { fails: Object.fromEntries(reasons.map((reason) => [reason, 'violation'])) },
  }
}

const basic = (id: string, secret = '') => ({ basic: `${id}:${secret}` })

judgeTable(tokenRequiredParams, [
  { name: 'passes a right token request', transcripts: honestLogin(), expected: 'passes' },
  {
    name: 'reads the parameters out of JSON, whose place is judged elsewhere',
    transcripts: transcript().authorize().callback().token({}, { as: 'json' }).ended(),
    expected: 'passes',
  },
  {
    name: 'reads them out of multipart',
    transcripts: transcript().authorize().callback().token({}, { as: 'multipart' }).ended(),
    expected: 'passes',
  },
  {
    name: 'reads them out of the URL',
    transcripts: transcript().authorize().callback().token({}, { as: 'query', refused: true }).ended(),
    expected: 'passes',
  },
  sends('blames a missing grant_type', { grant_type: null }, 'grant-type-missing'),
  sends('counts an empty grant_type as missing', { grant_type: '' }, 'grant-type-missing'),
  sends('blames a misspelt grant_type', { grant_type: 'authorization-code' }, 'grant-type-wrong'),
  sends('blames a code under another grant', { grant_type: 'client_credentials' }, 'grant-type-wrong'),
  sends('blames a missing code', { code: null }, 'code-missing'),
  sends('blames a code that was not issued', { code: 'a-code-of-another-server' }, 'code-wrong'),
  sends('blames undefined in place of a code', { code: 'undefined' }, 'code-wrong'),
  sends('blames a missing client_id', { client_id: null }, 'client-id-missing'),
  sends('blames another client_id', { client_id: 'another-client' }, 'client-id-wrong'),
  {
    name: 'blames the password grant and nothing besides',
    transcripts: transcript()
      .token({ grant_type: 'password', code: null, code_verifier: null, username: 'u', password: 'p' })
      .ended(),
    expected: { fails: { 'password-grant': 'violation' } },
  },
  {
    name: 'lets a Basic header name the client',
    transcripts: transcript({ kind: 'web' })
      .authorize()
      .callback()
      .token({ client_id: null }, basic(clientId, 'secret-of-this-client'))
      .ended(),
    expected: 'passes',
  },
  {
    name: 'lets a Basic header with an empty secret name the client, as the official command line does',
    transcripts: transcript().authorize().callback().token({ client_id: null }, basic(clientId)).ended(),
    expected: 'passes',
  },
  {
    name: 'blames a Basic header that names another client',
    transcripts: transcript().authorize().callback().token({ client_id: null }, basic('another')).ended(),
    expected: { fails: { 'client-id-wrong': 'violation' } },
  },
  {
    name: 'lets a signed assertion name the client',
    transcripts: transcript({ kind: 'web' })
      .authorize()
      .callback()
      .token({ client_id: null, client_assertion: 'a.b.c' })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'names everything that a request without parameters lacks',
    transcripts: transcript().authorize().callback().token({}, { body: '' }).ended(),
    expected: {
      fails: {
        'grant-type-missing': 'violation',
        'code-missing': 'violation',
        'client-id-missing': 'violation',
      },
    },
    saying: [/no parameter at all/],
  },
  {
    name: 'does not look for parameters in a body that cannot be read',
    transcripts: transcript().authorize().callback().token({}, { body: '<xml/>' }).ended(),
    expected: { inconclusive: /could be read/ },
  },
  {
    name: 'is not concerned with a refresh request',
    transcripts: transcript()
      .authorize()
      .callback()
      .token()
      .token({
        grant_type: 'refresh_token',
        code: null,
        code_verifier: null,
        redirect_uri: null,
        refresh_token: 'r',
      })
      .ended(),
    expected: 'passes',
    saying: [/grant_type=authorization_code/],
  },
  {
    name: 'is not concerned with client credentials that the application uses besides',
    transcripts: transcript({ kind: 'web' })
      .token({ grant_type: 'client_credentials', code: null, code_verifier: null, redirect_uri: null })
      .authorize()
      .callback()
      .token()
      .ended(),
    expected: 'passes',
  },
  {
    name: 'knows the codes of both logins of a run',
    transcripts: transcript()
      .authorize({}, { issues: 'code-of-the-first-login' })
      .authorize()
      .callback()
      .token()
      .token({ code: 'code-of-the-first-login', code_verifier: verifier })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'judges nothing when no token request came',
    transcripts: transcript().authorize().callback(500).ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
  },
  {
    name: 'judges nothing when the login was refused',
    transcripts: transcript().authorize({}, { refused: true }).ended('client-gave-up'),
    expected: { inconclusive: /the authorization request was refused/ },
  },
  {
    name: 'passes on what the mock knows about the name of a parameter',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ grant_type: null }, { refused: true, mistakes: [misnamed('grant_type')] })
      .ended(),
    expected: { fails: { 'grant-type-missing': 'violation' } },
    saying: [/camelCase was sent/, /Rename the parameter/],
  },
  {
    name: 'reads the values of a form that was written over several lines',
    transcripts: transcript()
      .authorize({ client_id: 'a' }, { issues: 'code-1' })
      .callback()
      .token({}, { body: 'grant_type=authorization_code\n  &code=code-1&\n  client_id=a\n', refused: true })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'names the request that went to another path than that of the token endpoint',
    transcripts: transcript()
      .authorize()
      .callback()
      .request('/token', { method: 'POST', refused: true, mistakes: [misnamed('path')] })
      .ended('client-gave-up'),
    expected: { inconclusive: /exchange 2 went elsewhere: camelCase was sent/ },
  },
  {
    name: 'says why the authorization request was refused, when no token request could follow it',
    transcripts: transcript()
      .authorize({}, { refused: true, mistakes: [misnamed('client_id')] })
      .ended('stopped-at-page'),
    expected: { inconclusive: /the authorization request was refused: camelCase was sent/ },
  },
])
