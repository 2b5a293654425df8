import { bearerExpiryHonoured } from '../../../../src/conformance/judge/checks/bearer.expiry-honoured.js'
import { judgeTable } from '../../../support/judge-table.js'
import { mistakeOf } from '../../../support/mistakes.js'
import { around, commonRows } from '../../../support/odd-answers.js'
import { transcript } from '../../../support/transcript-builder.js'

const begun = () =>
  transcript({ scenario: 'api-trouble', variant: 'expires-soon' }).authorize().token().api().callback()
const expired = { refused: true, mistakes: [mistakeOf('token-expired', 'the token ended 2 s ago')] }
const refresh = {
  grant_type: 'refresh_token',
  code: null,
  code_verifier: null,
  refresh_token: 'a-refresh-token',
}
const stops = begun().api(expired).ended('client-finished')

judgeTable(bearerExpiryHonoured, [
  {
    name: 'passes a client that stops after the first refusal',
    transcripts: around(stops),
    expected: 'passes',
    saying: [/after 1 refused calls/],
  },
  {
    name: 'passes a client that gets a new token beforehand',
    transcripts: around(begun().token(refresh).api().ended('client-finished')),
    expected: 'passes',
    saying: [/a new token in exchange 4, before the old one was refused/],
  },
  {
    name: 'passes a client that gets a new token after the refusal, and is refused no more',
    transcripts: around(begun().api(expired).token(refresh).api().api().api().api().ended('client-finished')),
    expected: 'passes',
  },
  {
    name: 'warns a client that goes on with an expired token, though its run had to be ended',
    transcripts: around(begun().api(expired).api(expired).api(expired).api(expired).ended('deadline')),
    expected: { fails: { 'used-on': 'warning' } },
    saying: [/sent its expired token 4 times/],
  },
  {
    name: 'does not apply to a program that ends before its token does',
    transcripts: around(begun().ended('client-finished', 0)),
    expected: { notApplicable: /called no API after its token had expired/ },
  },
  ...commonRows(stops, 'api-trouble/expires-soon'),
])
