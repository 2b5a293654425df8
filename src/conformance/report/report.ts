// The judged run as data: version 1 of the report.
import { authorizeRequests } from '../judge/authorize-request.js'
import type { Profile } from '../judge/checks/check.js'
import type { Finding } from '../judge/finding.js'
import type { ClientKind, Ending, Transcript } from '../transcript.js'
import { exitCodeOf } from './exit-code.js'
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
  'schema' | 'kit' | 'complete' | 'exitCode' | 'summary' | 'scenarios' | 'findings'
> & {
  readonly version: string
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
    count(({ outcome, level: found }) => outcome === 'fail' && found === level)
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

function scenarioOf(transcript: Transcript): ReportScenario {
  const { scenario, variant, ending } = transcript
  const logins = authorizeRequests(transcript).length
  const notes = notesOf(transcript)
  const seen = { id: scenario, variant, logins, ending: ending.kind, what: ending.what }
  return notes.length === 0 ? seen : { ...seen, notes }
}

export function makeReport(parts: ReportParts): Report {
  const { version, transcripts, findings, policy, startedAt, durationMs, platform, client, profile, advice } =
    parts
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
    exitCode: exitCodeOf(findings, policy, authorizeSeen && advice === null),
    summary: summarise(findings),
    advice,
    scenarios: transcripts.map(scenarioOf),
    findings: findings.map((finding) => ({
      ...finding,
      reproduce: reproduceCommand(client.target, finding.check, parts.call),
    })),
  }
}
