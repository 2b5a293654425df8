// Runs one scenario: a mock of its own, the client from start to end, and everything observed as a transcript.
import type { Client, MockServer, Policy, Ports, SigningKey } from '../../server/index.js'
import { createMockServer, demoUser } from '../../server/index.js'
import type { Observations } from '../observations.js'
import type {
  ClientKind,
  Ending,
  ObservedExchange,
  Output,
  PlannedScenario,
  Registration,
  Transcript,
} from '../transcript.js'
import type { Launch, RunningClient } from './client.js'
import { watchClient } from './client-watch.js'
import { createDelivery } from './delivery.js'
import type { Target } from './drivers/driver.js'
import { startClient } from './drivers/index.js'
import { freePort } from './free-port.js'
import { operateLogin, type Patience } from './login.js'
import { createUserAgent, type UserAgent } from './user-agent.js'

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
  readonly ports: Ports
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The secret of the client, where the user of the kit gave it: it is looked for where it does not belong. */
  readonly clientSecret?: string | null
  readonly signal: AbortSignal
}

export interface ScenarioResult {
  readonly transcript: Transcript
  /** The clients registered at the end, the learned one included. */
  readonly clients: readonly Client[]
}

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

function mockFor(run: ScenarioRun): MockServer {
  const { id, variant } = run.scenario
  return createMockServer(
    {
      port: run.port ?? 0,
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
      redirectUri ?? `http://${run.kind === 'web' ? 'localhost' : '127.0.0.1'}:${await freePort()}/callback`,
    runId: Buffer.from(run.ports.random.bytes(16)).toString('hex'),
  }
}

interface Operated {
  readonly ending: Ending
  readonly output: Output
  readonly userAgent: UserAgent | null
  readonly observations: Observations | null
  readonly notes: readonly string[]
}

function exchangesOf(mock: MockServer, userAgent: UserAgent | null): readonly ObservedExchange[] {
  return mock.exchanges.map((exchange) => ({
    ...exchange,
    sender: userAgent?.correlations.has(exchange.correlation) ? 'user-agent' : 'client',
  }))
}

/** The files that a client consists of stay the same: they are searched in the first run only. */
function isFirst({ scenario }: ScenarioRun): boolean {
  return scenario.id === 'honest' || scenario.id === 'forgiving'
}

async function operate(run: ScenarioRun, mock: MockServer, launch: Launch): Promise<Operated> {
  const watch = watchClient(run.ports.clock, {
    clientSecret: run.clientSecret ?? run.clients[0]?.secret ?? null,
    searchBundle: isFirst(run),
  })
  let client: RunningClient
  try {
    client = await startClient(run.target, { launch, clock: run.ports.clock, environment: run.environment })
  } catch (error) {
    const what = `it could not be started: ${error instanceof Error ? error.message : String(error)}`
    const ending: Ending = { kind: 'not-started', what, exitCode: null }
    return { ending, output: nothingPrinted, userAgent: null, observations: null, notes: [] }
  }
  const over = new AbortController()
  const userAgent = createUserAgent({
    clock: run.ports.clock,
    mockUrl: mock.url,
    user: demoUser,
    lastExchange: () => mock.exchanges.at(-1)?.number ?? 0,
    signal: over.signal,
    delivery: createDelivery(client, run.ports.clock),
  })
  watch.begin(client, mock, over.signal)
  try {
    const ending = await operateLogin({
      client,
      userAgent,
      loginUrl: mock.url,
      clock: run.ports.clock,
      patience: run.patience,
      signal: run.signal,
      onExchange: (listener) => mock.onExchange(listener),
    })
    // Where the mock misbehaves, a client may be right to do what would be strange otherwise.
    const undisturbed = run.scenario.id === 'honest' || run.scenario.id === 'forgiving'
    const notes = [...(client.notes ?? []), ...(undisturbed ? userAgent.notes : [])]
    const observations = await watch.conclude(exchangesOf(mock, userAgent))
    return { ending, output: client.output(), userAgent, observations, notes }
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

/** Runs the scenario and leaves nothing behind: no server, no process, no file. */
export async function runScenario(run: ScenarioRun): Promise<ScenarioResult> {
  const mock = mockFor(run)
  await mock.start()
  try {
    const operated = await operate(run, mock, await launchFor(run, mock))
    const { ending, output, userAgent, observations, notes } = operated
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
      output,
      observations,
      ending,
      notes,
    }
    return { transcript, clients }
  } finally {
    await mock.stop()
  }
}
