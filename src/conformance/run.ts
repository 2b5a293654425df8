// The shell of the kit: gather a transcript per scenario, judge them, make the report.
import { version } from '../command-line/index.js'
import { createSigningKey, type SigningKey, systemPorts } from '../server/index.js'
import { adviceOn } from './advice.js'
import { sawAuthorize } from './control.js'
import type { Target } from './gather/drivers/driver.js'
import { judge } from './judge/judge.js'
import { planScenarios } from './judge/plan.js'
import { createMask } from './mask.js'
import { chooseChecks } from './options.js'
import { makeReport, type Report } from './report/report.js'
import type { ConformanceOptions } from './run-options.js'
import { type Common, gather } from './runs.js'
import { type Subject, subjectOf } from './subject.js'
import type { Transcript } from './transcript.js'

function commonOf(
  subject: Subject & { target: Target },
  signingKey: SigningKey,
  options: ConformanceOptions,
): Common {
  return {
    target: subject.target,
    kind: subject.kind,
    registrationSource: options.clientId === undefined ? 'learned' : 'given',
    offered: { clientId: options.clientId ?? null, redirectUri: options.redirectUri ?? null },
    signingKey,
    ports: options.ports ?? systemPorts,
    environment: options.environment ?? {},
    clientSecret: options.clientSecret ?? null,
    signal: options.signal ?? new AbortController().signal,
  }
}

function adviceOf(subject: Subject, transcripts: readonly Transcript[]): string | null {
  return subject.why ?? adviceOn(transcripts, subject.startedWith)
}

/**
 * Operates the client through every planned scenario and judges what was seen. It leaves nothing behind.
 * @throws UsageError when `checks` names an unknown check.
 */
export async function runConformance(options: ConformanceOptions): Promise<Report> {
  const { clock, random } = options.ports ?? systemPorts
  const begun = clock.now()
  const checks = chooseChecks(options.checks, options.quick ?? false)
  const subject = subjectOf(options)
  const planned = planScenarios(checks, options.quick ? 'honest' : 'all')
  const { target } = subject
  const transcripts = target
    ? await gather(
        commonOf({ ...subject, target }, options.signingKey ?? (await createSigningKey()), options),
        planned,
        options,
      )
    : []
  const advice = adviceOf(subject, transcripts)
  const nothingSeen = transcripts[0] && sawAuthorize(transcripts[0]) ? null : advice
  const profile = options.profile ?? 'core'
  const tools = { mask: createMask(random.bytes(32)) }
  const findings = judge({ checks, transcripts, kind: subject.kind, profile, tools, nothingSeen })
  const registration = transcripts.at(-1)?.registration
  return makeReport({
    version,
    startedAt: new Date(begun).toISOString(),
    durationMs: clock.now() - begun,
    platform: options.platform ?? 'unknown',
    client: {
      target: options.targetName ?? subject.name,
      kind: subject.kind,
      startedWith: subject.startedWith,
      registration: registration?.source ?? 'learned',
      clientId: registration?.clientId ?? null,
      redirectUri: registration?.redirectUri ?? null,
    },
    profile,
    advice,
    transcripts,
    findings,
    policy: {
      strict: options.strict ?? false,
      allowInconclusive: options.allowInconclusive ?? false,
      interruptedBy: options.signal?.aborted ? String(options.signal.reason) : null,
    },
  })
}
