import { redirectUriRegistered } from '../../../../src/conformance/judge/checks/redirect-uri.registered.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const given = (registered: string | null, sent: string, scenario = 'honest') =>
  transcript({ scenario, registration: { source: 'given', redirectUri: registered } })
    .authorize({ redirect_uri: sent })
    .callback()
    .token()
    .ended()

const learned = (registered: string, scenario: string, ...sent: readonly string[]) =>
  sent
    .reduce(
      (run, uri) => run.authorize({ redirect_uri: uri }).callback().token(),
      transcript({ scenario, registration: { redirectUri: registered } }),
    )
    .ended()

const same: readonly (readonly [registered: string, sent: string])[] = [
  ['http://127.0.0.1:8080/cb', 'http://127.0.0.1:8080/cb'],
  ['http://127.0.0.1/cb', 'http://127.0.0.1:51234/cb'],
  ['http://[::1]/cb', 'http://[::1]:51234/cb'],
  ['http://localhost/cb', 'http://localhost:51234/cb'],
  ['https://app.example.com/cb?a=1', 'https://app.example.com/cb?a=1'],
  ['com.example.app:/cb', 'com.example.app:/cb'],
]
const other: readonly (readonly [registered: string, sent: string, saying: RegExp])[] = [
  // Field case: a library that adds a trailing slash.
  ['http://localhost:8080', 'http://localhost:8080/', /trailing slash was added/],
  ['http://localhost:8080/cb', 'http://localhost:9090/cb', /the port/],
  ['http://127.0.0.1/cb', 'http://localhost/cb', /localhost is not 127\.0\.0\.1/],
  ['https://app.example.com/cb', 'https://app.example.com/CB', /the case of the path/],
  ['https://app.example.com/cb', 'http://app.example.com/cb', /the scheme/],
  ['https://app.example.com/cb', 'https://app.example.com/cb?next=/', /the query/],
  ['com.example.app:/cb', 'com.example.app://cb', /expected/],
]

judgeTable(redirectUriRegistered, [
  ...same.map(
    ([registered, sent]): Row => ({
      name: `passes ${sent} where ${registered} is registered`,
      transcripts: given(registered, sent),
      expected: 'passes',
    }),
  ),
  ...other.map(
    ([registered, sent, saying]): Row => ({
      name: `blames ${sent} where ${registered} is registered`,
      transcripts: given(registered, sent),
      expected: { fails: { differs: 'violation' } },
      saying: [saying, /--redirect-uri/],
    }),
  ),
  {
    name: 'only mentions another port of a loopback address, which a server has to allow',
    transcripts: given('http://127.0.0.1:8080/cb', 'http://127.0.0.1:51234/cb'),
    expected: { fails: { 'loopback-port': 'info' } },
  },
  {
    name: 'compares the later logins with the URI that the first one registered, whatever their port',
    transcripts: [
      learned('http://127.0.0.1/cb', 'honest', 'http://127.0.0.1:4001/cb'),
      learned('http://127.0.0.1/cb', 'honest-again', 'http://127.0.0.1:4002/cb'),
    ],
    expected: 'passes',
    times: 1,
  },
  {
    name: 'blames a second value of the same run',
    transcripts: learned('http://127.0.0.1/cb', 'honest', 'http://127.0.0.1/cb', 'http://127.0.0.1/other'),
    expected: { fails: { differs: 'violation' } },
    saying: [/learned from the first login/],
  },
  {
    name: 'blames a path that is made anew for each login',
    transcripts: [
      learned('http://127.0.0.1/cb/1', 'honest', 'http://127.0.0.1:4001/cb/1'),
      learned('http://127.0.0.1/cb/1', 'honest-again', 'http://127.0.0.1:4002/cb/2'),
    ],
    expected: { fails: { differs: 'violation' } },
  },
  {
    name: 'compares with the first login also where a second registration was learned',
    transcripts: [
      learned('http://127.0.0.1/cb/1', 'honest', 'http://127.0.0.1:4001/cb/1'),
      learned('http://127.0.0.1/cb/2', 'forgiving', 'http://127.0.0.1:4002/cb/2'),
    ],
    expected: { fails: { differs: 'violation' } },
  },
  {
    name: 'does not compare a registration with the only request from which it was learned',
    transcripts: honestLogin(),
    expected: { notApplicable: /--redirect-uri/ },
  },
  {
    name: 'has nothing to compare with where none was given',
    transcripts: given(null, 'http://127.0.0.1:4000/cb'),
    expected: { notApplicable: /no redirect URI was given/ },
  },
  {
    name: 'asks for the registration where the mock refused the URI for want of one',
    transcripts: transcript({ registration: { source: 'given', redirectUri: null } })
      .authorize(
        { redirect_uri: 'https://app.example.com/cb' },
        {
          refused: true,
          mistakes: [
            {
              kind: 'redirect-uri-unregistered',
              area: 'redirect-uri',
              error: 'invalid_request',
              parameter: 'redirect_uri',
              sentence: 'redirect_uri is not registered',
              fix: 'Register it.',
            },
          ],
        },
      )
      .ended('stopped-at-page'),
    expected: { inconclusive: /give it with --redirect-uri/ },
  },
  {
    name: 'leaves a URI of no form to the check of its form',
    transcripts: given('http://127.0.0.1/cb', '/cb'),
    expected: { notApplicable: /redirect-uri\.form/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request was seen/ },
  },
])
