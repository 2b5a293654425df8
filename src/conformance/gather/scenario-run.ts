// Runs one scenario: a mock of its own, the client from start to end, and everything observed as a transcript.
import type { Client, MockServer, Policy, Ports, SigningKey } from '../../server/index.js'
import { createMockServer, demoUser } from '../../server/index.js'
import type { BrowserObservations } from '../browser-observations.js'
import type { Observations } from '../observations.js'
import type {
  ClientKind,
  DoneAction,
  Ending,
  ObservedExchange,
  Output,
  PlannedScenario,
  Registration,
  SeededRuntime,
  TlsConnection,
  Transcript,
} from '../transcript.js'
import { type Actions, performActions } from './actions.js'
import { type BrowserAgent, createBrowserAgent } from './browser/browser-agent.js'
import type { Launch, RunningClient } from './client.js'
import { type ClientWatch, watchClient } from './client-watch.js'
import { createDelivery, type Delivery } from './delivery.js'
import type { Target } from './drivers/driver.js'
import { startClient } from './drivers/index.js'
import { freePort } from './free-port.js'
import { type HeldPorts, holdPorts } from './held-ports.js'
import { missedNote, refusedNote } from './interception/missed.js'
import type { KeptApp } from './kept-app.js'
import { operateLogin, type Patience } from './login.js'
import type { WrittenPlace } from './observation/observer.js'
import { operationFor } from './operations/index.js'
import { listensFor } from './reach.js'
import { comeToRest } from './rest.js'
import type { Props } from './stage.js'
import { stepOf } from './steps.js'
import { createUserAgent, type UserAgent, type UserAgentOptions } from './user-agent.js'

export interface ScenarioRun {
  readonly target: Target
  readonly kind: ClientKind
  readonly scenario: PlannedScenario
  /** The mock lets forgivable mistakes pass. */
  readonly forgiving: boolean
  /** The clients registered; none: the first one is learned. */
  readonly clients: readonly Client[]
  readonly registrationSource: Registration['source']
  /** Offered to the client; null: a demo id, and a redirect URI with a free port. */
  readonly offered: { readonly clientId: string | null; readonly redirectUri: string | null }
  readonly signingKey: SigningKey
  readonly patience: Patience
  /** Port of the mock; a free one when left out. */
  readonly port?: number
  /** The app that this run shares with others; absent: the client is started for this run, and ended with it. */
  readonly app?: KeptApp
  readonly ports: Ports
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The secret of the client, where the user of the kit gave it: it is looked for where it does not belong. */
  readonly clientSecret?: string | null
  /** How to do in the application what some scenarios look at after the login; nothing of it when left out. */
  readonly actions?: Actions
  /** What the control showed of the client; absent in the control itself. */
  readonly known?: KnownLogin | null
  readonly signal: AbortSignal
  /** Hears what the run has come to, a few words. */
  readonly onStep?: (step: string) => void
  /** Hears that the client fell silent after its login, each time: the rest is waiting whether something more comes. */
  readonly onQuiet?: () => void
}

/** What an earlier run showed of the logins of a client. */
export interface KnownLogin {
  readonly state: string | null
  readonly redirectUri: string | null
}

export interface ScenarioResult {
  readonly transcript: Transcript
  /** The clients registered at the end, the learned one included. */
  readonly clients: readonly Client[]
  /** The redirect URI that the client was offered; null where the user of the kit named it. */
  readonly offered: string | null
  /** The files that were created or changed meanwhile in the folders of the client. */
  readonly written: readonly WrittenPlace[]
}

/** Milliseconds of silence after which a login has come to rest. */
const restingQuiet = 500

const nothingPrinted: Output = { stdout: '', stderr: '', cut: false }

function policyOf(run: ScenarioRun): Partial<Policy> {
  return {
    forgiving: run.forgiving,
    registration: run.clients.length === 0 ? 'learn' : 'registered',
    // Nobody knows what the real service makes of `scope`: a verdict must not rest on it.
    unknownScopes: 'ignore',
    requestedScopes: 'ignore',
  }
}

/** Programs and browsers reach the mock under the real host names, which are https. */
async function entranceFor({ target, app, port }: ScenarioRun) {
  if (target.kind === 'command' || target.kind === 'web') {
    // A client that is told the address of the mock gets the plain one.
    const https = { plainToo: true, ...(app === undefined ? {} : { caFolder: app.caFolder() }) }
    return { port: app?.port ?? port ?? 0, https }
  }
  if (target.kind !== 'browser') return { port: app?.port ?? port ?? 0 }
  return { port: await target.host.mockPort(), https: { caFolder: target.host.folder() } }
}

async function mockFor(run: ScenarioRun): Promise<MockServer> {
  const { id, variant } = run.scenario
  return createMockServer(
    {
      ...(await entranceFor(run)),
      clients: run.clients,
      policy: policyOf(run),
      scenario: variant === null ? id : `${id}/${variant}`,
      signingKey: run.signingKey,
    },
    run.ports,
  )
}

async function launchFor(run: ScenarioRun, mock: MockServer): Promise<Launch> {
  const { clientId, redirectUri } = run.offered
  return {
    loginUrl: mock.url,
    apiUrl: mock.url,
    clientId: clientId ?? run.clients[0]?.id ?? 'gc-pkce-check-client',
    // A native app listens on a loopback address (RFC 8252 section 7.3), a web app is opened by its name.
    redirectUri:
      redirectUri ??
      `http://${run.kind === 'web' ? 'localhost' : '127.0.0.1'}:${await freePort(run.ports.random)}/callback`,
    runId: Buffer.from(run.ports.random.bytes(16)).toString('hex'),
    ...(mock.ca === null ? {} : { front: { port: mock.port, ca: mock.ca.pem } }),
  }
}

interface Operated {
  readonly ending: Ending
  readonly output: Output
  readonly userAgent: UserAgent | null
  readonly observations: Observations | null
  readonly browser?: BrowserObservations | null
  readonly notes: readonly string[]
  readonly actions: readonly DoneAction[]
  readonly seeded: readonly SeededRuntime[]
  readonly tls: readonly TlsConnection[]
  readonly written: readonly WrittenPlace[]
}

type AnyAgent = UserAgent & Partial<Pick<BrowserAgent, 'senderOf' | 'look'>>

function exchangesOf(mock: MockServer, userAgent: AnyAgent | null): readonly ObservedExchange[] {
  return mock.exchanges.map((exchange) => ({
    ...exchange,
    sender: userAgent?.senderOf?.(exchange) ?? senderOf(exchange.correlation, userAgent),
  }))
}

function senderOf(correlation: string, userAgent: UserAgent | null): ObservedExchange['sender'] {
  if (userAgent?.ownCorrelations.has(correlation)) return 'kit'
  return userAgent?.correlations.has(correlation) ? 'user-agent' : 'client'
}

function propsFor(run: ScenarioRun, mock: MockServer, over: AbortSignal): Props {
  const answered = () => mock.exchanges.filter(({ endpoint }) => endpoint === 'oauth-token')
  const { patience, ports, known } = run
  return {
    random: ports.random,
    earlierState: known?.state ?? null,
    rest: () =>
      comeToRest({
        clock: ports.clock,
        signal: over,
        untilToken: patience.callbackToToken,
        quiet: restingQuiet,
        seen: () => ({ exchanges: mock.exchanges.length, tokens: answered().length }),
      }),
  }
}

/** Another program listens where the client wants to: on the port that it is offered, or always uses. */
function takePorts({ scenario, known }: ScenarioRun, { redirectUri }: Launch): Promise<HeldPorts> {
  const taken = scenario.id === 'forged-response' && scenario.variant === 'port-taken'
  return holdPorts(taken ? [redirectUri, known?.redirectUri ?? null] : [])
}

/** Scenarios in which the mock sends text that must only be shown. */
const withCanaries: ReadonlySet<string> = new Set([
  'authz-errors/markup',
  'authz-errors/script-uri',
  'token-errors/markup',
])

/** The files that a client consists of stay the same: they are searched in the first run only. */
function isFirst({ scenario }: ScenarioRun): boolean {
  return scenario.id === 'honest' || scenario.id === 'forgiving'
}

/**
 * What listens on a port that was taken away from the client is no client. Where the client was seen to listen when it
 * asked for its code, nobody else does: the tables of the system, which are long, are not read again.
 */
function deliveryTo(
  client: RunningClient,
  held: HeldPorts,
  watch: ClientWatch,
  clock: Ports['clock'],
): Delivery {
  const delivery = createDelivery(client, clock)
  return {
    ...delivery,
    async stranger(url) {
      const taken = held.whyNotAt(url)
      return taken ?? (listensFor(url, watch.listeners()) ? null : await delivery.stranger(url))
    },
  }
}

interface SignedIn {
  readonly client: RunningClient
  readonly userAgent: UserAgent
  readonly mock: MockServer
  readonly ending: Ending
}

/** A path belongs to the app that took the callback. */
async function openPath(path: string, userAgent: UserAgent) {
  const callback = userAgent.callbacks.at(-1)?.url
  if (callback === undefined) return { exitCode: null, what: 'no app is known to open it in' }
  const status = await userAgent.open(new URL(path, callback).href)
  return {
    exitCode: null,
    what: status === null ? `${path} gave no page` : `${path} was answered with ${status}`,
  }
}

/** Does what the scenario looks at after a login that came to its end. */
async function actIn(
  run: ScenarioRun,
  { client, userAgent, mock, ending }: SignedIn,
): Promise<readonly DoneAction[]> {
  const { actions = {}, scenario, ports, signal } = run
  if (ending.kind !== 'client-finished') return []
  return performActions({
    scenario,
    actions,
    clock: ports.clock,
    signal,
    lastExchange: () => mock.exchanges.at(-1)?.number ?? 0,
    async perform(how) {
      if (how.startsWith('/')) return openPath(how, userAgent)
      const end = await client.run?.(how)
      return end ?? { exitCode: null, what: 'a client that is no program runs no command' }
    },
  })
}

function clientOf(run: ScenarioRun, launch: Launch): Promise<RunningClient> {
  const { target, ports, environment, app } = run
  const seeds = run.scenario.id === 'seeded-runs'
  const start = () => startClient(target, { launch, clock: ports.clock, environment, seeds })
  return app === undefined ? start() : app.client(start)
}

/** A single-page app needs a real browser; every other client is followed without one. */
function agentFor(
  { target, offered }: ScenarioRun,
  mock: MockServer,
  { site }: RunningClient,
  options: UserAgentOptions,
): AnyAgent {
  if (target.kind !== 'browser' || site === undefined) return createUserAgent(options)
  const trustedKey = mock.ca?.spkiHash ?? ''
  const { redirectUri } = offered
  return createBrowserAgent({ ...options, host: target.host, site, trustedKey, redirectUri })
}

async function operate(
  run: ScenarioRun,
  mock: MockServer,
  launch: Launch,
  held: HeldPorts,
): Promise<Operated> {
  const secret = run.clientSecret ?? run.clients[0]?.secret ?? null
  const about = { clientSecret: secret, searchBundle: isFirst(run) }
  const watch = watchClient(run.ports.clock, about, run.app?.system)
  const tell = (step: string) => run.onStep?.(step)
  mock.onExchange((exchange) => tell(stepOf(exchange)))
  const notices: string[] = []
  mock.onNotice((notice) => notices.push(notice))
  tell('start of the client')
  let client: RunningClient
  try {
    client = await clientOf(run, launch)
  } catch (error) {
    const what = `it could not be started: ${error instanceof Error ? error.message : String(error)}`
    const ending: Ending = { kind: 'not-started', what, exitCode: null }
    const nothing = {
      userAgent: null,
      observations: null,
      notes: [],
      actions: [],
      seeded: [],
      tls: [],
      written: [],
    }
    return { ending, output: nothingPrinted, ...nothing }
  }
  const over = new AbortController()
  const resting = new AbortController()
  void client.ended.then(() => resting.abort())
  const signal = AbortSignal.any([over.signal, resting.signal])
  const { id, variant } = run.scenario
  const bring = operationFor(id, variant)
  const userAgent = agentFor(run, mock, client, {
    clock: run.ports.clock,
    mockUrl: mock.url,
    intercepts: launch.front !== undefined,
    user: demoUser,
    lastExchange: () => mock.exchanges.at(-1)?.number ?? 0,
    signal: over.signal,
    delivery: deliveryTo(client, held, watch, run.ports.clock),
    ...(bring === undefined ? {} : { operation: { bring, props: propsFor(run, mock, signal) } }),
    searchesPages: withCanaries.has(`${id}/${variant}`),
  })
  watch.begin(client, mock, over.signal)
  try {
    const ending = await operateLogin({
      client,
      userAgent,
      loginUrl: mock.url,
      intercepts: launch.front !== undefined,
      clock: run.ports.clock,
      patience: run.patience,
      signal: run.signal,
      onExchange: (listener) => mock.onExchange(listener),
      onQuiet: () => run.onQuiet?.(),
    })
    // Where the mock misbehaves, a client may be right to do what would be strange otherwise.
    const actions = await actIn(run, { client, userAgent, mock, ending })
    const undisturbed = run.scenario.id === 'honest' || run.scenario.id === 'forgiving'
    const refused = undisturbed ? ((await client.refused?.()) ?? []) : []
    const delivered = userAgent.callbacks.some(({ answer }) => answer.kind === 'answered')
    const missed = missedNote(exchangesOf(mock, userAgent), delivered, notices)
    const seenNotes = [...userAgent.notes, ...refused.map(refusedNote), ...(missed === null ? [] : [missed])]
    const notes = [...(client.notes ?? []), ...(undisturbed ? seenNotes : [])]
    tell('end of the client')
    const browser = (await userAgent.look?.()) ?? null
    const observations = await watch.conclude(exchangesOf(mock, userAgent))
    const seeded = (await client.seeded?.()) ?? []
    const tls = (await client.tls?.()) ?? []
    const written = watch.written()
    return {
      ending,
      output: client.output(),
      userAgent,
      observations,
      browser,
      notes,
      actions,
      seeded,
      tls,
      written,
    }
  } finally {
    over.abort()
    await client.stop()
    await userAgent.close()
  }
}

function registrationOf(run: ScenarioRun, clients: readonly Client[]): Registration {
  const client = clients[0]
  return {
    source: run.registrationSource,
    clientId: client?.id ?? null,
    redirectUri: client?.redirectUris[0] ?? null,
    confidential: client?.secret !== undefined,
  }
}

function searchedBy(userAgent: UserAgent | null): Pick<Transcript, 'searchedPages' | 'liveTexts'> {
  if (userAgent === null || userAgent.searchedPages === 0) return {}
  const { searchedPages, liveTexts } = userAgent
  return { searchedPages, ...(liveTexts.length === 0 ? {} : { liveTexts: [...liveTexts] }) }
}

/** Runs the scenario and leaves nothing behind: no server, no process, no file. */
export async function runScenario(run: ScenarioRun): Promise<ScenarioResult> {
  const mock = await mockFor(run)
  await mock.start()
  let held: HeldPorts | null = null
  try {
    const makeLaunch = () => launchFor(run, mock)
    const launch = await (run.app === undefined ? makeLaunch() : run.app.launch(makeLaunch))
    held = await takePorts(run, launch)
    const operated = await operate(run, mock, launch, held)
    const { ending, output, userAgent, observations, browser, notes, actions, seeded, tls, written } =
      operated
    const clients = await mock.clients()
    const transcript: Transcript = {
      schema: 'gc-pkce-check/transcript/1',
      scenario: run.scenario.id,
      variant: run.scenario.variant,
      forgiving: run.forgiving,
      kind: run.kind,
      registration: registrationOf(run, clients),
      exchanges: exchangesOf(mock, userAgent),
      callbacks: [...(userAgent?.callbacks ?? [])],
      ...searchedBy(userAgent),
      ...(actions.length === 0 ? {} : { actions }),
      ...(seeded.length === 0 ? {} : { seeded }),
      ...(tls.length === 0 ? {} : { tls }),
      output,
      observations,
      ...(browser ? { browser } : {}),
      ending,
      notes,
    }
    const offered = run.offered.redirectUri === null ? launch.redirectUri : null
    return { transcript, clients, offered, written }
  } finally {
    held?.release()
    await mock.stop()
  }
}
