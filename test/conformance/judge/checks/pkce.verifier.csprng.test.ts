import { createHash } from 'node:crypto'
import javascript from '../../../../fixtures/vectors/randomness/javascript.json' with { type: 'json' }
import libraries from '../../../../fixtures/vectors/randomness/libraries.json' with { type: 'json' }
import { pkceVerifierCsprng } from '../../../../src/conformance/judge/checks/pkce.verifier.csprng.js'
import type { SeededRuntime, Transcript } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { transcript } from '../../../support/transcript-builder.js'

const samplesOf = (id: string): readonly string[] =>
  [...javascript.vectors, ...libraries.vectors].find((vector) => vector.id === id)?.samples ?? []

const states = [
  'Lw8eYt5NcQ1dPz0hR4uXbA',
  'k3Rz9tQw7LmX2vBnS6yDfG',
  'p0WqTz4VhK8nCjE1mUxJrY',
  'aB7dM2sQe9LgHvF5oZiNtw',
]

/** One run for each verifier, with a state of its own. */
const runs = (verifiers: readonly string[]): readonly Transcript[] =>
  verifiers.map((code_verifier, index) =>
    transcript({ scenario: index === 0 ? 'honest' : 'honest-again' })
      .authorize({
        code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
        state: states[index] ?? null,
      })
      .callback()
      .token({ code_verifier })
      .ended(),
  )

const guide = samplesOf('node-16-letters-66')

/**
 * python3 -c 'import random, string; random.seed(42);
 * print("".join(random.choice(string.ascii_letters + string.digits) for _ in range(64)))'
 */
const seeded = 'OhbVrpoiVgRV5IfLBcbfnoGMbJmTPSIAoCLrZ3aWZkSBvrjn9Wvgfygw2wMqZcUD'

/** Two starts with one seed, whose runtimes took it. */
const seededRuns = (
  verifiers: readonly [string, string],
  seeded: readonly SeededRuntime[] = ['node'],
): readonly Transcript[] =>
  verifiers.map((code_verifier, index) =>
    transcript({ scenario: 'seeded-runs', variant: index === 0 ? 'first' : 'second', seeded })
      .authorize({ code_challenge: createHash('sha256').update(code_verifier).digest('base64url') })
      .callback()
      .token({ code_verifier })
      .ended(),
  )

/** As of a generator with a seed: python3 -c 'import secrets; print(secrets.token_hex(32))' stands for it here. */
const drawn = '9b1f0c2e6d7a4835b0e2c1d4f6a89375c8e07b1d2f3a4c5e6978db0a1f2e3c4d'

// openssl rand 32 | basenc --base64url -w0 | tr -d =
const cryptographic = [
  'w2lNbmdULyUowNRUT3s4OLgUOkI-zGKvGnYYLwCxPfo',
  '0hk0nVLaJxB0aiQ7j2pc8rxDDxWZAnHbvDKWWlzWyUM',
  'n9sQyJ3uXw5bTfKzR7vLcPdG1hMe4aUo8iSk2xZqBtY',
]

// shuf -e {A..Z} {a..z} {0..9} - . _ '~' -n 43 --random-source=/dev/urandom | tr -d '\n'
const shuffled = [
  'hJ4PvXk.RtGzW0BnE~sKd9yMLcQ2ob-H7Ci1rAuSx5O',
  'Zq3TfW8-mVbK.d0RLpYhGx~C5uNs1JoE7iXaQ4yB_zA',
]

judgeTable(pkceVerifierCsprng, [
  {
    name: 'proves Math.random by the verifier of the next login, and says how to do it in JavaScript',
    transcripts: runs(samplesOf('node-16-letters-66').slice(0, 2)),
    expected: { fails: { predicted: 'violation' } },
    saying: [
      /From the first 35 characters of the verifier of login 1 \(exchange 1?\d of honest\)/,
      /and that is what the client sent/,
      /Math\.random of V8/,
      /2\^-\d\d\d/,
      /2 logins/,
      /crypto\.getRandomValues/,
    ],
    times: 1,
  },
  {
    name: 'proves java.util.Random, and says what to use in Java',
    transcripts: runs(samplesOf('java-next-int-66').slice(0, 2)),
    expected: { fails: { predicted: 'violation' } },
    saying: [/java\.util\.Random/, /java\.security\.SecureRandom/],
  },
  {
    name: 'passes verifiers of a cryptographic generator, and says what was tried and never that they are random',
    transcripts: runs(cryptographic),
    expected: 'passes',
    saying: [/3 verifiers, not reproduced by .*Math\.random/, /^(?!.*(?:is|are) random)/],
    times: 1,
  },
  {
    name: 'warns of a shuffled alphabet by statistics, with the chance and the rate of false alarms',
    transcripts: runs(shuffled),
    expected: { fails: { uneven: 'warning' } },
    saying: [/no verifier has a character twice/, /probability of \d\.\de-\d+/, /86 characters of 2 logins/],
  },
  {
    name: 'leaves a repeated verifier to the check that compares them',
    transcripts: runs([cryptographic[0] ?? '', cryptographic[0] ?? '']),
    expected: { notApplicable: /pkce\.verifier\.unique/ },
  },
  {
    name: 'is not kept from judging the others by one verifier that came twice',
    transcripts: runs([cryptographic[0] ?? '', cryptographic[0] ?? '', cryptographic[1] ?? '']),
    expected: 'passes',
    saying: [/3 verifiers, not reproduced by/],
  },
  {
    name: 'proves the generator of a verifier that came twice',
    transcripts: runs([guide[0] ?? '', guide[0] ?? '', guide[1] ?? '']),
    expected: { fails: { predicted: 'violation' } },
    saying: [/Math\.random of V8/],
  },
  {
    name: 'proves the generator of a verifier that is the same in every login, as a seed that never changes makes it',
    transcripts: runs([seeded, seeded]),
    expected: { fails: { predicted: 'violation' } },
    saying: [/random of Python, seeded with the number 42/],
  },
  {
    name: 'leaves a published verifier to the check of known values',
    transcripts: runs(['dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk']),
    expected: { notApplicable: /pkce\.verifier\.known-value/ },
  },
  {
    name: 'does not take a request that was sent again for a second login',
    transcripts: transcript()
      .authorize({ code_challenge: 'EAVBL1VTfT17xJz4VDyfaFd_oyH2akrvQC6agRK7xX4' })
      .callback()
      .token({ code_verifier: cryptographic[0] ?? '' }, { refused: true })
      .token({ code_verifier: cryptographic[0] ?? '' })
      .ended(),
    expected: 'passes',
    saying: [/one verifier, not reproduced/],
  },
  {
    name: 'proves an ordinary generator that nothing else reproduces by two starts with one seed',
    transcripts: [...runs(cryptographic.slice(0, 2)), ...seededRuns([drawn, drawn], ['python'])],
    expected: { fails: { predicted: 'violation' } },
    saying: [
      /With the module random of Python begun with one number and the clock stopped/,
      /the same verifier of 64 characters in two starts: in exchange \d of seeded-runs\/first/,
      /secrets\.token_urlsafe\(32\)/,
    ],
    times: 1,
  },
  {
    name: 'passes a client whose verifiers differ with one seed, and says so',
    transcripts: [
      ...runs(cryptographic.slice(0, 1)),
      ...seededRuns([cryptographic[1] ?? '', cryptographic[2] ?? '']),
    ],
    expected: 'passes',
    saying: [/nor with Math\.random of Node\.js begun with one number and the clock stopped/],
  },
  {
    name: 'says of a runtime that took no seed that nothing was shown by it, even if the verifiers are equal',
    transcripts: [...runs(cryptographic.slice(0, 2)), ...seededRuns([drawn, drawn], [])],
    expected: 'passes',
    saying: [/nothing was shown by seeding: no runtime of it could be seeded/],
  },
  {
    name: 'takes a verifier that is the same without a seed for no proof of a generator',
    transcripts: [...runs([drawn, drawn]), ...seededRuns([drawn, drawn])],
    expected: { notApplicable: /pkce\.verifier\.unique/ },
  },
  {
    name: 'does not compute verifiers from those of a seeded start, whose generator is not that of the client',
    transcripts: [...seededRuns([guide[0] ?? '', guide[1] ?? '']), ...runs(cryptographic.slice(0, 2))],
    expected: 'passes',
    saying: [/2 verifiers, not reproduced by/],
  },
  {
    name: 'is not concerned with a client that uses no PKCE',
    transcripts: transcript()
      .authorize({ code_challenge: null })
      .callback()
      .token({ code_verifier: null })
      .ended(),
    expected: { notApplicable: /pkce\.challenge\.present/ },
  },
  {
    name: 'judges nothing where a challenge came and no verifier',
    transcripts: transcript().authorize().callback().token({ code_verifier: null }).ended(),
    expected: { inconclusive: /no token request carries a verifier/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no token request was seen/ },
  },
])
