import { authzRequiredParams } from '../../../../src/conformance/judge/checks/authz.required-params.js'
import { judgeTable } from '../../../support/judge-table.js'
import { misnamed } from '../../../support/mistakes.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const given = { source: 'given', clientId: 'YOUR_CLIENT_ID' } as const

judgeTable(authzRequiredParams, [
  {
    name: 'passes response_type=code with the registered client',
    transcripts: honestLogin(),
    expected: 'passes',
  },
  {
    name: 'blames a request without response_type',
    transcripts: transcript().authorize({ response_type: null }, { refused: true }).ended(),
    expected: { fails: { 'response-type-missing': 'violation' } },
    saying: [/client_id, redirect_uri/],
  },
  {
    name: 'counts an empty response_type as missing',
    transcripts: transcript().authorize({ response_type: '' }).ended(),
    expected: { fails: { 'response-type-missing': 'violation' } },
  },
  {
    name: 'warns of the implicit grant',
    transcripts: transcript().authorize({ response_type: 'token' }, { refused: true }).ended(),
    expected: { fails: { implicit: 'warning' } },
  },
  {
    name: 'takes token with an id_token for the implicit grant too',
    transcripts: transcript().authorize({ response_type: 'id_token token' }).ended(),
    expected: { fails: { implicit: 'warning' } },
  },
  {
    name: 'only mentions a hybrid response of OpenID Connect',
    transcripts: transcript().authorize({ response_type: 'code id_token', scope: 'openid profile' }).ended(),
    expected: { fails: { hybrid: 'info' } },
  },
  {
    name: 'blames a hybrid response where no OpenID Connect is asked for',
    transcripts: transcript().authorize({ response_type: 'code id_token' }).ended(),
    expected: { fails: { 'response-type-other': 'violation' } },
  },
  {
    name: 'blames another spelling of code',
    transcripts: transcript().authorize({ response_type: 'Code' }).ended(),
    expected: { fails: { 'response-type-other': 'violation' } },
    saying: [/\\"Code\\"/],
  },
  {
    name: 'blames a request without client_id',
    transcripts: transcript().authorize({ client_id: null }, { refused: true }).ended('stopped-at-page'),
    expected: { fails: { 'client-id-missing': 'violation' } },
  },
  {
    name: 'blames a second client id in the same run',
    transcripts: transcript()
      .authorize()
      .callback()
      .token()
      .authorize({ client_id: 'another-one-7' })
      .ended(),
    expected: { fails: { 'client-id-other': 'violation' } },
    saying: [/another-one-7/, /3f0c1f52/],
  },
  {
    name: 'blames another client id than the one given',
    transcripts: transcript({ registration: { source: 'given', clientId: 'registered-77' } })
      .authorize({}, { refused: true })
      .ended('stopped-at-page'),
    expected: { fails: { 'client-id-other': 'violation' } },
  },
  {
    name: 'shows where two long client ids differ',
    transcripts: transcript()
      .authorize()
      .authorize({ client_id: '3f0c1f52-4d5e-4a6b-9d7f-0c1b2a394857' })
      .ended(),
    expected: { fails: { 'client-id-other': 'violation' } },
    saying: [/expected 'e-0c1b2a3948\.\.\.', got 'f-0c1b2a3948\.\.\.'/],
  },
  {
    name: 'warns of a placeholder that a guide left behind',
    transcripts: transcript().authorize({ client_id: 'YOUR_CLIENT_ID' }).ended(),
    expected: { fails: { placeholder: 'warning' } },
  },
  {
    name: 'blames the word for no value',
    transcripts: transcript().authorize({ client_id: 'undefined' }).ended(),
    expected: { fails: { stringified: 'violation' } },
  },
  {
    name: 'lets a registered client be called like a placeholder',
    transcripts: transcript({ registration: given }).authorize({ client_id: 'YOUR_CLIENT_ID' }).ended(),
    expected: 'passes',
  },
  {
    name: 'names the shell when the URL was cut at its first parameter',
    transcripts: transcript()
      .authorize({}, { query: 'client_id=3f0c1f52-4d5e-4a6b-9d7e-0c1b2a394857', refused: true })
      .ended('stopped-at-page'),
    expected: { fails: { 'response-type-missing': 'violation' } },
    saying: [/cut at the first & by a shell/],
  },
  {
    name: 'names &amp; as the one fault behind everything that is missing',
    transcripts: transcript()
      .authorize({}, { query: 'response_type=code&amp;client_id=a&amp;code_challenge=b', refused: true })
      .ended('stopped-at-page'),
    expected: { fails: { 'client-id-missing': 'violation' } },
    saying: [/&amp; where & belongs/, /&amp; belongs only inside of HTML/],
  },
  {
    name: 'passes on what the mock knows about the name of a parameter',
    transcripts: transcript()
      .authorize({ client_id: null, clientId: 'a' }, { refused: true, mistakes: [misnamed('client_id')] })
      .ended('stopped-at-page'),
    expected: { fails: { 'client-id-missing': 'violation' } },
    saying: [/camelCase was sent/, /Rename the parameter/],
  },
  {
    name: 'does not blame a scope with single spaces',
    transcripts: transcript().authorize({ scope: 'users:readonly analytics:readonly' }).ended(),
    expected: 'passes',
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request was seen/ },
  },
])
