import { pkceVerifierUnique } from '../../../../src/conformance/judge/checks/pkce.verifier.unique.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

// Verifier and challenge: openssl rand 32 | basenc --base64url, and openssl dgst -sha256 of it.
const first = {
  code_verifier: 'w2lNbmdULyUowNRUT3s4OLgUOkI-zGKvGnYYLwCxPfo',
  code_challenge: 'EAVBL1VTfT17xJz4VDyfaFd_oyH2akrvQC6agRK7xX4',
}
const second = {
  code_verifier: '0hk0nVLaJxB0aiQ7j2pc8rxDDxWZAnHbvDKWWlzWyUM',
  code_challenge: '7Cp3dnCDJ56MKaT0C9L0B-oroJNYIhcP4o-4FsMdbqo',
}

interface Pair {
  readonly code_verifier: string
  readonly code_challenge: string
}

const run = (scenario: string, { code_verifier, code_challenge }: Pair, state = 'k3Rz9tQw7LmX2vBn') =>
  transcript({ scenario, ...(scenario === 'forgiving' ? { forgiving: true } : {}) })
    .authorize({ code_challenge, state })
    .callback()
    .token({ code_verifier })
    .ended()

const onlyBegins = (scenario: string, variant: string, { code_challenge }: Pair) =>
  transcript({ scenario, variant }).authorize({ code_challenge }).callback(400).ended('client-gave-up')

judgeTable(pkceVerifierUnique, [
  {
    name: 'passes two logins with values of their own',
    transcripts: [run('honest', first), run('honest-again', second)],
    expected: 'passes',
    saying: [/2 logins/],
  },
  {
    name: 'blames one verifier in two runs of the client',
    transcripts: [run('honest', first), run('honest-again', first)],
    expected: { fails: { repeated: 'violation' } },
    saying: [/exchange 1 of honest and exchange 1 of honest-again/],
    times: 1,
  },
  {
    name: 'names all logins of one verifier in one sentence',
    transcripts: [
      run('honest', first),
      onlyBegins('state-tamper', 'swapped', first),
      onlyBegins('state-tamper', 'dropped', second),
      run('honest-again', first),
    ],
    expected: { fails: { repeated: 'violation' } },
    saying: [/exchange 1 of honest, exchange 1 of state-tamper\/swapped and exchange 1 of honest-again/],
    times: 1,
  },
  {
    name: 'counts the refused control as a login',
    transcripts: [run('honest', first), run('forgiving', first)],
    expected: { fails: { repeated: 'violation' } },
  },
  {
    name: 'blames one verifier in two logins of one run',
    transcripts: transcript()
      .authorize({ code_challenge: first.code_challenge, state: 'k3Rz9tQw7LmX2vBn' })
      .callback()
      .token({ code_verifier: first.code_verifier })
      .authorize({ code_challenge: first.code_challenge, state: 'Lw8eYt5NcQ1dPz0h' })
      .callback()
      .token({ code_verifier: first.code_verifier })
      .ended(),
    expected: { fails: { repeated: 'violation' } },
  },
  {
    name: 'says so when the new login followed on an error',
    transcripts: transcript()
      .authorize({ code_challenge: first.code_challenge, prompt: 'none' }, { refused: true })
      .authorize({ code_challenge: first.code_challenge })
      .callback()
      .token({ code_verifier: first.code_verifier })
      .ended(),
    expected: { fails: { 'after-error': 'violation' } },
  },
  {
    name: 'does not count a page that is loaded again',
    transcripts: [
      transcript()
        .authorize({ code_challenge: first.code_challenge })
        .authorize({ code_challenge: first.code_challenge })
        .callback()
        .token({ code_verifier: first.code_verifier })
        .ended(),
      run('honest-again', second),
    ],
    expected: 'passes',
  },
  {
    name: 'blames a constant verifier that none of the challenges was made of',
    transcripts: [
      run('honest', { ...first, code_verifier: 'n9sQyJ3uXw5bTfKzR7vLcPdG1hMe4aUo8iSk2xZqBtY' }),
      run('honest-again', { ...second, code_verifier: 'n9sQyJ3uXw5bTfKzR7vLcPdG1hMe4aUo8iSk2xZqBtY' }),
    ],
    expected: { fails: { repeated: 'violation' } },
    saying: [/"parameter":"code_verifier"/],
  },
  {
    // Field case: one slot for the verifier, which a second start overwrites.
    name: 'leaves a verifier that belongs to another login to the check of its match',
    transcripts: transcript()
      .authorize({ code_challenge: first.code_challenge, state: 'k3Rz9tQw7LmX2vBn' }, { issues: 'code-one' })
      .authorize({ code_challenge: second.code_challenge, state: 'Lw8eYt5NcQ1dPz0h' }, { issues: 'code-two' })
      .callback()
      .token({ code: 'code-one', code_verifier: second.code_verifier }, { refused: true })
      .token({ code: 'code-two', code_verifier: second.code_verifier })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'leaves a word in the place of the challenge to the check of its encoding',
    transcripts: [
      run('honest', { ...first, code_challenge: '[object Promise]' }),
      run('honest-again', { ...second, code_challenge: '[object Promise]' }),
    ],
    expected: { notApplicable: /no login carries a challenge/ },
  },
  {
    name: 'cannot compare one login with itself',
    transcripts: honestLogin(),
    expected: { inconclusive: /only one login was seen/ },
  },
  {
    name: 'is not concerned with a client that uses no PKCE',
    transcripts: transcript().authorize({ code_challenge: null }).callback().token().ended(),
    expected: { notApplicable: /pkce\.challenge\.present/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request was seen/ },
  },
])
