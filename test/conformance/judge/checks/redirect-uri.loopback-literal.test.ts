import { redirectUriLoopbackLiteral } from '../../../../src/conformance/judge/checks/redirect-uri.loopback-literal.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const sends = (uri: string | null) => transcript().authorize({ redirect_uri: uri }).callback().token().ended()

const literals = [
  'http://127.0.0.1/callback',
  'http://127.0.0.1:51234/callback',
  'http://[::1]:51234/callback',
  'http://[0:0:0:0:0:0:0:1]:51234/callback',
  'HTTP://127.0.0.1:8080',
  'http://127.0.0.2:8080/',
  'https://127.0.0.1:8443/callback',
]
const names = [
  'http://localhost/callback',
  'http://localhost:8080/callback',
  'http://LOCALHOST:8080/callback',
  'https://localhost:8443/callback',
  'http://app.localhost:8080/callback',
]
const elsewhere = [
  'https://app.example.com/callback',
  'com.example.app:/callback',
  'http://localhost.example.com/callback',
  'http://10.0.0.7/callback',
]

judgeTable(redirectUriLoopbackLiteral, [
  { name: 'passes an undisturbed login', transcripts: honestLogin(), expected: 'passes' },
  ...literals.map((uri): Row => ({ name: `passes ${uri}`, transcripts: sends(uri), expected: 'passes' })),
  ...names.map(
    (uri): Row => ({
      name: `warns of ${uri}`,
      transcripts: sends(uri),
      expected: { fails: { name: 'warning' } },
      saying: [/127\.0\.0\.1/],
    }),
  ),
  ...['http://0.0.0.0:8080/callback', 'http://[::]:8080/callback'].map(
    (uri): Row => ({
      name: `warns of ${uri}, which means every interface`,
      transcripts: sends(uri),
      expected: { fails: { 'any-address': 'warning' } },
    }),
  ),
  ...elsewhere.map(
    (uri): Row => ({
      name: `is not concerned with ${uri}`,
      transcripts: sends(uri),
      expected: { notApplicable: /no loopback URI/ },
    }),
  ),
  {
    name: 'leaves a URI without scheme to the check of its form',
    transcripts: sends('localhost:8080/callback'),
    expected: { notApplicable: /redirect-uri\.form/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request was seen/ },
  },
])
