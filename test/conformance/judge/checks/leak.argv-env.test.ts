import { leakArgvEnv } from '../../../../src/conformance/judge/checks/leak.argv-env.js'
import { judgeTable } from '../../../support/judge-table.js'
import { held, observed, observedProcess } from '../../../support/observations-builder.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const inArgument = observedProcess({
  program: 'curl',
  inArgv: [{ position: 2, holds: held('code_verifier', { exchange: 2, line: null }) }],
})
const inVariable = observedProcess({
  program: 'helper',
  inEnvironment: [{ name: 'TOKEN', holds: held('access_token', { exchange: 2, line: null }) }],
})

judgeTable(leakArgvEnv, [
  {
    name: 'passes processes without a secret',
    transcripts: honestLogin({ observations: observed() }),
    expected: 'passes',
    saying: [/of node holds a secret/],
  },
  {
    name: 'warns of a secret in an argument',
    transcripts: honestLogin({ observations: observed({ processes: [inArgument] }) }),
    expected: { fails: { argument: 'warning' } },
    saying: [/argument 2 of curl holds the verifier of exchange 2/],
  },
  {
    name: 'notes a secret in a variable',
    transcripts: honestLogin({ observations: observed({ processes: [inVariable] }) }),
    expected: { fails: { environment: 'info' } },
    saying: [/the variable TOKEN of helper/],
  },
  {
    name: 'tells the same of all runs once',
    transcripts: ['honest', 'honest-again'].map((scenario) =>
      honestLogin({ scenario, observations: observed({ processes: [inArgument, inVariable] }) }),
    ),
    expected: { fails: { argument: 'warning', environment: 'info' } },
    times: 2,
  },
  {
    name: 'judges arguments where environments are hidden',
    transcripts: honestLogin({ observations: observed({ seen: ['arguments'], processes: [inArgument] }) }),
    expected: { fails: { argument: 'warning' } },
  },
  {
    name: 'does not pass a client of which no process was seen',
    transcripts: honestLogin({ observations: observed({ processes: [] }) }),
    expected: { inconclusive: /no process of the client was seen/ },
  },
  {
    name: 'does not pass a client that never asked for a token',
    transcripts: transcript({ observations: observed() }).authorize().ended('client-exited', 1),
    expected: { inconclusive: /no token request was seen/ },
  },
  {
    name: 'does not apply where arguments are not seen',
    transcripts: honestLogin({ observations: observed({ seen: ['files'] }) }),
    expected: { notApplicable: /^platform: this system does not show the arguments of processes/ },
  },
])
