// storage.verifier: the verifier is kept in memory while a login is pending, not in a file.
import { firstValue } from '../../../server/protocol/parameters.js'
import type { ObservedFile } from '../../observations.js'
import { wholeAuthorizeRequests } from '../authorize-request.js'
import type { Seen } from '../judge-each.js'
import { allDescribed, heldOf, nothingHeld, pathOf } from '../observed-files.js'
import { inRun, judgeObserved, type ObservedRun } from '../observed-runs.js'
import { noAuthorizeRequest } from '../unseen.js'
import { inconclusive, notApplicable } from '../verdict.js'
import { defineCheck } from './check.js'

function lookAtFile(run: ObservedRun, file: ObservedFile): Seen<'file'> {
  const held = heldOf([...file.during, ...file.after], ['code_verifier'])
  if (held.length === 0) return []
  const actual = `${pathOf(file)} held ${allDescribed(held)} while the login was pending`
  // On a server the session has to outlive the request: a file there is its store.
  if (run.transcript.kind === 'web')
    return [{ where: inRun(run), actual: `${actual}: a store of the server` }]
  return [
    {
      reason: 'file',
      where: inRun(run),
      expected: 'the verifier is in no file',
      actual,
    },
  ]
}

function look(run: ObservedRun): Seen<'file'> {
  const { files, lookedAt } = run.observations
  // What is printed to a log is judged by `leak.logs`.
  const found = files.filter(({ log }) => !log).flatMap((file) => lookAtFile(run, file))
  if (found.length > 0 || lookedAt.pendingLooks === 0) return found
  const actual = nothingHeld(run.observations, 'the verifier while the login was pending')
  return [{ where: inRun(run), actual }]
}

export const storageVerifier = defineCheck({
  id: 'storage.verifier',
  phase: 'storage and leaks',
  title: 'The verifier is kept in memory while a login is pending, not in a file',
  why: 'Who reads the verifier can redeem an intercepted code: PKCE then protects nothing. Files are read by other programs, backups and synchronisation.',
  fix: 'Keep the verifier in a variable until the callback. A program that ends in between can wait for its callback instead; a server keeps it in the session.',
  clauses: ['RFC9700-2.1.1-bound', 'RFC7636-7.1-learned'],
  rule: 'derived',
  kinds: ['native', 'web'],
  scenarios: ['honest', 'forgiving'],
  acrossRuns: true,
  reasons: {
    file: {
      level: { otherwise: 'warning', profiles: { 'genesys-guide': 'violation' } },
      what: 'keeps the verifier in a file',
    },
  },
  judge(transcripts) {
    const requests = wholeAuthorizeRequests(transcripts)
    const begun = requests.length > 0
    if (begun && requests.every(({ parameters }) => firstValue(parameters, 'code_challenge') === null)) {
      return notApplicable('the client does not use PKCE (see pkce.challenge.present), so it has no verifier')
    }
    const nothing = inconclusive(
      begun
        ? 'the login was never pending for long enough to look at its files'
        : noAuthorizeRequest(transcripts),
    )
    return judgeObserved(transcripts, ['files'], look, nothing)
  },
})
