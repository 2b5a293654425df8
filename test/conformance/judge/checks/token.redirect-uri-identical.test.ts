import { tokenRedirectUriIdentical } from '../../../../src/conformance/judge/checks/token.redirect-uri-identical.js'
import { judgeTable } from '../../../support/judge-table.js'
import { misnamed } from '../../../support/mistakes.js'
import { clientId, honestLogin, transcript } from '../../../support/transcript-builder.js'

const login = () => transcript().authorize().callback()

judgeTable(tokenRedirectUriIdentical, [
  { name: 'passes the same redirect_uri', transcripts: honestLogin(), expected: 'passes' },
  {
    name: 'passes one that was raw in the query and encoded in the body',
    transcripts: transcript()
      .authorize(
        { redirect_uri: 'http://localhost:7890/' },
        {
          query: `response_type=code&client_id=${clientId}&redirect_uri=http://localhost:7890/&code_challenge=x`,
        },
      )
      .callback()
      .token()
      .ended(),
    expected: 'passes',
  },
  {
    name: 'blames a missing redirect_uri',
    transcripts: login().token({ redirect_uri: null }, { refused: true }).ended(),
    expected: { fails: { missing: 'violation' } },
  },
  {
    name: 'counts an empty redirect_uri as missing',
    transcripts: login().token({ redirect_uri: '' }, { refused: true }).ended(),
    expected: { fails: { missing: 'violation' } },
    saying: [/without a value/],
  },
  {
    name: 'only mentions a missing redirect_uri under OAuth 2.1',
    transcripts: login().token({ redirect_uri: null }).ended(),
    profile: 'oauth21',
    expected: { fails: { missing: 'info' } },
  },
  {
    name: 'blames another redirect_uri and shows where it differs',
    transcripts: login()
      .token({ redirect_uri: 'http://127.0.0.1:8976/callback/' }, { refused: true })
      .ended(),
    expected: { fails: { different: 'violation' } },
    saying: [/expected the end, got '\/'/],
  },
  {
    name: 'compares localhost and 127.0.0.1 as texts',
    transcripts: login().token({ redirect_uri: 'http://localhost:8976/callback' }, { refused: true }).ended(),
    expected: { fails: { different: 'violation' } },
  },
  {
    name: 'blames a redirect_uri that was encoded twice',
    transcripts: login()
      .token({ redirect_uri: 'http%3A%2F%2F127.0.0.1%3A8976%2Fcallback' }, { refused: true })
      .ended(),
    expected: { fails: { different: 'violation' } },
    saying: [/percent-encoded/],
  },
  {
    name: 'compares with the login whose code is redeemed, not with the last one',
    transcripts: transcript()
      .authorize({ redirect_uri: 'http://127.0.0.1:1111/cb' }, { issues: 'code-of-the-first-login' })
      .authorize({ redirect_uri: 'http://127.0.0.1:2222/cb' })
      .token({ code: 'code-of-the-first-login', redirect_uri: 'http://127.0.0.1:2222/cb' })
      .ended(),
    expected: { fails: { different: 'violation' } },
    saying: [/1111/],
  },
  {
    name: 'compares with the only redirect_uri of the run when the code is of no help',
    transcripts: login().token({ code: null, redirect_uri: null }).ended(),
    expected: { fails: { missing: 'violation' } },
  },
  {
    name: 'expects nothing back where no login sent one',
    transcripts: transcript({ registration: { source: 'given' } })
      .authorize({ redirect_uri: null })
      .callback()
      .token({ redirect_uri: null })
      .ended(),
    expected: { notApplicable: /no login sent a redirect_uri/ },
  },
  {
    name: 'is not concerned with a refresh request',
    transcripts: login()
      .token()
      .token({ grant_type: 'refresh_token', code: null, code_verifier: null, redirect_uri: null })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'judges nothing when no token request came',
    transcripts: login().ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
  },
  {
    name: 'passes on what the mock knows about the name of the parameter',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ redirect_uri: null }, { refused: true, mistakes: [misnamed('redirect_uri')] })
      .ended(),
    expected: { fails: { missing: 'violation' } },
    saying: [/camelCase was sent/, /Rename the parameter/],
  },
])
