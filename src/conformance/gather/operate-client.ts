// One client from its start to its end: its login is operated, and everything that shows of it is gathered.
import type { MockServer } from '../../server/index.js'
import type { BrowserObservations } from '../browser-observations.js'
import type { Observations } from '../observations.js'
import type { DoneAction, Ending, Output, SeededRuntime, TlsConnection } from '../transcript.js'
import type { Launch, RunningClient } from './client.js'
import { watchClient } from './client-watch.js'
import { startClient } from './drivers/index.js'
import type { HeldPorts } from './held-ports.js'
import { missedNote, refusedNote } from './interception/missed.js'
import { operateLogin } from './login.js'
import type { WrittenPlace } from './observation/observer.js'
import { type AnyAgent, agentFor, exchangesOf, type RunningScenario } from './scenario-agent.js'
import type { ScenarioRun } from './scenario-plan.js'
import { actIn } from './signed-in-actions.js'
import { stepOf } from './steps.js'
import type { UserAgent } from './user-agent.js'

/** What a client showed from its start to its end. */
export interface Operated {
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

const nothingPrinted: Output = { stdout: '', stderr: '', cut: false }

/** A login with which the mock does not interfere, before all others. */
function isUndisturbed({ scenario }: ScenarioRun): boolean {
  return scenario.id === 'honest' || scenario.id === 'forgiving'
}

function clientOf(run: ScenarioRun, launch: Launch): Promise<RunningClient> {
  const { target, ports, environment, app } = run
  const seeds = run.scenario.id === 'seeded-runs'
  const start = () => startClient(target, { launch, clock: ports.clock, environment, seeds })
  return app === undefined ? start() : app.client(start)
}

/** A client that could not be started shows nothing but that. */
function notStarted(error: unknown): Operated {
  const what = `it could not be started: ${error instanceof Error ? error.message : String(error)}`
  return {
    ending: { kind: 'not-started', what, exitCode: null },
    output: nothingPrinted,
    userAgent: null,
    observations: null,
    notes: [],
    actions: [],
    seeded: [],
    tls: [],
    written: [],
  }
}

/**
 * What a person should know of how it was operated. Where the mock misbehaves, a client may be right to do what would be
 * strange otherwise: then only what the driver did itself is said.
 */
async function notesOn(
  { run, mock, client }: RunningScenario,
  userAgent: AnyAgent,
  notices: readonly string[],
): Promise<readonly string[]> {
  const own = client.notes ?? []
  if (!isUndisturbed(run)) return own
  const refused = (await client.refused?.()) ?? []
  const delivered = userAgent.callbacks.some(({ answer }) => answer.kind === 'answered')
  const missed = missedNote(exchangesOf(mock, userAgent), delivered, notices)
  return [...own, ...userAgent.notes, ...refused.map(refusedNote), ...(missed === null ? [] : [missed])]
}

/** Lets the client log in, does what comes after it, and reads everything that shows of it. */
async function gathered(
  running: RunningScenario,
  userAgent: AnyAgent,
  notices: readonly string[],
): Promise<Operated> {
  const { run, mock, launch, client, watch } = running
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
  const actions = await actIn(run, { client, userAgent, mock, ending })
  const notes = await notesOn(running, userAgent, notices)
  run.onStep?.('end of the client')
  const browser = (await userAgent.look?.()) ?? null
  const observations = await watch.conclude(exchangesOf(mock, userAgent))
  const seeded = (await client.seeded?.()) ?? []
  const tls = (await client.tls?.()) ?? []
  const written = watch.written()
  const output = client.output()
  return { ending, output, userAgent, observations, browser, notes, actions, seeded, tls, written }
}

/** Starts the client, operates it, and ends it; nothing of it is left afterwards. Never rejects for what a client does. */
export async function operateClient(
  run: ScenarioRun,
  mock: MockServer,
  launch: Launch,
  held: HeldPorts,
): Promise<Operated> {
  const secret = run.clientSecret ?? run.clients[0]?.secret ?? null
  // The files that a client consists of stay the same: they are searched in the first run only.
  const about = { clientSecret: secret, searchBundle: isUndisturbed(run) }
  const watch = watchClient(run.ports.clock, about, run.app?.system)
  mock.onExchange((exchange) => run.onStep?.(stepOf(exchange)))
  const notices: string[] = []
  mock.onNotice((notice) => notices.push(notice))
  run.onStep?.('start of the client')
  let client: RunningClient
  try {
    client = await clientOf(run, launch)
  } catch (error) {
    return notStarted(error)
  }
  const over = new AbortController()
  const resting = new AbortController()
  void client.ended.then(() => resting.abort())
  const running = { run, mock, launch, held, client, watch }
  const userAgent = agentFor(running, over.signal, AbortSignal.any([over.signal, resting.signal]))
  watch.begin(client, mock, over.signal)
  try {
    return await gathered(running, userAgent, notices)
  } finally {
    over.abort()
    await client.stop()
    await userAgent.close()
  }
}
