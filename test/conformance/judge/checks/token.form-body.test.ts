import { tokenFormBody } from '../../../../src/conformance/judge/checks/token.form-body.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { honestLogin, transcript, verifier } from '../../../support/transcript-builder.js'

function sends(
  name: string,
  step: Parameters<ReturnType<typeof transcript>['token']>[1],
  reason: string,
): Row {
  return {
    name,
    transcripts: transcript().authorize().callback().token({}, step).ended(),
    expected: { fails: { [reason]: 'violation' } },
  }
}

const type = (value: string | null) => ({ headers: { 'Content-Type': value } })
const json = JSON.stringify({ grant_type: 'authorization_code', code: 'c', code_verifier: verifier })

judgeTable(tokenFormBody, [
  { name: 'passes a form body', transcripts: honestLogin(), expected: 'passes' },
  {
    name: 'passes a form body with a charset',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({}, type('application/x-www-form-urlencoded;charset=UTF-8'))
      .ended(),
    expected: 'passes',
  },
  {
    name: 'passes a redirect_uri that stands unescaped in the body',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({}, { body: 'grant_type=authorization_code&code=c&redirect_uri=http://localhost:7890/cb' })
      .ended(),
    expected: 'passes',
  },
  sends('blames JSON', { as: 'json' }, 'json'),
  {
    name: 'only mentions JSON under the guide that shows it',
    transcripts: transcript().authorize().callback().token({}, { as: 'json' }).ended(),
    profile: 'genesys-guide',
    expected: { fails: { json: 'info' } },
  },
  sends('blames JSON that is called a form', { body: json }, 'json'),
  sends('blames JSON that is called text', { body: json, ...type('text/plain') }, 'json'),
  sends('blames JSON that cannot be read', { body: '{"grant_type":', ...type('application/json') }, 'json'),
  sends('blames multipart', { as: 'multipart' }, 'multipart'),
  sends('blames a form that is called JSON', type('application/json'), 'wrong-type'),
  sends('blames a form that is called text', type('text/plain;charset=UTF-8'), 'wrong-type'),
  sends('blames a form without media type', type(null), 'wrong-type'),
  sends(
    'blames a % that encodes nothing',
    { body: 'grant_type=authorization_code&code=100%&client_id=c' },
    'bad-encoding',
  ),
  sends(
    'blames octets that are not UTF-8',
    { body: 'grant_type=authorization_code&code=%E9t%E9&client_id=c' },
    'bad-encoding',
  ),
  sends(
    'blames a blank that stands unencoded',
    { body: 'grant_type=authorization_code&code=c&scope=a b' },
    'bad-encoding',
  ),
  sends(
    'blames a line end after the form',
    { body: 'grant_type=authorization_code&code=c\r\n' },
    'bad-encoding',
  ),
  sends('blames markup that is called a form', { body: '<token><code>c</code></token>' }, 'bad-encoding'),
  sends('blames markup by its type', { body: '<token code="c"/>', ...type('application/xml') }, 'wrong-type'),
  {
    name: 'leaves a request without anything to the other checks',
    transcripts: transcript().authorize().callback().token({}, { body: '', refused: true }).ended(),
    expected: { inconclusive: /no token request has a body/ },
  },
  {
    name: 'blames a POST with its parameters in the URL, and leaves the secret ones to their own check',
    transcripts: transcript().authorize().callback().token({}, { as: 'query', refused: true }).ended(),
    expected: { fails: { 'in-url': 'violation' } },
    saying: [/the URL carries grant_type, redirect_uri, client_id/],
    times: 1,
  },
  {
    name: 'blames a single parameter in the URL of a request with a body',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ grant_type: null }, { query: 'grant_type=authorization_code' })
      .ended(),
    expected: { fails: { 'in-url': 'violation' } },
  },
  {
    name: 'is not concerned with a verifier in the URL, which is shown for another reason',
    transcripts: transcript().authorize().callback().token({}, { query: 'code_verifier=x' }).ended(),
    expected: 'passes',
  },
  {
    name: 'is not concerned with a parameter of the endpoint itself',
    transcripts: transcript().authorize().callback().token({}, { query: 'tenant=7' }).ended(),
    expected: 'passes',
  },
  {
    name: 'leaves a GET to the check of the method',
    transcripts: transcript().authorize().callback().token({}, { as: 'query', method: 'GET' }).ended(),
    expected: { inconclusive: /no token request has a body/ },
  },
  {
    name: 'judges the body of another method too',
    transcripts: transcript().authorize().callback().token({}, { method: 'PUT' }).ended(),
    expected: 'passes',
  },
  {
    name: 'does not look at the hop from a page to its own backend',
    transcripts: transcript({ kind: 'web' })
      .authorize()
      .callback()
      .request('/own-backend', { method: 'POST', body: json })
      .token()
      .ended(),
    expected: 'passes',
  },
  {
    name: 'judges nothing when no token request came',
    transcripts: transcript().authorize().callback(500).ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen: the run ended/ },
  },
])
