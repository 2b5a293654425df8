import { bearerPlacement } from '../../../../src/conformance/judge/checks/bearer.placement.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const token = 'an-access-token-of-this-run'
const login = () => transcript().authorize().callback().token({}, { issues: token })
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

judgeTable(bearerPlacement, [
  {
    name: 'passes a token in the header',
    transcripts: honestLogin(),
    expected: 'passes',
    saying: [/GET \/api\/v2\/users\/me/],
  },
  {
    name: 'passes a lower-case scheme name',
    transcripts: login()
      .api({ authorization: `bearer ${token}` })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'does not take the word undefined for a token',
    transcripts: login().api({ authorization: 'Bearer undefined', refused: true }).ended('client-gave-up'),
    expected: { inconclusive: /no API request carried/ },
  },
  {
    name: 'blames a token in the query',
    transcripts: login()
      .api({ authorization: null, query: `access_token=${token}` })
      .ended(),
    expected: { fails: { query: 'violation' } },
  },
  {
    name: 'blames a token in the query beside the header',
    transcripts: login()
      .api({ query: `access_token=${token}` })
      .ended(),
    expected: { fails: { query: 'violation' } },
  },
  {
    name: 'blames a token in a parameter of another name',
    transcripts: login()
      .api({ authorization: null, query: `jwt=Bearer%20${token}` })
      .ended(),
    expected: { fails: { query: 'violation' } },
    saying: [/"parameter":"jwt"/],
  },
  {
    name: 'warns of a token in a form body',
    transcripts: login()
      .api({ method: 'POST', authorization: null, headers: form, body: `access_token=${token}` })
      .ended(),
    expected: { fails: { 'form-body': 'warning' } },
  },
  {
    name: 'warns of a token in a JSON body',
    transcripts: login()
      .api({ method: 'POST', body: JSON.stringify({ token }) })
      .ended(),
    expected: { fails: { 'form-body': 'warning' } },
  },
  {
    name: 'does not take a CORS preflight for a request',
    transcripts: login()
      .api({ method: 'OPTIONS', authorization: null, query: `access_token=${token}` })
      .api()
      .ended(),
    expected: 'passes',
    times: 1,
  },
  {
    name: 'does not take the channel of a notification for a token',
    transcripts: login().api().api({ path: '/api/v2/notifications/channels/streaming-0-abc' }).ended(),
    expected: 'passes',
  },
  {
    name: 'is not concerned with a client that calls no API',
    transcripts: login().ended(),
    expected: { notApplicable: /sent no request to the API/ },
  },
  {
    name: 'cannot tell when the API is called without any token',
    transcripts: login().api({ authorization: null, refused: true }).ended('client-gave-up'),
    expected: { inconclusive: /no API request carried/ },
  },
  {
    name: 'cannot tell when no token was granted',
    transcripts: transcript().authorize().callback().token({}, { refused: true }).ended('client-gave-up'),
    expected: { inconclusive: /no token was granted/ },
  },
  {
    name: 'judges nothing when no token request came',
    transcripts: transcript().authorize({}, { refused: true }).ended('client-gave-up'),
    expected: { inconclusive: /the authorization request was refused/ },
  },
  {
    name: 'knows each of the tokens of a run',
    transcripts: login()
      .authorize()
      .callback()
      .token()
      .api({ authorization: null, query: `jwt=${token}` })
      .ended(),
    expected: { fails: { query: 'violation' } },
  },
])
