import type { Level } from '../../../../src/conformance/judge/checks/check.js'
import { scopeSyntax } from '../../../../src/conformance/judge/checks/scope.syntax.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const asks = (scope: string | readonly string[] | null) =>
  transcript().authorize({ scope }).callback().token().ended()

const legal: readonly string[] = [
  'analytics:readonly',
  'analytics:conversations:read analytics:conversations:write',
  'openid offline_access',
  'https://example.com/auth/a.read urn:x:y!#$%&()*+-./:;<=>?@[]^_`{|}~',
]
const wrong: readonly (readonly [scope: string, fails: Readonly<Record<string, Level>>, saying: RegExp])[] = [
  ['users, routing, analytics', { 'comma-separated': 'violation' }, /commas in 2 of its names/],
  ['users,routing analytics,outbound', { 'comma-separated': 'violation' }, /commas in 2/],
  ['users,routing', { comma: 'warning' }, /one name/],
  ['users  routing', { 'white-space': 'violation' }, /two spaces together at index 5/],
  [' users', { 'white-space': 'violation' }, /at the start/],
  ['users ', { 'white-space': 'violation' }, /at the end/],
  ['users\nrouting', { 'white-space': 'violation' }, /U\+000A/],
  ['users\trouting', { 'white-space': 'violation' }, /U\+0009/],
  ['"users" "routing"', { 'illegal-character': 'violation' }, /U\+0022/],
  ['users\\routing', { 'illegal-character': 'violation' }, /U\+005C/],
  ['b\u00FCro', { 'illegal-character': 'violation' }, /U\+00FC/],
  ['users\u00A0routing', { 'illegal-character': 'violation' }, /U\+00A0/],
  ['["users"]', { 'illegal-character': 'violation' }, /written as JSON/],
  ['users routing users', { duplicate: 'info' }, /named twice/],
  ['a, b,  a,', { 'comma-separated': 'violation', 'white-space': 'violation', duplicate: 'info' }, /twice/],
]

judgeTable(scopeSyntax, [
  ...legal.map((scope): Row => ({ name: `passes ${scope}`, transcripts: asks(scope), expected: 'passes' })),
  ...wrong.map(
    ([scope, fails, saying]): Row => ({
      name: `finds what is wrong with ${JSON.stringify(scope)}`,
      transcripts: asks(scope),
      expected: { fails },
      saying: [saying],
    }),
  ),
  {
    name: 'passes names that are joined by a raw plus, which is a space in a query',
    transcripts: transcript()
      .authorize(
        {},
        {
          query:
            'response_type=code&client_id=a&scope=users+routing%20x&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        },
      )
      .ended(),
    expected: 'passes',
  },
  {
    name: 'judges a refresh request too',
    transcripts: transcript()
      .authorize()
      .callback()
      .token()
      .token({
        grant_type: 'refresh_token',
        refresh_token: 'r',
        code: null,
        code_verifier: null,
        scope: 'users, routing, x',
      })
      .ended(),
    expected: { fails: { 'comma-separated': 'violation' } },
    saying: [/"phase":"token request"/],
  },
  {
    name: 'judges every value where scope is sent twice',
    transcripts: asks(['users', 'a  b']),
    expected: { fails: { 'white-space': 'violation' } },
  },
  {
    name: 'judges the second login of a run',
    transcripts: transcript().authorize({ scope: 'users' }).authorize({ scope: 'users  x' }).ended(),
    expected: { fails: { 'white-space': 'violation' } },
  },
  {
    name: 'is not concerned with a client that names no scope',
    transcripts: honestLogin(),
    expected: { notApplicable: /names no scope/ },
  },
  {
    name: 'takes an empty scope for none',
    transcripts: asks(''),
    expected: { notApplicable: /names no scope/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request was seen/ },
  },
])
