// What an API does at a key that it does not know yet, and at many that there are not.
import { type ApiRun, isAccepted } from '../api-calls.js'
import { answered, callsOf, type Looked, verdictOn, whyOpen } from './token-acceptance.js'
import { inconclusive, type Verdict } from './verdict.js'

/** Fetches that are fine for all tokens with made-up kids together: one each would be twenty. */
const mostFetches = 10

type Reason = 'rotation' | 'flood'

/** The last of the calls with a new key: a right client of the key set may wait half a minute before it fetches anew. */
function rotation(run: ApiRun): Looked<Reason> {
  const last = callsOf(run, ['key-rotated']).at(-1)
  if (last === undefined) return { kind: 'undecided', why: 'key-rotated: no token was sent' }
  if (isAccepted(last)) return { kind: 'right', actual: answered(last) }
  if (!run.full) {
    const why = `key-rotated: ${answered(last)}; the keys may just have been fetched, and only --full waits a minute`
    return { kind: 'undecided', why }
  }
  const expected = 'the answer that a good token gets, after the keys were fetched once more'
  return { kind: 'broken', reason: 'rotation', expected, actual: `${answered(last)} for a minute` }
}

function flood(run: ApiRun): Looked<Reason> {
  const calls = callsOf(run, ['kid-unknown'])
  const fetches = calls.reduce((sum, { keyFetches }) => sum + keyFetches, 0)
  const actual = `${calls.length} tokens with unknown kids made the API fetch the keys ${fetches} times`
  if (fetches <= mostFetches) return { kind: 'right', actual }
  return { kind: 'broken', reason: 'flood', expected: `at most ${mostFetches} fetches`, actual }
}

export function judgeUnknownKid(run: ApiRun): Verdict<Reason> {
  const open = whyOpen(run)
  if (open !== null) return inconclusive(open)
  const [unknown] = callsOf(run, ['kid-unknown'])
  if (unknown === undefined) return inconclusive('no token with an unknown kid was sent')
  const [rotated = unknown] = callsOf(run, ['key-rotated']).slice(-1)
  return verdictOn([
    { call: unknown, looked: flood(run) },
    { call: rotated, looked: rotation(run) },
  ])
}
