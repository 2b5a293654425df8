import { storageTransactionRemoved } from '../../../../src/conformance/judge/checks/storage.transaction-removed.js'
import type { SecretKind } from '../../../../src/conformance/observations.js'
import { judgeTable } from '../../../support/judge-table.js'
import { held, observed, observedFile } from '../../../support/observations-builder.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

/** A client in whose file this was left. */
function left(...kinds: readonly SecretKind[]) {
  return observed({ files: [observedFile({ after: kinds.map((kind) => held(kind)) })] })
}

const refused = { scenario: 'state-tamper', variant: 'dropped', observations: left('state') }

judgeTable(storageTransactionRemoved, [
  {
    name: 'passes a client that leaves nothing',
    transcripts: honestLogin({ observations: observed() }),
    expected: 'passes',
  },
  ...(['code_verifier', 'code', 'state'] as const).map((kind) => ({
    name: `warns of ${kind} that is left after the login`,
    transcripts: honestLogin({ observations: left(kind) }),
    expected: { fails: { 'after-success': 'warning' as const } },
  })),
  {
    name: 'tells all that one file holds at once',
    transcripts: honestLogin({ observations: left('state', 'code_verifier') }),
    expected: { fails: { 'after-success': 'warning' } },
    times: 1,
    saying: [/the verifier of exchange 1 and the state of exchange 1/],
  },
  {
    name: 'warns of what is left when the client has refused the response and ended',
    transcripts: [
      honestLogin({ observations: observed() }),
      transcript(refused).authorize().callback().ended('client-gave-up', 1),
    ],
    expected: { fails: { 'after-error': 'warning' } },
  },
  {
    name: 'notes what is left while the client still waits for the right response',
    transcripts: transcript(refused).authorize().callback().ended('client-gave-up', null),
    expected: { fails: { 'still-pending': 'info' } },
  },
  {
    name: 'warns of what the session store of a server still holds',
    transcripts: honestLogin({ kind: 'web', observations: left('code_verifier') }),
    expected: { fails: { 'after-success': 'warning' } },
  },
  {
    name: 'does not mind tokens, which are needed after the login',
    transcripts: honestLogin({ observations: left('access_token', 'refresh_token') }),
    expected: 'passes',
  },
  {
    name: 'does not mind what was there while the login was pending',
    transcripts: honestLogin({
      observations: observed({ files: [observedFile({ during: [held('state')] })] }),
    }),
    expected: 'passes',
  },
  {
    name: 'leaves logs to the check of logs',
    transcripts: honestLogin({
      observations: observed({ files: [observedFile({ path: 'a.log', log: true, after: [held('code')] })] }),
    }),
    expected: 'passes',
  },
  {
    name: 'judges no run that was cut off',
    transcripts: transcript({ observations: left('state') })
      .authorize()
      .ended('deadline'),
    expected: { inconclusive: /no login came to an end/ },
  },
  {
    name: 'does not pass a client that never began a login',
    transcripts: transcript({ observations: observed() }).ended('client-exited', 1),
    expected: { inconclusive: /no authorization request/ },
  },
  {
    name: 'does not apply to a function',
    transcripts: honestLogin(),
    expected: { notApplicable: /no process that the kit started/ },
  },
])
