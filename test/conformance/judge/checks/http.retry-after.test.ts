import { httpRetryAfter } from '../../../../src/conformance/judge/checks/http.retry-after.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around, commonRows, json, oddLogin } from '../../../support/odd-answers.js'
import { transcript } from '../../../support/transcript-builder.js'

const seconds = {
  ...json({ error: 'temporarily_unavailable' }, 503),
  headers: [['Retry-After', '3']],
} as const
/** The token request of these runs comes at 1_760_000_000_200, which is 2025-10-09 08:53:20 GMT. */
const date = { ...seconds, headers: [['Retry-After', 'Thu, 09 Oct 2025 08:53:24 GMT']] } as const
const words = json(
  { error: 'invalid_request', description: 'rate limit exceeded; please retry in 3 seconds' },
  400,
)
const told = (sends: Parameters<typeof oddLogin>[2] = seconds, variant = 'temporarily-unavailable') =>
  oddLogin('token-errors', variant, sends)
const stops = told().callback(400).ended('client-gave-up', 1)
const limited = { status: 429, headers: [['Retry-After', '3']] } as const
const calling = () => transcript({ scenario: 'api-trouble', variant: '429' }).authorize().token()

judgeTable(httpRetryAfter, [
  {
    name: 'passes a client that gives up',
    transcripts: around(stops),
    expected: 'passes',
    saying: [/no further attempt/],
  },
  {
    name: 'passes a client that waits for the seconds that it was told',
    transcripts: around(told().token({}, { later: 3000 }).callback().ended('client-gave-up', 1)),
    expected: 'passes',
    saying: [/tried again 3100 ms later/],
  },
  {
    name: 'warns a client that tries again at once',
    transcripts: around(told().token().callback(400).ended('client-gave-up', 1)),
    expected: { fails: { 'too-early': 'warning' } },
    saying: [/Retry-After: 3 it tried again 100 ms later, in exchange 3/, /no further attempt for 3000 ms/],
  },
  {
    name: 'passes a client that waits until the date that it was told',
    transcripts: around(
      told(date, 'temporarily-unavailable-date')
        .token({}, { later: 3700 })
        .callback(400)
        .ended('client-gave-up', 1),
    ),
    expected: 'passes',
  },
  {
    name: 'warns a client that does not understand a date',
    transcripts: around(
      told(date, 'temporarily-unavailable-date')
        .token({}, { later: 1000 })
        .callback(400)
        .ended('client-gave-up', 1),
    ),
    expected: { fails: { 'too-early': 'warning' } },
    saying: [/Thu, 09 Oct 2025/],
  },
  {
    name: 'warns a client that hammers at the limit in the words of Genesys Cloud (B017)',
    transcripts: around(told(words, 'rate-limited-400').token().ended('deadline')),
    expected: { fails: { 'too-early': 'warning' } },
    saying: [/rate limit exceeded/],
  },
  {
    name: 'passes a client that waits as those words say',
    transcripts: around(
      told(words, 'rate-limited-400').token({}, { later: 3000 }).callback(400).ended('client-gave-up', 1),
    ),
    expected: 'passes',
  },
  {
    name: 'warns a client that repeats an API call at once',
    transcripts: around(calling().api({ sends: limited }).api({ sends: limited }).ended('client-gave-up', 1)),
    expected: { fails: { 'too-early': 'warning' } },
  },
  {
    name: 'lets a client ask for something else meanwhile',
    transcripts: around(
      calling().api({ sends: limited }).api({ path: '/api/v2/tokens/me' }).ended('client-finished'),
    ),
    expected: 'passes',
  },
  {
    name: 'does not apply to a client that calls no API, where only that was limited',
    transcripts: around(calling().callback().ended('client-finished', 0)),
    expected: { notApplicable: /calls no API/ },
  },
  ...commonRows(stops, 'token-errors/temporarily-unavailable'),
])
