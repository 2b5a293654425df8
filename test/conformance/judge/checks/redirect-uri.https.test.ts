import { redirectUriHttps } from '../../../../src/conformance/judge/checks/redirect-uri.https.js'
import type { ClientKind } from '../../../../src/conformance/transcript.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const sends = (kind: ClientKind, uri: string | null) =>
  transcript({ kind }).authorize({ redirect_uri: uri }).callback().token().ended()

const passing: readonly string[] = [
  'https://app.example.com/callback',
  'HTTPS://app.example.com/callback',
  'https://localhost:3000/callback',
  'https://app.example.com/callback?tenant=1',
]
const inTheClear: readonly string[] = [
  'http://app.example.com/callback',
  'HTTP://app.example.com/callback',
  'http://192.168.1.20:3000/callback',
  'http://app.test/callback',
  'http://localhost.example.com/callback',
  'http://127.0.0.1.example.com/callback',
]
const atHome: readonly string[] = [
  'http://localhost:3000/callback',
  'http://127.0.0.1:3000/callback',
  'http://[::1]:3000/callback',
  'http://app.localhost:3000/callback',
  'http://0.0.0.0:3000/callback',
]

judgeTable(redirectUriHttps, [
  ...passing.map(
    (uri): Row => ({ name: `passes ${uri}`, transcripts: sends('web', uri), expected: 'passes' }),
  ),
  ...inTheClear.flatMap((uri) =>
    (['native', 'web', 'spa'] as const).map(
      (kind): Row => ({
        name: `blames ${uri} of a client of kind ${kind}`,
        transcripts: sends(kind, uri),
        expected: { fails: { http: 'violation' } },
      }),
    ),
  ),
  ...atHome.flatMap((uri): readonly Row[] => [
    {
      name: `only mentions ${uri} of a development build`,
      transcripts: sends('web', uri),
      expected: { fails: { development: 'info' } },
    },
    {
      name: `is not concerned with ${uri} of a native app`,
      transcripts: sends('native', uri),
      expected: { notApplicable: /native app is called back on its own machine/ },
    },
  ]),
  {
    name: 'passes the link that the system claims for a native app',
    transcripts: sends('native', 'https://app.example.com/oauth2redirect'),
    expected: 'passes',
  },
  {
    name: 'leaves a private-use scheme to its own check',
    transcripts: sends('native', 'com.example.app:/callback'),
    expected: { notApplicable: /by its own scheme/ },
  },
  {
    name: 'leaves a URI of no form to the check of its form',
    transcripts: sends('web', '/callback'),
    expected: { notApplicable: /redirect-uri\.form/ },
  },
  {
    name: 'leaves a missing URI to the check of its form',
    transcripts: sends('web', null),
    expected: { notApplicable: /redirect-uri\.form/ },
  },
  {
    name: 'judges the scheme of a URI that has a fragment besides',
    transcripts: sends('spa', 'http://app.example.com/#/callback'),
    expected: { fails: { http: 'violation' } },
  },
  {
    name: 'tells a fault of two logins once',
    transcripts: transcript({ kind: 'web' })
      .authorize({ redirect_uri: 'http://app.example.com/cb' })
      .authorize({ redirect_uri: 'http://app.example.com/cb' })
      .ended(),
    expected: { fails: { http: 'violation' } },
    saying: [/the same in exchange 2/],
    times: 1,
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript({ kind: 'web' }).ended('client-exited'),
    expected: { inconclusive: /no authorization request was seen/ },
  },
  {
    name: 'is not concerned with the loopback URI of an undisturbed login of a native app',
    transcripts: honestLogin(),
    expected: { notApplicable: /own machine/ },
  },
])
