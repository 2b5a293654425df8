// A running mock: wires options, state, answer and sockets together, and takes them down again.
import { adminTokenOf } from './admin-rules.js'
import { type CertificateAuthority, openEntrance } from './entrance.js'
import type { Certificates } from './http/tls.js'
import type { MockServer } from './mock-server-api.js'
import { createMockState } from './mock-state.js'
import { movable } from './movable.js'
import { parseServerOptions, type ServerOptions } from './options.js'
import { type Ports, systemPorts } from './ports.js'
import { createSockets, urlOf } from './sockets.js'
import { createTokens } from './tokens/choice.js'
import { wireAnswer } from './wiring.js'

export type { MockServer, ScenarioHandle } from './mock-server-api.js'

/** What several mocks of one process have in common. */
export interface SharedParts {
  /** The CA and its certificates, in the place of one of this mock alone or of its folder; asked for where TLS is spoken. */
  readonly certificates?: (() => Promise<Certificates>) | undefined
}

/**
 * Makes a mock; several may run in one process. `ports` replaces the clock and the random generator.
 * @throws OptionsError naming every option that cannot be used
 */
export function createMockServer(
  options: ServerOptions = {},
  ports: Ports = systemPorts,
  { certificates }: SharedParts = {},
): MockServer {
  const settings = parseServerOptions(options)
  const state = createMockState(settings, ports)
  const tokens = createTokens(settings, ports.random)
  const faultListeners = new Set<(fault: unknown) => void>()
  const onFault = (fault: unknown) => {
    for (const listener of faultListeners) listener(fault)
  }
  const adminToken = adminTokenOf(settings, ports.random)
  const answer = wireAnswer({ settings, state, tokens, adminToken, onFault })
  let ca: CertificateAuthority | null = null
  const sockets = createSockets(async () => {
    state.begin()
    const [{ createExpressApp }, { listen }] = await Promise.all([
      import('./http/express-app.js'),
      import('./http/listener.js'),
    ])
    await tokens.load()
    const opened = await openEntrance(settings, ports, state.notice, certificates)
    ca = opened.ca
    const app = createExpressApp(answer, onFault, state.wait)
    const listening = await listen(app, settings.port, settings.host, opened.entrance)
    // Made while nobody waits: the first token would otherwise be late by the time a key takes.
    tokens.prepare().catch(onFault)
    return listening
  })
  const stop = async () => {
    await sockets.stop()
    // After the sockets: a late answer that wakes up now must not be sent as if it were due.
    state.stop()
  }

  return {
    ...movable(state),
    rotateKeys: () => tokens.rotate(),
    policy: settings.policy,
    adminToken,
    start: sockets.start,
    stop,
    get url() {
      return urlOf(sockets.current(), settings)
    },
    get port() {
      return sockets.current().port
    },
    get addresses() {
      const { addresses, missing } = sockets.current()
      return { open: addresses, missing }
    },
    get ca() {
      sockets.current()
      return ca
    },
    onFault(listener) {
      faultListeners.add(listener)
      return () => faultListeners.delete(listener)
    },
    [Symbol.asyncDispose]: stop,
  }
}
