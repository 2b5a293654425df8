// The client under test: how it is operated, and what of it is known beforehand.
import type { Client } from '../server/index.js'
import { detectClient } from './gather/detection/index.js'
import type { Detected } from './gather/detection/start-plan.js'
import type { Target } from './gather/drivers/driver.js'
import type { RunSettings } from './options.js'
import type { ConformanceOptions } from './run-options.js'
import type { ClientKind } from './transcript.js'

/** How the client is operated, or why it cannot be. */
export interface Subject {
  readonly target: Target | null
  readonly kind: ClientKind
  readonly startedWith: string
  readonly why: string | null
}

export function subjectOf(options: ConformanceOptions): Subject {
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
export function givenClients({ clientId, redirectUri, clientSecret }: RunSettings): readonly Client[] {
  if (clientId === undefined) return []
  const secret = clientSecret === undefined ? {} : { secret: clientSecret }
  const redirects =
    redirectUri === undefined
      ? { redirectUris: [], anyLoopbackRedirect: true }
      : { redirectUris: [redirectUri] }
  return [{ id: clientId, name: 'the client under test', grantType: 'CODE', ...redirects, ...secret }]
}
