import { tokenNoRedirectFollowing } from '../../../../src/conformance/judge/checks/token.no-redirect-following.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around, commonRows, oddLogin } from '../../../support/odd-answers.js'

const elsewhere = 'http://localhost:7636'
const led = (status = 307) =>
  oddLogin('token-errors', `redirect-${status}`, {
    status,
    headers: [['Location', `${elsewhere}/oauth/token?gc_elsewhere=1`]],
    body: '',
  })
const stops = led().callback(400).ended('client-gave-up', 1)
const there = { query: 'gc_elsewhere=1', origin: elsewhere }

judgeTable(tokenNoRedirectFollowing, [
  {
    name: 'passes a client that does not follow',
    transcripts: around(stops, led(308).callback(502).ended('client-gave-up')),
    expected: 'passes',
    saying: [/redirect of status 307 it ended with exit code 1, and sent no secret to the other host/],
    times: 2,
  },
  {
    name: 'warns a client that repeats its whole request at the other host',
    transcripts: around(led().token({}, there).api().ended('client-finished', 0)),
    expected: { fails: { followed: 'warning' } },
    saying: [/code and code_verifier at http:\/\/localhost:7636/],
  },
  {
    name: 'warns a client that takes its secret along',
    transcripts: around(
      led(302)
        .request(
          '/oauth/token',
          { ...there, headers: { Authorization: 'Basic aWQ6c2VjcmV0' } },
          'oauth-token',
        )
        .ended('client-gave-up', 1),
    ),
    expected: { fails: { followed: 'warning' } },
    saying: [/a secret in the Basic header at/],
  },
  {
    name: 'tolerates a bare GET of the other host, which gives nothing away',
    transcripts: around(
      led(302).request('/oauth/token', there, 'oauth-token').callback(400).ended('client-gave-up', 1),
    ),
    expected: 'passes',
  },
  {
    name: 'does not praise a client that hangs',
    transcripts: around(led().ended('client-gave-up')),
    expected: { inconclusive: /left its callback unanswered/ },
  },
  {
    name: 'judges nothing where no redirect was sent',
    transcripts: around(oddLogin('token-errors', 'redirect-307', {}).callback().ended('client-gave-up', 1)),
    expected: { inconclusive: /not answered with a redirect/ },
  },
  ...commonRows(stops, 'token-errors/redirect-307'),
])
