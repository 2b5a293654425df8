// leak.logs: no token, secret, verifier or code is printed or logged.
import type { LoggedSecret } from '../../observations.js'
import type { Seen } from '../judge-each.js'
import { described, inRun, judgeObserved, nameOf, type ObservedRun } from '../observed-runs.js'
import { tokenRequests } from '../token-request.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive } from '../verdict.js'
import { defineCheck, type Tools } from './check.js'

type Reason =
  | 'access-token'
  | 'refresh-token'
  | 'client-secret'
  | 'live-verifier'
  | 'live-code'
  | 'spent-verifier'
  | 'spent-code'
  | 'state'

function reasonOf({ holds, live }: LoggedSecret): Reason {
  switch (holds.kind) {
    case 'access_token':
      return 'access-token'
    case 'refresh_token':
      return 'refresh-token'
    case 'client_secret':
      return 'client-secret'
    case 'code_verifier':
      return live ? 'live-verifier' : 'spent-verifier'
    case 'code':
      return live ? 'live-code' : 'spent-code'
    case 'state':
      return 'state'
  }
}

const streams = { stdout: 'standard output', stderr: 'standard error', file: 'the log' } as const

function placeIn({ stream, path, holds }: LoggedSecret): string {
  const name = path === null ? streams[stream] : `${streams[stream]} ${path}`
  return holds.line === null ? name : `line ${holds.line} of ${name}`
}

/** To print a token on standard output is the job of some commands; on standard error it is a leak all the same. */
function isItsJob({ stream, holds }: LoggedSecret, { printsToken }: Tools): boolean {
  const token = holds.kind === 'access_token' || holds.kind === 'refresh_token'
  return printsToken === true && token && stream === 'stdout'
}

function counted(lines: number): string {
  return lines === 1 ? '1 line' : `${lines} lines`
}

function look(run: ObservedRun, tools: Tools): Seen<Reason> {
  const { logged, lookedAt, cut } = run.observations
  const leaks = logged.filter((one) => !isItsJob(one, tools))
  if (leaks.length > 0) {
    return leaks.map((leak) => ({
      reason: reasonOf(leak),
      where: inRun(run),
      expected: `no ${nameOf(leak.holds.kind)} is printed or logged`,
      actual: `${placeIn(leak)} shows ${described(leak.holds)}: "${leak.text}"`,
    }))
  }
  if (tokenRequests(run.transcript).length === 0) return []
  const declared = logged.length > 0 ? '; the tokens on standard output are its job' : ''
  const rest = cut ? '; there was more than could be looked at' : ''
  const { lines } = lookedAt
  const printed = `nothing of the login is in what it printed (${counted(lines)}), nor in a log`
  return [{ where: inRun(run), actual: `${printed}${declared}${rest}` }]
}

const lesson =
  'Replace the value before the line is written, or leave it out: log that there is a token, not the token.'

export const leakLogs = defineCheck({
  id: 'leak.logs',
  phase: 'storage and leaks',
  title: 'No token, secret, verifier or code is printed or logged',
  why: 'Logs are collected, kept and read by many. A token in a log is a session for everybody who can read it.',
  fix: lesson,
  clauses: ['RFC6749-10.3', 'RFC6749-10.4', 'RFC6750-5.3'],
  rule: 'clause',
  kinds: ['native', 'web'],
  scenarios: ['honest', 'forgiving'],
  acrossRuns: true,
  reasons: {
    'access-token': {
      level: 'violation',
      what: 'prints or logs the access token',
      fix: `${lesson} If printing a token is what the command is for, say so with printsToken in the configuration of the kit.`,
    },
    'refresh-token': { level: 'violation', what: 'prints or logs the refresh token' },
    'client-secret': { level: 'violation', what: 'prints or logs the client secret' },
    'live-verifier': {
      level: 'violation',
      what: 'prints or logs the verifier of a login that is still pending',
    },
    'live-code': {
      level: 'violation',
      what: 'prints or logs the code before it is redeemed',
      fix: 'Log the path of the callback without its query, and no error message that repeats its address.',
    },
    'spent-verifier': { level: 'warning', what: 'prints or logs the verifier of a login that is over' },
    'spent-code': {
      level: 'warning',
      what: 'prints or logs the code after it was redeemed',
      fix: 'Log the path of the callback without its query: servers write the whole address of a request unless they are told otherwise.',
    },
    state: { level: 'info', what: 'prints or logs the state' },
  },
  judge(transcripts, tools) {
    return judgeObserved(
      transcripts,
      ['output'],
      (run) => look(run, tools),
      inconclusive(`what there is to leak is not known: ${noTokenRequest(transcripts)}`),
    )
  },
})
