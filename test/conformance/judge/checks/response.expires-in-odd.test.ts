import { responseExpiresInOdd } from '../../../../src/conformance/judge/checks/response.expires-in-odd.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around, aroundSilent, json, oddLogin, undecided } from '../../../support/odd-answers.js'

const odd = (variant: string, lifetime: unknown, kind: 'native' | 'web' = 'native') =>
  oddLogin(
    'token-errors',
    variant,
    json({ access_token: 'a-token-of-some-length', token_type: 'bearer', expires_in: lifetime }),
    kind,
  )
const refresh = {
  grant_type: 'refresh_token',
  code: null,
  code_verifier: null,
  refresh_token: 'a-refresh-token',
}

judgeTable(responseExpiresInOdd, [
  {
    name: 'passes a client that takes text for a number',
    transcripts: around(odd('expires-in-string', '3600').api().callback().ended('client-finished', 0)),
    expected: 'passes',
    saying: [/expires_in \\"3600\\" it called the API/],
  },
  {
    name: 'passes a client that refreshes once at a lifetime of zero',
    transcripts: around(odd('expires-in-zero', 0).token(refresh).api().ended('client-finished', 0)),
    expected: 'passes',
  },
  {
    name: 'warns a client that refreshes without end (B065)',
    transcripts: around(
      odd('expires-in-zero', 0).token(refresh).token(refresh).token(refresh).ended('deadline'),
    ),
    expected: { fails: { 'refresh-storm': 'warning' } },
    saying: [/asked for new tokens 3 times/],
  },
  {
    name: 'warns a client that begins the login anew without end',
    transcripts: around(
      odd('expires-in-negative', -1).authorize().token().authorize().token().ended('deadline'),
    ),
    expected: { fails: { 'refresh-storm': 'warning' } },
  },
  {
    name: 'warns an app whose server ends',
    transcripts: around(odd('expires-in-null', null, 'web').ended('client-gave-up', 1)),
    expected: { fails: { crash: 'warning' } },
  },
  {
    name: 'notes a client that refuses the answer',
    transcripts: around(odd('expires-in-negative', -1).callback(400).ended('client-gave-up', 1)),
    expected: { fails: { refused: 'info' } },
  },
  {
    name: 'passes a client without an API call that ends by itself',
    transcripts: aroundSilent(odd('expires-in-huge', 1e12).callback().ended('client-finished', 0)),
    expected: 'passes',
  },
  ...undecided('token-errors', 'expires-in-zero'),
])
