import { bearerHostBound } from '../../../../src/conformance/judge/checks/bearer.host-bound.js'
import { judgeTable } from '../../../support/judge-table.js'
import { mistakeOf } from '../../../support/mistakes.js'
import { around, aroundSilent } from '../../../support/odd-answers.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const elsewhere = 'http://localhost:7636'
const redirected = {
  status: 302,
  headers: [['Location', `${elsewhere}/api/v2/users/me?gc_elsewhere=1`]],
  body: '',
} as const
const there = { query: 'gc_elsewhere=1', origin: elsewhere }
const led = (variant = 'redirect-302') =>
  transcript({ scenario: 'api-trouble', variant }).authorize().token().api({ sends: redirected })
const stays = led().callback(400).ended('client-gave-up', 1)
const region = mistakeOf(
  'token-of-other-region',
  'token of eu-central-1 shown to ap-southeast-2, expected api.mypurecloud.de',
)

judgeTable(bearerHostBound, [
  {
    name: 'passes a client that does not follow',
    transcripts: around(stays),
    expected: 'passes',
    saying: [/it asked for nothing there/],
  },
  {
    name: 'passes a client that follows without its token',
    transcripts: around(
      led()
        .api({ ...there, authorization: null, refused: true })
        .ended('client-gave-up', 1),
    ),
    expected: 'passes',
    saying: [/followed without its token in exchange 4/],
  },
  {
    name: 'blames a client that takes its token along',
    transcripts: around(led().api(there).ended('client-finished', 0)),
    expected: { fails: { 'foreign-host': 'violation' } },
    saying: [/followed to http:\/\/localhost:7636 and sent its token there/],
  },
  {
    name: 'blames a client that takes a foreign page link as it comes',
    transcripts: around(
      transcript({ scenario: 'api-trouble', variant: 'paging-elsewhere' })
        .authorize()
        .token()
        .api({
          path: '/api/v2/oauth/clients',
          sends: { body: `{"nextUri":"${elsewhere}/api/v2/oauth/clients?gc_elsewhere=1&pageNumber=2"}` },
        })
        .api({ ...there, path: '/api/v2/oauth/clients' })
        .ended('client-finished', 0),
    ),
    expected: { fails: { 'foreign-host': 'violation' } },
  },
  {
    name: 'does not apply to a client that asks for no list, where only lists lead elsewhere',
    transcripts: around(
      transcript({ scenario: 'api-trouble', variant: 'paging-elsewhere' }).authorize().token().api().ended(),
    ),
    expected: { notApplicable: /asks for no list/ },
  },
  {
    name: 'does not apply to a client that calls no API',
    transcripts: aroundSilent(
      transcript({ scenario: 'api-trouble', variant: 'redirect-302' })
        .authorize()
        .token()
        .callback()
        .ended('client-finished', 0),
    ),
    expected: { notApplicable: /calls no API/ },
  },
  {
    name: 'blames an undisturbed login whose token goes to the API of another region (B001)',
    transcripts: transcript()
      .authorize()
      .callback()
      .token()
      .api({ refused: true, mistakes: [region], origin: 'https://api.mypurecloud.com.au' })
      .ended('client-gave-up', 1),
    expected: { fails: { 'other-region': 'violation' } },
    saying: [/sent to https:\/\/api\.mypurecloud\.com\.au/, /token of eu-central-1 shown to ap-southeast-2/],
  },
  {
    name: 'does not apply where no run led the client elsewhere',
    transcripts: honestLogin(),
    expected: { notApplicable: /full runs do/ },
  },
  {
    name: 'judges nothing where the client did not call the API',
    transcripts: around(
      transcript({ scenario: 'api-trouble', variant: 'redirect-302' })
        .authorize()
        .token()
        .ended('client-gave-up', 1),
    ),
    expected: { inconclusive: /did not call the API in this run/ },
  },
  {
    name: 'does not praise silence when the closing control got no token',
    transcripts: [
      honestLogin(),
      stays,
      transcript({ scenario: 'honest-again' }).authorize().ended('client-exited'),
    ],
    expected: { inconclusive: /closing control honest-again got no token/ },
  },
])
