import { refreshSingleFlight } from '../../../../src/conformance/judge/checks/refresh.single-flight.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around, undecided } from '../../../support/odd-answers.js'
import { transcript } from '../../../support/transcript-builder.js'

const begun = () =>
  transcript({ scenario: 'refresh-trouble', variant: 'parallel-calls' }).authorize().callback().token()
const using = (token: string) => ({
  grant_type: 'refresh_token',
  code: null,
  code_verifier: null,
  refresh_token: token,
})

judgeTable(refreshSingleFlight, [
  {
    name: 'passes a client that refreshes once',
    transcripts: around(begun().token(using('first-refresh-token')).api().api().ended()),
    expected: 'passes',
    saying: [/1 refresh request, each with a token of its own/],
  },
  {
    name: 'passes a client that refreshes later again, with its new token',
    transcripts: around(
      begun().token(using('first-refresh-token')).token(using('second-refresh-token')).ended(),
    ),
    expected: 'passes',
  },
  {
    name: 'warns a client that refreshes twice with one token (B066)',
    transcripts: around(
      begun()
        .token(using('first-refresh-token'))
        .token(using('first-refresh-token'), { refused: true })
        .ended(),
    ),
    expected: { fails: { several: 'warning' } },
    saying: [/2 refresh requests with the same token, .*, 100 ms apart/],
  },
  {
    name: 'does not apply to a client that never refreshes',
    transcripts: around(begun().api().ended()),
    expected: { notApplicable: /got no refresh token/ },
  },
  ...undecided('refresh-trouble', 'parallel-calls'),
])
