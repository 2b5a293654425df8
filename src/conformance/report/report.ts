// The judged run as data: version 1 of the report.
import { authorizeRequests } from '../judge/authorize-request.js'
import type { Profile } from '../judge/checks/check.js'
import type { Finding } from '../judge/finding.js'
import type { ClientKind, Ending, Transcript } from '../transcript.js'
import { exitCodeOf } from './exit-code.js'
import { type Expectation, expected, type JudgedExpectation, type LookedAt } from './expectations.js'
import { reproduceCommand } from './reproduce.js'
import { notesOf } from './run-notes.js'

/** A finding of the report: that of the judge, and the command that shows it again. */
export interface ReportFinding extends Finding {
  readonly reproduce: string
}

export interface Summary {
  readonly pass: number
  readonly violation: number
  readonly warning: number
  readonly info: number
  readonly inconclusive: number
  readonly notApplicable: number
  readonly kitError: number
  /** Findings that are expected, of every level: none of the others counts them. Absent: nothing was expected. */
  readonly known?: number
}

export interface ReportScenario {
  readonly id: string
  readonly variant: string | null
  /** Authorize requests seen. */
  readonly logins: number
  readonly ending: Ending['kind']
  /** What was seen at the end, one sentence. */
  readonly what: string
  /** What was done otherwise than the client asked, and the like; absent when there is nothing to say. */
  readonly notes?: readonly string[]
}

export interface Report {
  readonly schema: 'gc-pkce-check/report/1'
  readonly kit: { readonly version: string; readonly catalogue: string }
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly durationMs: number
  readonly platform: string
  readonly client: {
    readonly target: string
    readonly kind: ClientKind
    readonly startedWith: string
    readonly registration: 'learned' | 'given'
    readonly clientId: string | null
    readonly redirectUri: string | null
  }
  readonly profile: Profile
  readonly complete: boolean
  readonly exitCode: number
  readonly summary: Summary
  /** Why no login was seen to its end, and what to do next; null when one was. */
  readonly advice: string | null
  readonly scenarios: readonly ReportScenario[]
  readonly findings: readonly ReportFinding[]
  /** What came of each known finding; absent: none was named. */
  readonly expectations?: readonly JudgedExpectation[]
}

/** What the exit code depends on besides the findings. */
export interface ExitPolicy {
  readonly strict: boolean
  readonly allowInconclusive: boolean
  /** Name of the signal that interrupted the run, or null. */
  readonly interruptedBy: string | null
}

export type ReportParts = Omit<
  Report,
  'schema' | 'kit' | 'complete' | 'exitCode' | 'summary' | 'scenarios' | 'findings' | 'expectations'
> & {
  readonly version: string
  /** Findings that are known. */
  readonly expected?: readonly Expectation[]
  /** Whether everything was looked at that a full run looks at. */
  readonly full?: boolean
  /** Why not everything was looked at that this run was to, or null. */
  readonly partial?: string | null
  /** The kit itself gave up on the client before all runs were over. */
  readonly endedEarly?: boolean
  /** Further words of the command line by which the client was operated. */
  readonly call?: readonly string[]
  readonly transcripts: readonly Transcript[]
  readonly findings: readonly Finding[]
  readonly policy: ExitPolicy
}

export const catalogue = '2026.1'

export function summarise(findings: readonly Finding[]): Summary {
  const count = (fits: (finding: Finding) => boolean) => findings.filter(fits).length
  const failed = (level: string) =>
    count(({ outcome, level: found, known }) => outcome === 'fail' && found === level && known !== true)
  return {
    pass: count(({ outcome }) => outcome === 'pass'),
    violation: failed('violation'),
    warning: failed('warning'),
    info: failed('info'),
    inconclusive: count(({ outcome }) => outcome === 'inconclusive'),
    notApplicable: count(({ outcome }) => outcome === 'not-applicable'),
    kitError: count(({ outcome }) => outcome === 'kit-error'),
  }
}

/** What was looked at, for expectations: a run that was cut short says nothing of what stayed away. */
function lookedAt(parts: ReportParts): LookedAt {
  const cut = parts.policy.interruptedBy !== null || parts.endedEarly === true
  return {
    day: parts.startedAt.slice(0, 10),
    full: parts.full ?? false,
    partial: cut ? 'the run is incomplete' : (parts.partial ?? null),
  }
}

function scenarioOf(transcript: Transcript): ReportScenario {
  const { scenario, variant, ending } = transcript
  const logins = authorizeRequests(transcript).length
  const notes = notesOf(transcript)
  const seen = { id: scenario, variant, logins, ending: ending.kind, what: ending.what }
  return notes.length === 0 ? seen : { ...seen, notes }
}

export function makeReport(parts: ReportParts): Report {
  const { version, transcripts, policy, startedAt, durationMs, platform, client, profile, advice } = parts
  const { findings, expectations } = expected(parts.findings, parts.expected ?? [], lookedAt(parts))
  const isStale = expectations.some(({ state }) => state === 'stale')
  const known = findings.filter((finding) => finding.known === true).length
  const authorizeSeen = transcripts.some(({ exchanges }) =>
    exchanges.some(({ endpoint }) => endpoint === 'oauth-authorize'),
  )
  return {
    schema: 'gc-pkce-check/report/1',
    kit: { version, catalogue },
    startedAt,
    durationMs,
    platform,
    client,
    profile,
    complete: policy.interruptedBy === null && parts.endedEarly !== true,
    // Advice is there for a login that was not seen to its end.
    exitCode: exitCodeOf(findings, policy, authorizeSeen && advice === null, isStale),
    summary: { ...summarise(findings), ...(expectations.length === 0 ? {} : { known }) },
    advice,
    scenarios: transcripts.map(scenarioOf),
    findings: findings.map((finding) => ({
      ...finding,
      reproduce: reproduceCommand(client.target, finding.check, parts.call),
    })),
    ...(expectations.length === 0 ? {} : { expectations }),
  }
}
