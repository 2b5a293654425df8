import { storageVerifier } from '../../../../src/conformance/judge/checks/storage.verifier.js'
import { judgeTable } from '../../../support/judge-table.js'
import { held, observed, observedFile } from '../../../support/observations-builder.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const file = observedFile({ during: [held('code_verifier', { exchange: 2 })] })
const observations = observed({ files: [file] })

judgeTable(storageVerifier, [
  {
    name: 'passes a client that wrote nothing secret',
    transcripts: honestLogin({ observations: observed() }),
    expected: 'passes',
    saying: [/none of the 3 files that changed during the run held the verifier/],
  },
  {
    name: 'is not concerned with a client that uses no PKCE',
    transcripts: transcript({ observations: observed() })
      .authorize({ code_challenge: null })
      .callback()
      .token({ code_verifier: null })
      .ended('client-finished', 0),
    expected: { notApplicable: /pkce\.challenge\.present/ },
  },
  {
    name: 'warns of a verifier in a file',
    transcripts: honestLogin({ observations }),
    expected: { fails: { file: 'warning' } },
    saying: [/~\/\.my-app\.json held the verifier of exchange 2/],
  },
  {
    name: 'blames it under the guide, which names memory only',
    transcripts: honestLogin({ observations }),
    profile: 'genesys-guide',
    expected: { fails: { file: 'violation' } },
  },
  {
    name: 'warns of one that is still there after the login',
    transcripts: honestLogin({
      observations: observed({ files: [observedFile({ after: [held('code_verifier')] })] }),
    }),
    expected: { fails: { file: 'warning' } },
  },
  {
    name: 'warns of one in base64, and says so',
    transcripts: honestLogin({
      observations: observed({
        files: [
          observedFile({ place: 'temporary', during: [held('code_verifier', { disguise: 'base64' })] }),
        ],
      }),
    }),
    expected: { fails: { file: 'warning' } },
    saying: [/\$TMPDIR\/\.my-app\.json/, /in base64/],
  },
  {
    name: 'sees a fault that only a run with a misbehaving mock showed',
    transcripts: [
      honestLogin({ observations: observed() }),
      transcript({ scenario: 'state-tamper', variant: 'dropped', observations })
        .authorize()
        .callback()
        .ended(),
    ],
    expected: { fails: { file: 'warning' } },
  },
  {
    name: 'passes the session store of a server',
    transcripts: honestLogin({
      kind: 'web',
      observations: observed({
        files: [observedFile({ place: 'client', path: 'sessions/a.json', during: [held('code_verifier')] })],
      }),
    }),
    expected: 'passes',
    saying: [/\.\/sessions\/a\.json.*store of the server/],
  },
  {
    name: 'leaves logs to the check of logs',
    transcripts: honestLogin({ observations: observed({ files: [{ ...file, log: true }] }) }),
    expected: 'passes',
  },
  {
    name: 'does not mind the state in a file while the login is pending',
    transcripts: honestLogin({
      observations: observed({ files: [observedFile({ during: [held('state')] })] }),
    }),
    expected: 'passes',
  },
  {
    name: 'does not pass a login that was never pending while somebody looked',
    transcripts: honestLogin({
      observations: observed({ lookedAt: { pendingLooks: 0, files: 0, lines: 0, bundled: 0 } }),
    }),
    expected: { inconclusive: /never pending for long enough/ },
  },
  {
    name: 'does not pass a client that never began a login',
    transcripts: transcript({
      observations: observed({ lookedAt: { pendingLooks: 0, files: 0, lines: 0, bundled: 0 } }),
    }).ended('client-exited'),
    expected: { inconclusive: /no authorization request/ },
  },
  {
    name: 'does not apply where files are not seen',
    transcripts: honestLogin({ observations: observed({ seen: ['output'] }) }),
    expected: { notApplicable: /^platform: this system does not show files/ },
  },
])
