import { redirectUriForm } from '../../../../src/conformance/judge/checks/redirect-uri.form.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { misnamed } from '../../../support/mistakes.js'
import { clientId, honestLogin, redirectUri, transcript } from '../../../support/transcript-builder.js'

function sends(uri: string, reason: string): Row {
  return {
    name: `calls ${uri} ${reason}`,
    transcripts: transcript().authorize({ redirect_uri: uri }, { refused: true }).ended('stopped-at-page'),
    expected: { fails: { [reason]: 'violation' } },
  }
}

function passes(uri: string): Row {
  return {
    name: `passes ${uri}`,
    transcripts: transcript().authorize({ redirect_uri: uri }).ended(),
    expected: 'passes',
  }
}

judgeTable(redirectUriForm, [
  { name: 'passes a loopback URI', transcripts: honestLogin(), expected: 'passes' },
  passes('https://app.example.com/oauth/callback?tenant=7'),
  passes('http://[::1]:51004/cb'),
  passes('http://localhost:7890/'),
  passes('com.example.app:/oauth2redirect'),
  passes('urn:ietf:wg:oauth:2.0:oob'),
  {
    name: 'passes a URI that stands unescaped in the query',
    transcripts: transcript()
      .authorize(
        {},
        {
          query: `response_type=code&client_id=${clientId}&redirect_uri=http://localhost:7890/&code_challenge=x`,
        },
      )
      .ended(),
    expected: 'passes',
  },
  sends('/callback', 'relative'),
  sends('callback', 'relative'),
  sends('//localhost:3000/callback', 'relative'),
  sends('localhost:3000/callback', 'relative'),
  sends('127.0.0.1:3000', 'relative'),
  sends('http:/localhost/callback', 'relative'),
  sends('https://', 'relative'),
  sends('undefined', 'relative'),
  sends('http%3A%2F%2Flocalhost%3A3000%2Fcb', 'relative'),
  sends('http://localhost:3000/call back', 'relative'),
  sends('http://localhost:3000/#/callback', 'fragment'),
  sends('http://localhost:3000/callback#', 'fragment'),
  {
    name: 'says that the scheme is missing',
    transcripts: transcript().authorize({ redirect_uri: 'localhost:3000/callback' }).ended(),
    expected: { fails: { relative: 'violation' } },
    saying: [/scheme is missing/],
  },
  {
    name: 'blames a login without redirect_uri, from which nothing can be learned',
    transcripts: transcript().authorize({ redirect_uri: null }, { refused: true }).ended('stopped-at-page'),
    expected: { fails: { absent: 'violation' } },
  },
  {
    name: 'counts an empty redirect_uri as none',
    transcripts: transcript().authorize({ redirect_uri: '' }, { refused: true }).ended(),
    expected: { fails: { absent: 'violation' } },
    saying: [/without a value/],
  },
  {
    name: 'lets redirect_uri be left out where one complete URI is registered',
    transcripts: transcript({ registration: { source: 'given', redirectUri } })
      .authorize({ redirect_uri: null })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'does not let it be left out where the registered URI has no port',
    transcripts: transcript({ registration: { source: 'given', redirectUri: 'http://127.0.0.1/callback' } })
      .authorize({ redirect_uri: null }, { refused: true })
      .ended(),
    expected: { fails: { absent: 'violation' } },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request/ },
  },
  {
    name: 'passes on what the mock knows about the name of the parameter',
    transcripts: transcript()
      .authorize({ redirect_uri: null }, { refused: true, mistakes: [misnamed('redirect_uri')] })
      .ended(),
    expected: { fails: { absent: 'violation' } },
    saying: [/camelCase was sent/, /Rename the parameter/],
  },
  {
    name: 'judges nothing when the URL was escaped for HTML, which is one fault',
    transcripts: transcript()
      .authorize({}, { query: 'response_type=code&amp;client_id=a&amp;scope=b', refused: true })
      .ended('stopped-at-page'),
    expected: { inconclusive: /&amp; in its URL/ },
  },
  {
    name: 'names the character that may not stand in a URI',
    transcripts: transcript().authorize({ redirect_uri: 'http://localhost:3000/call back' }).ended(),
    expected: { fails: { relative: 'violation' } },
    saying: [/U\+0020\) at index 26/],
  },
])
