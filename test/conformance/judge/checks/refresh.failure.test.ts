import { refreshFailure } from '../../../../src/conformance/judge/checks/refresh.failure.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around, commonRows, json } from '../../../support/odd-answers.js'
import { transcript } from '../../../support/transcript-builder.js'

const using = {
  grant_type: 'refresh_token',
  code: null,
  code_verifier: null,
  refresh_token: 'first-refresh-token',
}
const final = { sends: json({ error: 'invalid_grant' }, 400) }
const passing = { sends: json({ error: 'temporarily_unavailable' }, 503) }
const begun = (variant: string) =>
  transcript({ scenario: 'refresh-trouble', variant }).authorize().callback().token()
const refused = () => begun('invalid-grant').token(using, final)
const unavailable = () => begun('unavailable').token(using, passing)
const stops = refused().ended('client-gave-up', 1)

judgeTable(refreshFailure, [
  {
    name: 'passes a client that forgets its tokens and says so',
    transcripts: around(stops),
    expected: 'passes',
    saying: [/error \\"invalid_grant\\" it sent it no more/],
  },
  {
    name: 'lets a client begin one new login after a final refusal',
    transcripts: around(refused().authorize().callback().token().ended()),
    expected: 'passes',
    saying: [/began a new login/],
  },
  {
    name: 'warns a client that sends the refused token again',
    transcripts: around(refused().token(using, final).ended('client-gave-up', 1)),
    expected: { fails: { 'used-again': 'warning' } },
  },
  {
    name: 'passes a client that tries again during an outage',
    transcripts: around(unavailable().token(using, passing).ended('client-gave-up', 1)),
    expected: 'passes',
    saying: [/tried 1 times more/],
  },
  {
    name: 'warns a client that hammers during an outage, though its run had to be ended',
    transcripts: around(
      unavailable().token(using, passing).token(using, passing).token(using, passing).ended('deadline'),
    ),
    expected: { fails: { 'too-many-retries': 'warning' } },
  },
  {
    name: 'warns a client that begins a new login because of an outage',
    transcripts: around(unavailable().authorize().callback().token().ended()),
    expected: { fails: { 'login-lost': 'warning' } },
  },
  {
    name: 'does not apply to a client that never refreshes',
    transcripts: around(begun('invalid-grant').api().ended()),
    expected: { notApplicable: /got no refresh token/ },
  },
  ...commonRows(stops, 'refresh-trouble/invalid-grant'),
])
