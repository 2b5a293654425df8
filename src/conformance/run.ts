// The shell of the kit: gather a transcript per scenario, judge them, make the report.
import { version } from '../command-line/index.js'
import { type Client, createSigningKey, type Ports, type SigningKey, systemPorts } from '../server/index.js'
import { adviceFor } from './advice.js'
import { callbackToToken, deservesForgiveness, loggedIn, sawAuthorize } from './control.js'
import { detectClient } from './gather/detection/index.js'
import type { Detected } from './gather/detection/start-plan.js'
import type { ClientFunction, Target } from './gather/drivers/driver.js'
import type { Patience } from './gather/login.js'
import { runScenario, type ScenarioRun } from './gather/scenario-run.js'
import { judge } from './judge/judge.js'
import { planScenarios } from './judge/plan.js'
import { createMask } from './mask.js'
import { chooseChecks, defaultTimeoutSeconds, type RunSettings } from './options.js'
import { makeReport, type Report } from './report/report.js'
import type { ClientKind, PlannedScenario, Transcript } from './transcript.js'

/** What the kit reports while it works. */
export type Progress =
  | {
      readonly kind: 'client'
      readonly startedWith: string
      readonly clientKind: ClientKind
      readonly because: string
    }
  | { readonly kind: 'scenario'; readonly name: string; readonly index: number; readonly of: number }
  | { readonly kind: 'forgiving' }

export interface ConformanceOptions extends RunSettings {
  /** A folder or file that exists, or the login of an application as a function. */
  readonly client: string | ClientFunction
  /** The name of the client in the report; the path when left out. */
  readonly targetName?: string
  readonly onProgress?: (progress: Progress) => void
  /** Aborting it ends the run; the report is still made, incomplete. The reason is the name of the signal. */
  readonly signal?: AbortSignal
  /** The environment that the client inherits, besides what the kit sets; empty when left out. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Named in the report. */
  readonly platform?: string
  readonly ports?: Ports
  /** Signs the tokens of the mock; made for this run when left out. */
  readonly signingKey?: SigningKey
}

/** How the client is operated, or why it cannot be. */
interface Subject {
  readonly target: Target | null
  readonly kind: ClientKind
  readonly startedWith: string
  readonly why: string | null
}

function subjectOf(options: ConformanceOptions): Subject {
  const { client, kind, start, home } = options
  if (typeof client === 'function') {
    return {
      target: { kind: 'in-process', login: client },
      kind: kind ?? 'native',
      startedWith: 'a function',
      why: null,
    }
  }
  const detected: Detected = detectClient({ target: client, start, kind })
  if (detected.kind === 'none')
    return { target: null, kind: kind ?? 'native', startedWith: 'nothing', why: detected.why }
  const { plan } = detected
  options.onProgress?.({
    kind: 'client',
    startedWith: plan.startedWith,
    clientKind: plan.kind,
    because: plan.kindBecause,
  })
  return {
    target: { kind: 'command', plan, home: home ?? 'fresh' },
    kind: plan.kind,
    startedWith: plan.startedWith,
    why: null,
  }
}

/** The registration given by the user; empty when it is to be learned. */
function givenClients({ clientId, redirectUri, clientSecret }: RunSettings): readonly Client[] {
  if (clientId === undefined) return []
  const secret = clientSecret === undefined ? {} : { secret: clientSecret }
  const redirects =
    redirectUri === undefined
      ? { redirectUris: [], anyLoopbackRedirect: true }
      : { redirectUris: [redirectUri] }
  return [{ id: clientId, name: 'the client under test', grantType: 'CODE', ...redirects, ...secret }]
}

/** Milliseconds of silence that are an answer: 1.5 s, or three times what the honest run needed. */
const quiet = 1_500
/** Milliseconds that an honest client may take from its callback to its token request. */
const honestDelay = 10_000

function patienceFor(control: Transcript | null, settings: RunSettings): Patience {
  const limit = (settings.timeoutSeconds ?? defaultTimeoutSeconds) * 1000
  const measured = control ? Math.max(quiet, 3 * (callbackToToken(control) ?? 0)) : honestDelay
  return { limit, callbackToToken: Math.min(limit, measured), afterToken: Math.min(limit, quiet) }
}

/** What stays the same in all runs of one client. */
type Common = Omit<ScenarioRun, 'scenario' | 'forgiving' | 'clients' | 'patience'>

interface Gathered {
  readonly transcripts: readonly Transcript[]
  readonly clients: readonly Client[]
}

/** The control run, and the forgiving one that takes its place when the client was refused for its own fault. */
async function gatherControl(common: Common, options: ConformanceOptions): Promise<Gathered> {
  const clients = givenClients(options)
  const patience = patienceFor(null, options)
  const honest = { id: 'honest', variant: null }
  const first = await runScenario({ ...common, scenario: honest, forgiving: false, clients, patience })
  if (!deservesForgiveness(first.transcript) || common.signal.aborted) {
    return { transcripts: [first.transcript], clients: first.clients }
  }
  options.onProgress?.({ kind: 'forgiving' })
  const scenario = { id: 'forgiving', variant: null }
  const second = await runScenario({ ...common, scenario, forgiving: true, clients, patience })
  return { transcripts: [first.transcript, second.transcript], clients: second.clients }
}

function nameOf({ id, variant }: PlannedScenario): string {
  return variant === null ? id : `${id}/${variant}`
}

/** All planned runs; a control that did not log in ends them, because nothing after it could be judged. */
async function gather(
  common: Common,
  planned: readonly PlannedScenario[],
  options: ConformanceOptions,
): Promise<readonly Transcript[]> {
  const announce = (scenario: PlannedScenario, index: number) =>
    options.onProgress?.({ kind: 'scenario', name: nameOf(scenario), index: index + 1, of: planned.length })
  const [honest, ...others] = planned
  if (honest) announce(honest, 0)
  const { transcripts, clients } = await gatherControl(common, options)
  const control = transcripts.at(-1)
  if (!control || !loggedIn(control)) return transcripts
  const patience = patienceFor(control, options)
  const all = [...transcripts]
  for (const [index, scenario] of others.entries()) {
    if (common.signal.aborted) break
    announce(scenario, index + 1)
    const { transcript } = await runScenario({
      ...common,
      scenario,
      forgiving: control.forgiving,
      clients,
      patience,
    })
    all.push(transcript)
  }
  return all
}

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
    signal: options.signal ?? new AbortController().signal,
  }
}

function adviceOf(subject: Subject, transcripts: readonly Transcript[]): string | null {
  if (subject.why !== null) return subject.why
  const first = transcripts[0]
  return first && !sawAuthorize(first) ? adviceFor(first, subject.startedWith) : null
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
  const profile = options.profile ?? 'core'
  const tools = { mask: createMask(random.bytes(32)) }
  const findings = judge({ checks, transcripts, kind: subject.kind, profile, tools, nothingSeen: advice })
  const registration = transcripts.at(-1)?.registration
  return makeReport({
    version,
    startedAt: new Date(begun).toISOString(),
    durationMs: clock.now() - begun,
    platform: options.platform ?? 'unknown',
    client: {
      target: options.targetName ?? (typeof options.client === 'string' ? options.client : 'a function'),
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
