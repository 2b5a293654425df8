// leak.argv-env: no secret is passed on a command line or in the environment.
import type { ObservedProcess } from '../../observations.js'
import type { Seen } from '../judge-each.js'
import { described, inRun, judgeObserved, type ObservedRun } from '../observed-runs.js'
import { tokenRequests } from '../token-request.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'argument' | 'environment'

function lookAtProcess(run: ObservedRun, { program, inArgv, inEnvironment }: ObservedProcess): Seen<Reason> {
  const where = inRun(run)
  return [
    ...inArgv.map(({ position, holds }) => ({
      reason: 'argument' as const,
      where,
      expected: 'no argument holds a secret',
      actual: `argument ${position} of ${program} holds ${described(holds)}`,
    })),
    ...inEnvironment.map(({ name, holds }) => ({
      reason: 'environment' as const,
      where,
      expected: 'no variable that the client sets for its children holds a secret',
      actual: `the variable ${name} of ${program} holds ${described(holds)}`,
    })),
  ]
}

function look(run: ObservedRun): Seen<Reason> {
  const { processes } = run.observations
  const found = processes.flatMap((one) => lookAtProcess(run, one))
  if (found.length > 0 || processes.length === 0 || tokenRequests(run.transcript).length === 0) return found
  const programs = [...new Set(processes.map(({ program }) => program))].filter((program) => program !== '')
  return [
    { where: inRun(run), actual: `no argument and no variable of ${programs.join(', ')} holds a secret` },
  ]
}

export const leakArgvEnv = defineCheck({
  id: 'leak.argv-env',
  phase: 'storage and leaks',
  title: 'No secret is passed on a command line or in the environment',
  why: 'The arguments of a process are shown to every user of the machine, and kept by shells and monitoring.',
  fix: 'Pass it by standard input or a pipe: curl --data @- reads the body from there.',
  clauses: ['RFC6749-10.3'],
  rule: 'derived',
  kinds: ['native', 'web'],
  scenarios: ['honest', 'forgiving'],
  acrossRuns: true,
  reasons: {
    argument: { level: 'warning', what: 'passes a secret as an argument of a program' },
    environment: { level: 'info', what: 'passes a secret in the environment of a program' },
  },
  judge(transcripts) {
    const requested = transcripts.flatMap(tokenRequests).length > 0
    return judgeObserved(
      transcripts,
      ['arguments'],
      look,
      inconclusive(requested ? 'no process of the client was seen' : noTokenRequest(transcripts)),
    )
  },
})
