import { metaPkceSupport } from '../../../../src/conformance/judge/checks/meta.pkce-support.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around } from '../../../support/odd-answers.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const scenario = { scenario: 'discovery-trouble', variant: 'pkce-unmentioned' }
const reading = () =>
  transcript(scenario).request(
    '/.well-known/oauth-authorization-server',
    { sends: { body: '{"issuer":"http://127.0.0.1:7636"}' } },
    'well-known-oauth-authorization-server',
  )
const stops = reading().ended('client-exited', 1)

judgeTable(metaPkceSupport, [
  {
    name: 'passes a client that stops',
    transcripts: around(stops),
    expected: 'passes',
    saying: [/the client stopped/],
  },
  {
    name: 'passes a client that sends a state as well',
    transcripts: around(reading().authorize().callback().token().api().ended()),
    expected: 'passes',
    saying: [/exchange 2 has a state as well/],
  },
  {
    name: 'blames a client that goes on without a state',
    transcripts: around(reading().authorize({ state: null }).callback().token().api().ended()),
    expected: { fails: { 'relied-on': 'violation' } },
  },
  {
    name: 'does not apply to a client whose endpoints are fixed',
    transcripts: around(honestLogin(scenario)),
    expected: { notApplicable: /reads no metadata/ },
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
