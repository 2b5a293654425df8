import { bearerRejectedToken } from '../../../../src/conformance/judge/checks/bearer.rejected-token.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around, aroundSilent, commonRows } from '../../../support/odd-answers.js'
import { transcript } from '../../../support/transcript-builder.js'

const begun = (variant = '401') => transcript({ scenario: 'api-trouble', variant }).authorize().token()
const rejected = (variant = '401', status = 401) => begun(variant).api({ sends: { status } })
const no = { sends: { status: 401 } }
const stops = rejected().callback(400).ended('client-gave-up', 1)

judgeTable(bearerRejectedToken, [
  {
    name: 'passes a client that says so and ends',
    transcripts: around(stops, rejected('403', 403).callback(400).ended('client-gave-up', 1)),
    expected: 'passes',
    saying: [/1 of its calls was rejected, and it ended with exit code 1/],
  },
  {
    name: 'lets a client repeat its call once',
    transcripts: around(rejected().api(no).ended('client-gave-up', 1)),
    expected: 'passes',
  },
  {
    name: 'lets a client get a new token and try that',
    transcripts: around(
      rejected()
        .token({ grant_type: 'refresh_token', refresh_token: 'r', code: null })
        .api(no)
        .ended('client-gave-up', 1),
    ),
    expected: 'passes',
  },
  {
    name: 'warns a client that sends the same token for ever, though its run had to be ended',
    transcripts: around(rejected().api(no).api(no).api(no).ended('deadline')),
    expected: { fails: { 'same-token-again': 'warning' } },
    saying: [/with the same token 4 times/],
  },
  {
    name: 'warns a client that repeats a forbidden call',
    transcripts: around(
      rejected('403', 403)
        .api({ sends: { status: 403 } })
        .api({ sends: { status: 403 } })
        .ended('client-gave-up', 1),
    ),
    expected: { fails: { 'forbidden-again': 'warning' } },
  },
  {
    name: 'warns a client that begins the login anew without end',
    transcripts: around(
      rejected().authorize().token().api(no).authorize().token().api(no).ended('client-gave-up'),
    ),
    expected: { fails: { 'login-loop': 'warning' } },
    saying: [/anew 2 times/],
  },
  {
    name: 'lets a client begin the login anew once',
    transcripts: around(rejected().authorize().token().api(no).callback(400).ended('client-gave-up')),
    expected: 'passes',
  },
  {
    name: 'does not count calls to several resources as one',
    transcripts: around(
      rejected()
        .api({ ...no, path: '/api/v2/a' })
        .api({ ...no, path: '/api/v2/b' })
        .ended('client-gave-up', 1),
    ),
    expected: 'passes',
  },
  {
    name: 'does not apply to a client that calls no API',
    transcripts: aroundSilent(begun().callback().ended('client-finished', 0)),
    expected: { notApplicable: /calls no API/ },
  },
  {
    name: 'judges nothing where the client did not call the API',
    transcripts: around(begun().ended('client-gave-up', 1)),
    expected: { inconclusive: /did not call the API in this run/ },
  },
  ...commonRows(stops, 'api-trouble/401'),
])
