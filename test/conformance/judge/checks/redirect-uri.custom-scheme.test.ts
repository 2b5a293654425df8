import { redirectUriCustomScheme } from '../../../../src/conformance/judge/checks/redirect-uri.custom-scheme.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const sends = (uri: string) => transcript().authorize({ redirect_uri: uri }).callback().token().ended()

const right = [
  'com.example.app:/oauth2redirect',
  'com.example.app:/',
  'COM.Example.App:/callback',
  'de.example.app:/callback?x=1',
  'com.googleusercontent.apps.123-abc:/oauth2redirect',
  'msauth.com.example.app:/auth',
  'app.example.com:/callback',
  'com.example.my-app2:/callback',
]

judgeTable(redirectUriCustomScheme, [
  ...right.map((uri): Row => ({ name: `passes ${uri}`, transcripts: sends(uri), expected: 'passes' })),
  ...['myapp:/callback', 'fb1234567:/authorize', 'genesys-cloud:/callback'].map(
    (uri): Row => ({
      name: `blames ${uri}, whose scheme is no domain name`,
      transcripts: sends(uri),
      expected: { fails: { 'no-dot': 'violation' } },
    }),
  ),
  {
    name: 'tells a scheme without a dot only, and not the slashes after it as well',
    transcripts: sends('myapp://callback'),
    expected: { fails: { 'no-dot': 'violation' } },
  },
  ...['example.com:/callback', 'my-company.org:/callback'].map(
    (uri): Row => ({
      name: `blames ${uri}, which is in the usual order`,
      transcripts: sends(uri),
      expected: { fails: { 'not-reversed': 'violation' } },
    }),
  ),
  ...['com.example.app://callback', 'com.example.app:callback'].map(
    (uri): Row => ({
      name: `warns of ${uri}`,
      transcripts: sends(uri),
      expected: { fails: { slashes: 'warning' } },
      saying: [/com\.example\.app:\/callback/],
    }),
  ),
  {
    name: 'tells both faults of one URI',
    transcripts: sends('example.com://callback'),
    expected: { fails: { 'not-reversed': 'violation', slashes: 'warning' } },
  },
  ...['https://app.example.com/cb', 'http://127.0.0.1:4000/cb', 'urn:ietf:wg:oauth:2.0:oob'].map(
    (uri): Row => ({
      name: `is not concerned with ${uri}`,
      transcripts: sends(uri),
      expected: { notApplicable: /private-use scheme|redirect-uri\.form/ },
    }),
  ),
  {
    name: 'leaves a scheme that a browser would run to the login as a whole',
    transcripts: sends('javascript:alert(1)'),
    expected: { notApplicable: /redirect-uri\.form/ },
  },
  {
    name: 'leaves host and port without scheme to the check of the form',
    transcripts: sends('localhost:8080/callback'),
    expected: { notApplicable: /redirect-uri\.form/ },
  },
  {
    name: 'is not concerned with an undisturbed login over loopback',
    transcripts: honestLogin(),
    expected: { notApplicable: /no private-use scheme/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request was seen/ },
  },
])
