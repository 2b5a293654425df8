import { metaIssuerMatch } from '../../../../src/conformance/judge/checks/meta.issuer-match.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around } from '../../../support/odd-answers.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const path = '/.well-known/oauth-authorization-server'
const reading = (issuer: string, variant = 'issuer-with-slash') =>
  transcript({ scenario: 'discovery-trouble', variant }).request(
    path,
    { sends: { body: JSON.stringify({ issuer }) } },
    'well-known-oauth-authorization-server',
  )
const stops = reading('http://127.0.0.1:7636/').ended('client-exited', 1)

judgeTable(metaIssuerMatch, [
  {
    name: 'passes a client that stops',
    transcripts: around(
      stops,
      reading('http://localhost:7636', 'issuer-of-other-host').ended('client-exited', 1),
    ),
    expected: 'passes',
    saying: [/issuer \\"http:\/\/127\.0\.0\.1:7636\/\\", and the client stopped/],
    times: 2,
  },
  {
    name: 'blames a client that begins its login with it',
    transcripts: around(reading('http://127.0.0.1:7636/').authorize().callback().token().api().ended()),
    expected: { fails: { used: 'violation' } },
    saying: [/the login went on in exchange 2/],
  },
  {
    name: 'does not apply to a client whose endpoints are fixed',
    transcripts: around(honestLogin({ scenario: 'discovery-trouble', variant: 'issuer-with-slash' })),
    expected: { notApplicable: /reads no metadata/ },
  },
  {
    name: 'does not praise a client that is still at it when the time is up',
    transcripts: around(reading('http://127.0.0.1:7636/').ended('deadline')),
    expected: { inconclusive: /the run ended: deadline/ },
  },
  {
    name: 'does not praise a client that did nothing at all',
    transcripts: around(
      transcript({ scenario: 'discovery-trouble', variant: 'issuer-with-slash' }).ended('client-exited', 1),
    ),
    expected: { inconclusive: /the run ended: client-exited/ },
  },
  {
    name: 'does not praise silence when the closing control got no token',
    transcripts: [
      honestLogin(),
      stops,
      transcript({ scenario: 'honest-again' }).authorize().ended('client-exited'),
    ],
    expected: { inconclusive: /closing control honest-again got no token/ },
  },
  {
    name: 'judges nothing when the scenario did not run',
    transcripts: [honestLogin()],
    expected: { inconclusive: /no scenario of this check ran/ },
  },
])
