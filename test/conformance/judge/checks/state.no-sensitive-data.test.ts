import { stateNoSensitiveData } from '../../../../src/conformance/judge/checks/state.no-sensitive-data.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { honestLogin, transcript, verifier } from '../../../support/transcript-builder.js'

const sends = (state: string | null, more: Record<string, string> = {}) =>
  transcript()
    .authorize({ state, ...more })
    .callback()
    .token()
    .ended()

// Each made with Python: base64.urlsafe_b64encode(json.dumps({...}, separators=(',', ':')).encode()).rstrip(b'=')
const json = {
  email: 'eyJuIjoia2o0OGYiLCJlbWFpbCI6ImFkYUBleGFtcGxlLmNvbSJ9',
  nested: 'eyJuIjoia2o0OGYiLCJ1c2VyIjp7Im1haWwiOiJhZGFAZXhhbXBsZS5jb20ifX0',
  phone: 'eyJuIjoia2o0OGYiLCJwaG9uZSI6IjQ5MTcwMTIzNDU2NyJ9',
  password: 'eyJuIjoia2o0OGYiLCJwYXNzd29yZCI6Imh1bnRlcjIifQ',
  apiKey: 'eyJuIjoia2o0OGYiLCJhcGlLZXkiOiI3N2FhYmIifQ',
  path: 'eyJuIjoia2o0OGZBWnEwN1RiWXVQIiwicmV0dXJuVG8iOiIvZGFzaGJvYXJkIn0',
  random: 'eyJub25jZSI6ImtqNDhmQVpxMDdUYll1UCJ9',
  locale: 'eyJub25jZSI6ImtqNDhmQVpxMDdUYll1UCIsImxhbmciOiJkZSJ9',
}
// HS256 with the key "k": header {"alg":"HS256","typ":"JWT"}.
const jwt = {
  path: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJub25jZSI6ImtqNDhmIiwicmV0dXJuVG8iOiIvaG9tZSJ9.6CSTQvGDlPXeVNdPGH6J5Y7iY1dW2fDJbX1uGmP0pCk',
  email:
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJub25jZSI6ImtqNDhmIiwiZW1haWwiOiJhZGFAZXhhbXBsZS5jb20ifQ.6CSTQvGDlPXeVNdPGH6J5Y7iY1dW2fDJbX1uGmP0pCk',
  encrypted:
    'eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji.XFBoMYUZodetZdvTiFvSkQ',
}

const opaque: readonly string[] = [
  'k3Rz9tQw7LmX2vBn',
  '3f0c1f52-4d5e-4a6b-9d7e-0c1b2a394857',
  'xyz',
  '/Rz9tQw7LmX2vBnA+k3==',
  'a9f0c1f524d5e4a6b9d7e0c1b2a39485',
  json.random,
  json.locale,
  jwt.encrypted,
  'undefined',
]
const personal: readonly string[] = [
  'ada@example.com',
  'k3Rz9tQw|ada.l+x@mail.example.co.uk',
  'user=ada%40example.com&n=k3Rz9tQw',
  'username=ada&n=k3Rz9tQw',
  json.email,
  json.nested,
  json.phone,
  jwt.email,
  encodeURIComponent('{"n":"1","email":"ada@example.com"}'),
]
const credentials: readonly string[] = [
  json.password,
  json.apiKey,
  'n=k3Rz9tQw&access_token=77aabbccdd',
  'ghp_0123456789abcdefghijABCDEFGHIJ012345',
]
const paths: readonly string[] = [
  '/dashboard',
  '/',
  '/orders/17?tab=open',
  'https://app.example.com/start',
  json.path,
  jwt.path,
  'n=k3Rz9tQw&next=/start',
]

judgeTable(stateNoSensitiveData, [
  { name: 'passes an undisturbed login', transcripts: honestLogin(), expected: 'passes' },
  ...opaque.map((state): Row => ({ name: `passes ${state}`, transcripts: sends(state), expected: 'passes' })),
  ...personal.map(
    (state): Row => ({
      name: `warns of data about a person in ${state}`,
      transcripts: sends(state),
      expected: { fails: { 'personal-data': 'warning' } },
    }),
  ),
  ...credentials.map(
    (state): Row => ({
      name: `warns of a credential in ${state}`,
      transcripts: sends(state),
      expected: { fails: { credential: 'warning' } },
    }),
  ),
  ...paths.map(
    (state): Row => ({
      name: `only mentions the way back in ${state}`,
      transcripts: sends(state),
      expected: { fails: { 'return-path': 'info' } },
    }),
  ),
  {
    name: 'names the field, and never shows what is in it',
    transcripts: sends(json.nested),
    expected: { fails: { 'personal-data': 'warning' } },
    saying: [/the field \\"user\.mail\\" holds data about a person: 15 characters/, /^(?!.*ada@example)/],
  },
  {
    name: 'warns of data about a person in scope',
    transcripts: sends('k3Rz9tQw7LmX2vBn', { scope: 'openid ada@example.com' }),
    expected: { fails: { 'personal-data': 'warning' } },
    saying: [/"parameter":"scope"/],
  },
  {
    name: 'allows scopes that are addresses',
    transcripts: sends('k3Rz9tQw7LmX2vBn', { scope: 'https://example.com/auth/users.readonly' }),
    expected: 'passes',
  },
  {
    name: 'leaves a verifier in state to the check of the URLs, and does not clear it',
    transcripts: sends(Buffer.from(JSON.stringify({ verifier })).toString('base64url')),
    expected: { notApplicable: /request\.no-secrets-in-url/ },
  },
  {
    name: 'is not concerned with a client that sends no state',
    transcripts: sends(null),
    expected: { notApplicable: /state\.present/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request was seen/ },
  },
])
