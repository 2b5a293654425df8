// storage.transaction-removed: verifier, state and code are gone when the login is over.
import { tokenExchanges } from '../../transcript.js'
import { wholeAuthorizeRequests } from '../authorize-request.js'
import type { Seen } from '../judge-each.js'
import { allDescribed, heldOf, nothingHeld, pathOf } from '../observed-files.js'
import { inRun, judgeObserved, type ObservedRun } from '../observed-runs.js'
import { noAuthorizeRequest } from '../unseen.js'
import { inconclusive } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'after-success' | 'after-error' | 'still-pending'

/** How the login was over; null when nobody knows, because the run was cut off. */
function endOf({ transcript }: ObservedRun): Reason | null {
  const { ending } = transcript
  if (!['client-finished', 'client-gave-up', 'client-exited', 'stopped-at-page'].includes(ending.kind))
    return null
  if (tokenExchanges(transcript).some(({ outcome }) => outcome.kind === 'granted')) return 'after-success'
  // A program that goes on may still wait for the right response.
  return ending.exitCode === null ? 'still-pending' : 'after-error'
}

const ends: Readonly<Record<Reason, string>> = {
  'after-success': 'after the login',
  'after-error': 'after the login had failed and the client had ended',
  'still-pending': 'when the run was over, with the login still pending',
}

function look(run: ObservedRun): Seen<Reason> {
  const reason = endOf(run)
  if (reason === null || wholeAuthorizeRequests([run.transcript]).length === 0) return []
  const left = run.observations.files
    .filter(({ log }) => !log)
    .map((file) => ({ file, held: heldOf(file.after, ['code_verifier', 'code', 'state']) }))
    .filter(({ held }) => held.length > 0)
  if (left.length === 0) {
    const actual = nothingHeld(run.observations, `verifier, state or code ${ends[reason]}`)
    return [{ where: inRun(run), actual }]
  }
  return left.map(({ file, held }) => ({
    reason,
    where: inRun(run),
    expected: `nothing of the login is left ${ends[reason]}`,
    actual: `${pathOf(file)} still held ${allDescribed(held)}`,
  }))
}

export const storageTransactionRemoved = defineCheck({
  id: 'storage.transaction-removed',
  phase: 'storage and leaks',
  title: 'Verifier, state and code are gone when the login is over',
  why: 'What is left of a login can be used again: a state that is still known lets a forged response pass, and files outlive the program.',
  fix: 'Delete what belongs to the login before the code is redeemed, and also when the login fails: in a finally block.',
  clauses: ['RFC9700-4.2.4-state', 'RFC7636-4.1-each'],
  rule: 'derived',
  kinds: ['native', 'web'],
  scenarios: ['honest', 'forgiving'],
  acrossRuns: true,
  reasons: {
    'after-success': { level: 'warning', what: 'leaves verifier, state or code in a file after the login' },
    'after-error': {
      level: 'warning',
      what: 'leaves verifier, state or code in a file when the login has failed',
    },
    'still-pending': { level: 'info', what: 'keeps a login that was not finished in a file' },
  },
  judge(transcripts) {
    const begun = wholeAuthorizeRequests(transcripts).length > 0
    const nothing = inconclusive(begun ? 'no login came to an end' : noAuthorizeRequest(transcripts))
    return judgeObserved(transcripts, ['files'], look, nothing)
  },
})
