import { mixupDefence } from '../../../../src/conformance/judge/checks/mixup.defence.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, redirectUri, state, transcript } from '../../../support/transcript-builder.js'

const before = honestLogin()
const after = honestLogin({ scenario: 'honest-again' })
const code = 'the-code-of-this-login.Zq8fX'
const other = 'http://localhost:7636'

function named(variant = 'iss-of-other-issuer') {
  const sends = {
    status: 302,
    headers: [['Location', `${redirectUri}?code=${code}&state=${state}&iss=${encodeURIComponent(other)}`]],
    body: '',
  } as const
  return transcript({ scenario: 'two-regions', variant }).authorize({}, { issues: code, sends })
}

const led = (variant?: string) => named(variant).callback().token({}, { origin: other }).api().ended()
const stays = () => named().callback().token().api().ended()
const stops = () => named().callback(400).ended('client-gave-up', 1)

judgeTable(mixupDefence, [
  {
    name: 'passes a client that ends a login whose response names another server',
    transcripts: [before, stops(), after],
    expected: 'passes',
    times: 1,
  },
  {
    name: 'finds a code that went to the server which the response names',
    transcripts: [before, led(), after],
    expected: { fails: { 'code-to-other-server': 'violation' } },
  },
  {
    name: 'finds it in each run',
    transcripts: [before, stops(), led('iss-doubled'), after],
    expected: { fails: { 'code-to-other-server': 'violation' } },
  },
  {
    name: 'finds a refused request there too: the code is with the other server by then',
    transcripts: [before, named().callback().token({}, { origin: other, refused: true }).ended(), after],
    expected: { fails: { 'code-to-other-server': 'violation' } },
  },
  {
    name: 'says of a client that always uses its one server that there is no other one',
    transcripts: [before, stays(), after],
    expected: { notApplicable: /knows one server only/ },
  },
  {
    name: 'does not blame a client whose token endpoint is on another name of the same host at all times',
    transcripts: [
      transcript().authorize().callback().token({}, { origin: other }).api().ended(),
      led(),
      after,
    ],
    expected: { notApplicable: /knows one server only/ },
  },
  {
    name: 'cannot say it of a client that does not log in any more',
    transcripts: [before, stops(), transcript({ scenario: 'honest-again' }).ended('client-exited')],
    expected: { inconclusive: /nothing followed/ },
  },
  {
    name: 'cannot say it where no run of the kind was',
    transcripts: [before, after],
    expected: { inconclusive: /no scenario of this check ran/ },
  },
])
