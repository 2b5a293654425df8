import { stateUnguessable } from '../../../../src/conformance/judge/checks/state.unguessable.js'
import type { Transcript } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { transcript } from '../../../support/transcript-builder.js'

/** Runs whose token request carries no verifier, so that state is all that is analysed. */
const runs = (...states: readonly (string | null)[]): readonly Transcript[] =>
  states.map((state, index) =>
    transcript({ scenario: index === 0 ? 'honest' : 'honest-again' })
      .authorize({ state, scope: `run-${index}` })
      .callback()
      .token({ code_verifier: null })
      .ended(),
  )

// openssl rand 16 | basenc --base64url -w0 | tr -d =
const [one, two, three] = ['Lw8eYt5NcQ1dPz0hR4uXbA', 'k3Rz9tQw7LmX2vBnS6yDfG', 'p0WqTz4VhK8nCjE1mUxJrY']

/** printf %s '{"nonce":"…","to":"/reports"}' | basenc --base64url -w0 */
const json = (nonce: string) => Buffer.from(JSON.stringify({ nonce, to: '/reports' })).toString('base64url')

/** Two starts with one seed. */
const seededRuns = (...states: readonly string[]): readonly Transcript[] =>
  states.map((state, index) =>
    transcript({ scenario: 'seeded-runs', variant: index === 0 ? 'first' : 'second', seeded: ['node'] })
      .authorize({ state })
      .callback()
      .token({ code_verifier: null })
      .ended(),
  )

judgeTable(stateUnguessable, [
  {
    name: 'blames a state that two starts with one seed draw again',
    transcripts: [...runs(one, two), ...seededRuns(three, three)],
    expected: { fails: { predicted: 'violation' } },
    saying: [/Math\.random of Node\.js begun with one number/, /the same state of 22 characters/],
    times: 1,
  },
  {
    name: 'does not take two starts with one seed for two logins to compare',
    transcripts: [...runs(one), ...seededRuns(two, three)],
    expected: { inconclusive: /only one login/ },
  },
  {
    name: 'passes states of 16 random octets, and says what was tried and never that they are random',
    transcripts: runs(one, two, three),
    expected: 'passes',
    saying: [/3 values, all different, at most 132 bits/, /not reproduced by/, /^(?!.*(?:is|are) random)/],
    times: 1,
  },
  {
    name: 'blames one state in several logins',
    transcripts: runs(one, two, one),
    expected: { fails: { repeated: 'violation' } },
    saying: [/the same value in 2 of 3 logins/],
    times: 1,
  },
  {
    name: 'blames a constant value beside data that differ',
    transcripts: runs(`${one}|/reports`, `${one}|/home`),
    expected: { fails: { repeated: 'violation' } },
    saying: [/the same random part in 2 of 2 logins/],
  },
  {
    name: 'does not count a page that is loaded again',
    transcripts: [
      transcript().authorize({ state: one }).authorize({ state: one }).callback().token().ended(),
      ...runs(two),
    ],
    expected: 'passes',
  },
  {
    name: 'blames a counter, with a word before it too',
    transcripts: runs('login-41', 'login-42', 'login-44'),
    expected: { fails: { counted: 'violation' } },
    saying: [/grows by 2 at most/],
  },
  {
    // The login begins at 1760000000100 in these transcripts.
    name: 'blames the milliseconds of the clock',
    transcripts: runs('1760000000093', '1760000000098'),
    expected: { fails: { clock: 'violation' } },
    saying: [/the milliseconds of the clock/],
  },
  {
    name: 'blames the seconds of the clock in hex, in a single login',
    transcripts: runs('68e77800'),
    expected: { fails: { clock: 'violation' } },
    saying: [/the seconds of the clock/],
  },
  {
    // Node.js 16, the first two rows of node-16-letters-66 in fixtures/vectors/randomness/javascript.json.
    name: 'proves that a state of Math.random can be computed',
    transcripts: runs(
      'NPU9FU3ayn_huYq8cMP_XjYjs2oFZh6O_JLu-w_KXoG',
      'B3L2Um_Elg3_~eXgitCQs14Qw1V5eJC2vznHhp4xZjA',
    ),
    expected: { fails: { predicted: 'violation' } },
    saying: [/From the first \d+ characters of state of login 1/, /crypto\.getRandomValues/],
  },
  {
    name: 'warns of eight random octets',
    transcripts: runs('q83vEjRWeJA', 'X3vRkq9-TdA'),
    expected: { fails: { narrow: 'warning' } },
    saying: [/at most 66 bits/],
  },
  {
    // Two values of /proc/sys/kernel/random/uuid.
    name: 'warns of a UUID, which holds 122 bits',
    transcripts: runs('0f8e2c5a-6d1b-4e37-9a40-c5d2b7e81f63', '1c9a74be-52d0-4f86-b3e1-7a0d95c8f24e'),
    expected: { fails: { narrow: 'warning' } },
    saying: [/at most 122 bits/],
  },
  {
    name: 'judges the random part alone where state holds data too',
    transcripts: runs(json('q83vEjRWeJA'), json('X3vRkq9-TdA')),
    expected: { fails: { narrow: 'warning' } },
    saying: [/at most 66 bits/],
  },
  {
    name: 'passes such a state when its random part is wide enough',
    transcripts: runs(json(one), json(two)),
    expected: 'passes',
  },
  {
    name: 'cannot compare one state with itself',
    transcripts: runs(one),
    expected: { inconclusive: /only one login/ },
  },
  {
    name: 'leaves a missing state to the check of its presence',
    transcripts: runs(null, null),
    expected: { notApplicable: /state\.present/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request was seen/ },
  },
])
