// The report on an application that accepts tokens: findings of the same form as those on a client. Pure.
import { type ApiCall, type ApiRun, isAccepted } from './api-calls.js'
import type { ApiCheck } from './judge/api-checks/api-check.js'
import { apiChecks } from './judge/api-checks/index.js'
import type { Check } from './judge/checks/check.js'
import { judge } from './judge/judge.js'
import { answered } from './judge/token-acceptance.js'
import { inconclusive } from './judge/verdict.js'
import { exitCodeOf } from './report/exit-code.js'
import { type ExitPolicy, makeReport, type Report, type ReportScenario } from './report/report.js'
import { shellWord } from './report/reproduce.js'
import type { Judgement } from './saved/saved-run.js'

/** A check of an application in the form of all others, to be chosen, listed and explained; judged of a run. */
function asCheck(check: ApiCheck, run: ApiRun | null): Check {
  return {
    ...check,
    phase: 'token use',
    kinds: ['web'],
    scenarios: ['token-acceptor'],
    judge: () => (run === null ? inconclusive('no application was looked at') : check.judge(run)),
  }
}

/** The checks of `--api`, in the form of all others. */
export const apiCatalogue: readonly Check[] = apiChecks.map((check) => asCheck(check, null))

export interface ApiReportRequest {
  readonly url: string
  /** Where the mock of the run was, and what its tokens say: what the application has to be told. */
  readonly tokens: { readonly port: number; readonly issuer?: string; readonly audience?: string }
  readonly run: ApiRun
  /** Ids of the checks to judge by. */
  readonly checks: readonly string[]
  readonly judgement: Judgement
  readonly version: string
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly durationMs: number
  readonly platform: string
  readonly interruptedBy: string | null
}

/** Why nothing could be judged, and what to do; null when a good token was accepted. */
function adviceOn({ run: { control }, tokens }: ApiReportRequest): string | null {
  if (isAccepted(control)) return null
  const origin = `http://127.0.0.1:${tokens.port}`
  const fetched =
    control.keyFetches > 0
      ? 'It did fetch the keys.'
      : 'It did not fetch the keys: they may come from elsewhere.'
  const told = `issuer ${tokens.issuer ?? origin}, audience ${tokens.audience ?? origin}, keys ${origin}/.well-known/jwks.json, algorithm RS256`
  const seen = control.status === null ? answered(control) : `${answered(control)} to a good token`
  return `Nothing could be judged, because ${seen}. ${fetched} Tell the application: ${told}; or name what it expects by --api-issuer, --api-audience and --port, and a path that it answers to GET.`
}

function nameOf({ variant }: ApiCall): string {
  return variant ?? 'honest'
}

/** A row for each flaw; where a token was sent several times, what the last one came to. */
function scenariosOf({ control, calls }: ApiRun): readonly ReportScenario[] {
  const last = new Map([control, ...calls].map((call) => [nameOf(call), call]))
  return [...last].map(([name, call]) => ({
    id: name === 'honest' ? name : 'token-acceptor',
    variant: name === 'honest' ? null : name,
    logins: 0,
    ending: 'client-finished',
    what: answered(call),
  }))
}

function reproduce({ url, tokens }: ApiReportRequest, check: string): string {
  const { port, issuer, audience } = tokens
  const flags = [
    ...['--api', url, '--port', String(port)],
    ...(issuer === undefined ? [] : ['--api-issuer', issuer]),
    ...(audience === undefined ? [] : ['--api-audience', audience]),
  ]
  return `gc-pkce-check ${flags.map(shellWord).join(' ')} --check ${check}`
}

/** Judges what an application did with each token. Exit code 3 where it did not accept a good one. */
export function apiReport(request: ApiReportRequest): Report {
  const { url, run, checks, judgement, interruptedBy } = request
  const { strict = false, allowInconclusive = false, profile = 'core', expected = [] } = judgement
  const policy: ExitPolicy = { strict, allowInconclusive, interruptedBy }
  const advice = adviceOn(request)
  const chosen = apiChecks.filter(({ id }) => checks.includes(id)).map((check) => asCheck(check, run))
  const findings = judge({
    checks: chosen,
    transcripts: [],
    kind: 'web',
    profile,
    tools: { mask: (secret) => `${secret.length} characters` },
    nothingSeen: advice,
  })
  const { version, startedAt, durationMs, platform } = request
  const report = makeReport({
    ...{ version, startedAt, durationMs, platform, profile, advice, expected, findings, policy },
    full: run.full,
    client: {
      target: url,
      kind: 'web',
      startedWith: 'nothing: an application that already runs and accepts tokens',
      registration: 'given',
      clientId: null,
      redirectUri: null,
    },
    transcripts: [],
  })
  const isStale = (report.expectations ?? []).some(({ state }) => state === 'stale')
  return {
    ...report,
    exitCode: exitCodeOf(report.findings, policy, advice === null, isStale),
    scenarios: scenariosOf(run),
    findings: report.findings.map((finding) => ({
      ...finding,
      reproduce: reproduce(request, finding.check),
    })),
  }
}
