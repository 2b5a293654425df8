// The first half of the kit: operates the client through every planned scenario.
import {
  type Certificates,
  createSigningKey,
  type Ports,
  type SigningKey,
  systemPorts,
} from '../server/index.js'
import { callOfSettings } from './call.js'
import { concealSecrets } from './concealment.js'
import type { Doubt } from './doubtful.js'
import type { Target } from './gather/drivers/driver.js'
import type { Check } from './judge/checks/check.js'
import { createMask } from './mask.js'
import type { ConformanceOptions } from './run-options.js'
import { type Common, gather } from './runs.js'
import type { GatheredRun, Judgement } from './saved/saved-run.js'
import { secretVariable } from './secret-source.js'
import { select } from './selection.js'
import { inShard } from './shard.js'
import { type Subject, subjectOf } from './subject.js'
import type { ClientKind } from './transcript.js'

function commonOf(
  subject: Subject & { target: Target },
  signingKey: SigningKey,
  options: ConformanceOptions,
): Common {
  const { ports = systemPorts } = options
  return {
    target: subject.target,
    kind: subject.kind,
    registrationSource: options.clientId === undefined ? 'learned' : 'given',
    offered: { clientId: options.clientId ?? null, redirectUri: options.redirectUri ?? null },
    signingKey,
    certificates: certificatesOfRun(ports),
    ports,
    environment: environmentOf(options),
    clientSecret: options.clientSecret ?? null,
    actions: options.actions ?? {},
    signal: options.signal ?? new AbortController().signal,
  }
}

/** A client is given the secret only where its `env` asks for it, by the name of the variable. */
function environmentOf({ environment = {}, clientSecret }: ConformanceOptions) {
  return clientSecret === undefined ? environment : { ...environment, [secretVariable]: clientSecret }
}

/** One CA serves all runs: it takes longer to make than a login. */
function certificatesOfRun(ports: Ports): () => Promise<Certificates> {
  let made: Promise<Certificates> | null = null
  const make = async () => {
    const { createCertificates } = await import('../server/http/tls.js')
    return createCertificates({ folder: null, hosts: [], ports })
  }
  return () => {
    made ??= make()
    return made
  }
}

/** One browser serves all runs, and ends with them. */
async function endBrowser(target: Target): Promise<void> {
  if (target.kind === 'browser') await target.host.close()
}

/** By which checks runs are looked at that may have to be repeated. */
function doubtOf(
  { profile = 'core', neededScopes, printsToken = false }: ConformanceOptions,
  kind: ClientKind,
  checks: readonly Check[],
  maskKey: Uint8Array,
): Doubt {
  const mask = createMask(Buffer.from(maskKey))
  return {
    checks,
    kind,
    profile,
    tools: { mask, printsToken, ...(neededScopes === undefined ? {} : { neededScopes }) },
  }
}

function judgementOf(options: ConformanceOptions): Judgement {
  const { checks, skip, scenarios, quick, full, profile, strict, allowInconclusive } = options
  const { neededScopes, printsToken, expected } = options
  const judged = { checks, skip, scenarios, quick, full, profile, strict, allowInconclusive }
  const all = { ...judged, neededScopes, printsToken, expected }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/**
 * The first half of `runConformance`: operates the client through every scenario that the chosen checks need, and
 * leaves nothing behind. Nothing is judged: the value holds everything that was seen, and can be kept as JSON. Secrets of
 * the client are replaced by placeholders in it; what the mock issued is in it, and dead.
 * @throws UsageError when the options name checks or scenarios that there are not, or no client
 */
export async function gatherRun(options: ConformanceOptions): Promise<GatheredRun> {
  const { clock, random } = options.ports ?? systemPorts
  const begun = clock.now()
  // Patterns that name nothing are told before a client is looked for.
  select(options, options.ownChecks)
  const subject = subjectOf(options)
  const { checks, planned } = select({ ...options, kind: subject.kind }, options.ownChecks)
  const { shard } = options
  const maskKey = random.bytes(32)
  const { target } = subject
  const transcripts =
    target === null
      ? []
      : await gather(
          commonOf({ ...subject, target }, options.signingKey ?? (await createSigningKey()), options),
          inShard(planned, shard),
          options,
          doubtOf(options, subject.kind, checks, maskKey),
        ).finally(() => endBrowser(target))
  return {
    head: {
      schema: 'gc-pkce-check/run/1',
      startedAt: new Date(begun).toISOString(),
      durationMs: Math.round(clock.now() - begun),
      platform: options.platform ?? 'unknown',
      client: {
        target: options.targetName ?? subject.name,
        kind: subject.kind,
        startedWith: subject.startedWith,
        why: subject.why,
        ...(subject.noBrowser === true ? { noBrowser: true } : {}),
        call: options.call ?? callOfSettings(options, options.client !== undefined),
      },
      ...(shard === undefined ? {} : { shard }),
      interruptedBy: options.signal?.aborted ? String(options.signal.reason) : null,
      maskKey: Buffer.from(maskKey).toString('hex'),
      judgement: judgementOf(options),
    },
    transcripts: concealSecrets(transcripts, options.clientSecret ?? null),
  }
}
