// A running mock: wires options, state, answer and sockets together, and takes them down again.
import type { AccessRules } from './admin/access.js'
import { type AnswerRequest, createAnswer } from './answer.js'
import { createAdmin, isAdminCall } from './answer-admin.js'
import type { ClockControl } from './clock-control.js'
import type { Flow } from './flows.js'
import type { Listening } from './http/listener.js'
import { createMockState, type MockState } from './mock-state.js'
import { parseServerOptions, type ServerOptions, type Settings } from './options.js'
import { type Ports, systemPorts } from './ports.js'
import type { Client, User } from './protocol/client.js'
import type { Policy } from './protocol/policy.js'
import type { Exchange } from './recorder.js'
import type { ScenarioChoice, ScenarioInForce } from './scenario-control.js'
import type { ScenarioId } from './scenarios/index.js'
import { createStage } from './stage.js'
import { subjectOf } from './subject.js'
import { createTokens } from './tokens/choice.js'
import { authorizationCode as makeToken } from './tokens/opaque.js'

/** The scenario of a running mock: `id`, `variant` and `what` are those in force for everybody. */
export interface ScenarioHandle {
  readonly id: ScenarioId
  /** Null when the scenario has no variants. */
  readonly variant: string | null
  /** What the mock does, one sentence, present tense. */
  readonly what: string
  /** Everything in force, for single users as well; empty while the mock is honest. */
  get(): readonly ScenarioInForce[]
  /**
   * Puts a scenario in force at once: for everybody, for one user, for the first uses only. `honest` ends it.
   * @throws RangeError for a scenario that does not exist
   */
  set(choice: string | ScenarioChoice): void
}

export interface MockServer {
  /**
   * Starts to listen; further calls wait for the same start.
   * @throws PortTakenError, ListenError, KeyFileError
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
  /**
   * Registers a client, or replaces the one with the same id; in force for the next request.
   * @throws RangeError when as many as `bounds.clients` are registered
   */
  saveClient(client: Client): Promise<void>
  /** Forgets a client; false when there was none. */
  removeClient(id: string): Promise<boolean>
  /** The first is the default user. */
  readonly users: readonly User[]
  /**
   * Adds a user, or replaces the one with the same e-mail address.
   * @throws RangeError when there are as many as `bounds.users`
   */
  saveUser(user: User): void
  /** Forgets a user; false when there was none. @throws RangeError for the only user: the mock needs one */
  removeUser(email: string): boolean
  /** The exchanges recorded so far, oldest first, secrets included. */
  readonly exchanges: readonly Exchange[]
  /** The exchanges of each login tied together; secrets as their length and a mark that is equal for equal ones. */
  flows(): readonly Flow[]
  /** Moves, sets and stops the time of the mock. */
  readonly clock: ClockControl
  /** What the mock does wrong on purpose. */
  readonly scenario: ScenarioHandle
  /** Signs further tokens with a new key; the earlier ones stay published and verifiable. */
  rotateKeys(): Promise<void>
  /** Everything as at the start: seed, scenario and clock of the options; no login, no token, no exchange. Keys stay. */
  reset(): void
  /** The numbers and switches in force, without the changes of any scenario. */
  readonly policy: Policy
  /** What callers from other machines send as a bearer token to use `/_mock/...`; null: it is open to this machine only. */
  readonly adminToken: string | null
  /** Calls `listener` after every further exchange; the function returned ends that. */
  onExchange(listener: (exchange: Exchange) => void): () => void
  /** Calls `listener` with what a person should know (a clock that runs ahead, a token that nobody shows). */
  onNotice(listener: (notice: string) => void): () => void
  /** Calls `listener` with every exception inside the mock, which clients see as a bare 500. */
  onFault(listener: (fault: unknown) => void): () => void
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Makes a mock; several may run in one process. `ports` replaces the clock and the random generator.
 * @throws OptionsError naming every option that cannot be used
 */
export function createMockServer(options: ServerOptions = {}, ports: Ports = systemPorts): MockServer {
  const settings = parseServerOptions(options)
  const state = createMockState(settings, ports)
  const tokens = createTokens(settings, ports.random)
  const rotateKeys = () => tokens.rotate()
  const faultListeners = new Set<(fault: unknown) => void>()
  const onFault = (fault: unknown) => {
    for (const listener of faultListeners) listener(fault)
  }
  const { policy, organization, names, prefixes, stubs } = settings
  const { users, recorder, wait } = state
  const stage = createStage({
    control: state.scenarios,
    policy,
    subjectOf: (request, endpoint) => subjectOf(request, endpoint, { store: state.store, tokens, users }),
    rotateKeys,
  })
  const answerService = createAnswer({
    policy,
    ports: state.ports,
    // Read anew for each request: a reset begins a new store.
    get store() {
      return state.store
    },
    tokens,
    users,
    organization,
    names,
    prefixes,
    stubs,
    recorder,
    stage,
    wait,
    onFault,
  })
  const adminToken = settings.adminToken ?? (isForOthers(settings) ? makeToken(ports.random) : null)
  const admin = createAdmin({
    mock: {
      state,
      unknownScopes: policy.unknownScopes,
      rotateKeys,
      publicKeys: () => tokens.publicKeys(),
    },
    rules: () => accessRules(settings, adminToken),
    onFault,
  })
  const answer: AnswerRequest = (request, damage = null, caller = thisMachine) =>
    isAdminCall(request) ? admin(request, damage, caller) : answerService(request, damage, caller)
  const sockets = createSockets(async () => {
    const [{ createExpressApp }, { listen }] = await Promise.all([
      import('./http/express-app.js'),
      import('./http/listener.js'),
    ])
    await tokens.load()
    const listening = await listen(createExpressApp(answer, onFault), settings.port, settings.host)
    // Made while nobody waits: the first token would otherwise be late by the time a key takes.
    tokens.prepare().catch(onFault)
    return listening
  })
  const stop = async () => {
    state.stop()
    await sockets.stop()
  }

  return {
    ...movable(state),
    rotateKeys,
    policy,
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
    onFault(listener) {
      faultListeners.add(listener)
      return () => faultListeners.delete(listener)
    },
    [Symbol.asyncDispose]: stop,
  }
}

const thisMachine = { loopback: true } as const

/** Whether other machines can reach the mock. */
function isForOthers({ host }: Settings): boolean {
  return host !== null && !/^(?:127\.\d+\.\d+\.\d+|::1|\[::1\])$/.test(host)
}

function accessRules({ host, allowHosts }: Settings, token: string | null): AccessRules {
  const anyAddress = host === '0.0.0.0' || host === '::'
  const own = host === null || anyAddress ? [] : [host.includes(':') ? `[${host}]` : host]
  return { hosts: [...own, ...allowHosts].map((name) => name.toLowerCase()), anyAddress, token }
}

type Movable =
  | 'clients'
  | 'saveClient'
  | 'removeClient'
  | 'users'
  | 'saveUser'
  | 'removeUser'
  | 'exchanges'
  | 'flows'
  | 'clock'
  | 'scenario'
  | 'reset'
  | 'onExchange'
  | 'onNotice'

/** The part of the library that only the state is needed for. */
function movable(state: MockState): Pick<MockServer, Movable> {
  return {
    clients: () => state.store.clients(),
    async saveClient(client) {
      mustFit(await state.saveClient(client))
    },
    removeClient: state.removeClient,
    users: state.users,
    saveUser: (user) => mustFit(state.saveUser(user)),
    removeUser(email) {
      const result = state.removeUser(email)
      if (result === 'last') throw new RangeError('users: the mock needs at least one user')
      return result === 'removed'
    },
    exchanges: state.recorder.exchanges,
    flows: state.flows,
    clock: state.clock,
    scenario: scenarioHandle(state),
    reset: state.reset,
    onExchange: (listener) => state.recorder.listen(listener),
    onNotice: state.onNotice,
  }
}

function mustFit(registration: Awaited<ReturnType<MockState['saveClient']>>): void {
  if (registration.kind !== 'full') return
  const { limit, bound } = registration
  throw new RangeError(`${limit}: there are ${bound} already, which is bounds.${limit}`)
}

function scenarioHandle({ scenarios }: MockState): ScenarioHandle {
  return {
    get id() {
      return scenarios.forAll.id
    },
    get variant() {
      return scenarios.forAll.variant
    },
    get what() {
      return scenarios.forAll.what
    },
    get: scenarios.list,
    set: (choice) => scenarios.set(typeof choice === 'string' ? { id: choice } : choice),
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
