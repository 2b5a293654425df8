import { nativeListenerScope } from '../../../../src/conformance/judge/checks/native.listener-scope.js'
import { judgeTable } from '../../../support/judge-table.js'
import { observed } from '../../../support/observations-builder.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const port = 8976

/** A client that listened on these addresses. */
function listening(...addresses: readonly string[]) {
  return { observations: observed({ listeners: addresses.map((address) => listenerAt(address, port)) }) }
}

function listenerAt(address: string, at: number) {
  return { address, port: at, pid: 7, from: 1, until: 2 }
}

const reach = 'beyond-loopback'

judgeTable(nativeListenerScope, [
  ...['127.0.0.1', '::1', '127.0.0.2', '::ffff:127.0.0.1'].map((address) => ({
    name: `passes a listener on ${address}`,
    transcripts: honestLogin(listening(address)),
    expected: 'passes' as const,
    saying: [new RegExp(`${port}`)],
  })),
  ...['0.0.0.0', '::', '192.168.1.2', 'fe80::1', '::ffff:0.0.0.0'].map((address) => ({
    name: `warns of a listener on ${address}`,
    transcripts: honestLogin(listening(address)),
    expected: { fails: { [reach]: 'warning' as const } },
  })),
  {
    name: 'warns of one that listens on all interfaces besides loopback',
    transcripts: honestLogin(listening('127.0.0.1', '0.0.0.0')),
    expected: { fails: { [reach]: 'warning' } },
    times: 1,
  },
  {
    name: 'does not look at other ports of the client',
    transcripts: honestLogin({
      observations: observed({
        listeners: [
          { address: '127.0.0.1', port, pid: 7, from: 1, until: 2 },
          { address: '0.0.0.0', port: 9229, pid: 7, from: 1, until: 2 },
        ],
      }),
    }),
    expected: 'passes',
  },
  {
    name: 'looks at the port of a redirect URI that names localhost',
    transcripts: transcript(listening('::'))
      .authorize({ redirect_uri: `http://localhost:${port}/cb` })
      .ended(),
    expected: { fails: { [reach]: 'warning' } },
  },
  {
    name: 'tells the same of all runs once',
    transcripts: [
      honestLogin(listening('::')),
      honestLogin({ ...listening('::'), scenario: 'honest-again' }),
    ],
    expected: { fails: { [reach]: 'warning' } },
    times: 1,
    saying: [/in 1 more run/],
  },
  {
    name: 'tells the same of all runs once, though each has a port of its own',
    transcripts: ['honest', 'forgiving', 'honest-again'].map((scenario, index) =>
      transcript({ scenario, observations: observed({ listeners: [listenerAt('::', port + index)] }) })
        .authorize({ redirect_uri: `http://127.0.0.1:${port + index}/cb` })
        .ended(),
    ),
    expected: { fails: { [reach]: 'warning' } },
    times: 1,
    saying: [/in 2 more runs/],
  },
  {
    name: 'does not apply to a private-use scheme',
    transcripts: transcript({ observations: observed() })
      .authorize({ redirect_uri: 'com.example.app:/cb' })
      .ended(),
    expected: { notApplicable: /no port of this machine/ },
  },
  {
    name: 'does not apply to a client that asks for its callback on the terminal',
    transcripts: transcript({ observations: observed() })
      .authorize()
      .callback({ kind: 'typed', what: 'url', prompt: 'Paste it:', at: 1 })
      .token()
      .ended(),
    expected: { notApplicable: /no port of this machine/ },
  },
  {
    name: 'does not pass a client whose socket nobody saw',
    transcripts: honestLogin({ observations: observed() }),
    expected: { inconclusive: /no process of the client was seen to listen/ },
  },
  {
    name: 'does not pass a client that never began a login',
    transcripts: transcript({ observations: observed() }).ended('client-exited'),
    expected: { inconclusive: /no authorization request/ },
  },
  {
    name: 'does not apply where the system does not show sockets',
    transcripts: honestLogin({ observations: observed({ seen: ['files', 'output'] }) }),
    expected: { notApplicable: /^platform: / },
  },
  {
    name: 'does not apply to a function',
    transcripts: honestLogin(),
    expected: { notApplicable: /no process that the kit started/ },
  },
])
