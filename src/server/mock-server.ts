// A running mock: wires options, state, answer and sockets together, and takes them down again.
import { createAnswer } from './answer.js'
import type { Listening } from './http/listener.js'
import { parseServerOptions, type ServerOptions, type Settings } from './options.js'
import { type Ports, systemPorts } from './ports.js'
import type { Client, User } from './protocol/client.js'
import { createRecorder, type Exchange } from './recorder.js'
import type { ChosenScenario } from './scenarios/index.js'
import { createMemoryStore } from './state/memory.js'
import { createSignedTokens } from './tokens/signed.js'

export interface MockServer {
  /**
   * Starts to listen; further calls wait for the same start.
   * @throws PortTakenError, ListenError
   */
  start(): Promise<void>
  /** Ends every connection at once; may be called at any time and more than once. */
  stop(): Promise<void>
  /** Where clients find the mock, for example `http://127.0.0.1:7636`. @throws Error before the start */
  readonly url: string
  /** @throws Error before the start */
  readonly port: number
  /** The addresses it listens on, and loopback addresses that this machine does not have. @throws Error before the start */
  readonly addresses: { readonly open: readonly string[]; readonly missing: readonly string[] }
  /** The registrations now in force. */
  clients(): Promise<readonly Client[]>
  /** The first is the default user. */
  readonly users: readonly User[]
  /** The exchanges recorded so far, oldest first. */
  readonly exchanges: readonly Exchange[]
  /** Calls `listener` after every further exchange; the function returned ends that. */
  onExchange(listener: (exchange: Exchange) => void): () => void
  /** Calls `listener` with every exception inside the mock, which clients see as a bare 500. */
  onFault(listener: (fault: unknown) => void): () => void
  readonly scenario: ChosenScenario
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Makes a mock; several may run in one process. `ports` replaces the clock and the random generator.
 * @throws OptionsError naming every option that cannot be used
 */
export function createMockServer(options: ServerOptions = {}, ports: Ports = systemPorts): MockServer {
  const settings = parseServerOptions(options)
  const store = createMemoryStore(settings.bounds, ports.clock)
  for (const client of settings.clients) void store.saveClient(client)
  const tokens = createSignedTokens(settings.signingKey)
  const recorder = createRecorder(settings.bounds.exchanges)
  const faultListeners = new Set<(fault: unknown) => void>()
  const onFault = (fault: unknown) => {
    for (const listener of faultListeners) listener(fault)
  }
  const { policy, users, organization, names, scenario } = settings
  const { tamper } = scenario
  const context = { policy, ports, store, tokens, users, organization, names }
  const answer = createAnswer({ ...context, recorder, tamper, onFault })
  const sockets = createSockets(async () => {
    const [{ createExpressApp }, { listen }] = await Promise.all([
      import('./http/express-app.js'),
      import('./http/listener.js'),
    ])
    const listening = await listen(createExpressApp(answer, onFault), settings.port, settings.host)
    // Made while nobody waits: the first token would otherwise be late by the time a key takes.
    tokens.prepare().catch(onFault)
    return listening
  })

  return {
    start: sockets.start,
    stop: sockets.stop,
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
    clients: () => store.clients(),
    users,
    exchanges: recorder.exchanges,
    onExchange: (listener) => recorder.listen(listener),
    onFault(listener) {
      faultListeners.add(listener)
      return () => faultListeners.delete(listener)
    },
    scenario,
    [Symbol.asyncDispose]: sockets.stop,
  }
}

/** Opens at most once at a time; a stop waits for an opening that is under way. */
function createSockets(open: () => Promise<Listening>) {
  let opening: Promise<Listening> | null = null
  let closing: Promise<void> = Promise.resolve()
  let listening: Listening | null = null

  async function openAfter(earlier: Promise<void>): Promise<Listening> {
    await earlier
    listening = await open()
    return listening
  }

  async function close(pending: Promise<Listening>): Promise<void> {
    const opened = await pending.catch(() => null)
    listening = null
    await opened?.stop()
  }

  return {
    current(): Listening {
      if (listening === null) throw new Error('the mock is not running: call start() first')
      return listening
    },
    async start(): Promise<void> {
      opening ??= openAfter(closing).catch((error: unknown) => {
        opening = null
        throw error
      })
      await opening
    },
    async stop(): Promise<void> {
      if (opening !== null) {
        closing = close(opening)
        opening = null
      }
      await closing
    },
  }
}

function urlOf({ port, addresses }: Listening, { host }: Settings): string {
  const [first = '127.0.0.1'] = addresses
  const reachable = first === '0.0.0.0' ? '127.0.0.1' : first === '::' ? '::1' : (host ?? first)
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}
