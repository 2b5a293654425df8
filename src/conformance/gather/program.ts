// A client that is a program while it runs: its process with stand-ins for the browser and a home folder of its
// own, what it prints and opens, and its terminal.
import { existsSync } from 'node:fs'
import type { Clock } from '../../server/index.js'
import type { Output, SeededRuntime, TlsConnection } from '../transcript.js'
import type { ClientEnd, ClientTerminal, Launch, Outside, SeenUrl } from './client.js'
import { type ClientProcess, startProcess } from './client-process.js'
import type { StartPlan } from './detection/start-plan.js'
import { clientEnvironment } from './interception/environment.js'
import { freshHome } from './interception/home.js'
import { type Interception, intercept } from './interception/interception.js'
import { type Openers, watchOpened, writeOpeners } from './interception/openers.js'
import { prepareSeeding } from './interception/seeding.js'
import { onTerminal, wantsTerminal } from './interception/terminal.js'
import { type Listeners, whoListens } from './listening.js'
import { createOutputReader, type OutputReader } from './output-reader.js'
import { createOutside } from './outside.js'
import { readPrompt } from './prompt.js'
import { createRunFolder, type RunFolder } from './run-folder.js'
import { createSeenUrls, type SeenUrls } from './seen-urls.js'
import { watchOver } from './supervisor.js'

/** Milliseconds for which nothing may have been printed after a prompt before it counts as one. */
const promptSettles = 250
/** Milliseconds for a command that is run besides. */
const commandLimit = 20_000

export interface ProgramContext {
  readonly launch: Launch
  readonly clock: Clock
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Its ordinary random generators are seeded, and its clock is stopped. */
  readonly seeds?: boolean
}

export interface Program {
  readonly outside: Outside
  onUrl(listener: (seen: SeenUrl) => void): void
  /** Resolves when it has ended, its output and what it opened have been read. */
  readonly ended: Promise<ClientEnd>
  output(): Output
  readonly terminal: ClientTerminal
  listeners(): Promise<Listeners | null>
  /** Runs a shell command beside it, or after it: in its folder, with its environment and its home. */
  run(command: string): Promise<ClientEnd>
  /** What was done otherwise than the plan says. */
  readonly notes: readonly string[]
  /** Other machines that it tried to reach, which was refused. */
  refused(): Promise<readonly string[]>
  /** Its connections by TLS to the service, as far as its runtimes show them. */
  tls(): Promise<readonly TlsConnection[]>
  /** Runtimes of it that took the seed. */
  seeded(): Promise<readonly SeededRuntime[]>
  stop(): Promise<void>
}

interface Streams {
  readonly stdout: OutputReader
  readonly stderr: OutputReader
  /** Both together in the order of arrival, the last part of it: prompts are read here. */
  recent(): string
  /** When something was printed last. */
  lastAt(): number
  listenTo(client: ClientProcess): void
}

const recentKept = 8_192

function createStreams(clock: Clock, urls: SeenUrls): Streams {
  const reader = () => createOutputReader(clock, (url) => urls.add({ url, how: 'printed' }))
  const streams = { stdout: reader(), stderr: reader() }
  let recent = ''
  let at = clock.now()
  return {
    ...streams,
    recent: () => recent,
    lastAt: () => at,
    listenTo(client) {
      recent = ''
      client.onOutput((chunk, stream) => {
        at = clock.now()
        recent = (recent + chunk).slice(-recentKept)
        streams[stream].write(chunk)
      })
    },
  }
}

function environmentOf(
  folder: RunFolder,
  openers: Openers,
  { home, env = {} }: Pick<StartPlan, 'env'> & { readonly home: 'fresh' | 'real' },
  { launch, environment }: ProgramContext,
) {
  return clientEnvironment({
    own: environment,
    launch,
    openers: openers.folder,
    browser: openers.browser,
    openLog: openers.log,
    temporary: folder.temporary,
    home: home === 'fresh' ? freshHome(environment, folder.home, existsSync) : {},
    wanted: env,
  })
}

/** A start command that runs Java, as far as that can be seen in it. */
const startsJava = /(?:^|[\s/"'])(?:java|mvnw?|gradlew?)(?:$|[\s"'])|\.(?:java|jar)\b/

function interceptionFor(
  { command, env = {} }: StartPlan,
  { front }: Launch,
  { path }: RunFolder,
  environment: Readonly<Record<string, string>>,
): Promise<Interception> | null {
  if (front === undefined) return null
  const java = startsJava.test(command.join(' '))
  return intercept({ front, folder: path, environment, kept: Object.keys(env), java })
}

/** Everything that one start of the program needs, and what watches it from then on. */
async function prepare(plan: StartPlan, home: 'fresh' | 'real', context: ProgramContext) {
  const { clock, launch } = context
  const folder = await createRunFolder()
  const openers = await writeOpeners(folder.path)
  const urls = createSeenUrls()
  const unwatch = watchOpened(openers.log, (url) => urls.add({ url, how: 'opened' }))
  const told = environmentOf(folder, openers, { ...plan, home }, context)
  const led = await interceptionFor(plan, launch, folder, told)
  const reached = led?.environment ?? told
  const seeding = context.seeds ? await prepareSeeding(folder.path, reached, clock.now()) : null
  const environment = seeding?.environment ?? reached
  const marker = `GC_PKCE_RUN_ID=${launch.runId}`
  const streams = createStreams(clock, urls)
  const watched = watchOver({ marker, folder: folder.path })
  const newestFile = openers.log
  const working = plan.workingDirectory ?? plan.folder
  const seen = createOutside({ folder, newestFile, client: plan.folder, working, home, environment, marker })
  const begin = (command: StartPlan['command']): ClientProcess => {
    const started = startProcess({ ...plan, command }, environment, clock)
    if (started.pid !== null) {
      watched.lead(started.pid)
      seen.lead(started.pid)
    }
    streams.listenTo(started)
    started.onOutput(seen.print)
    return started
  }
  const run = async (command: string): Promise<ClientEnd> => {
    const started = startProcess({ ...plan, command: ['sh', '-c', command] }, environment, clock)
    if (started.pid !== null) seen.lead(started.pid)
    started.onOutput(seen.print)
    const late = new AbortController()
    const end = await Promise.race([started.ended, clock.sleep(commandLimit, late.signal).then(() => null)])
    late.abort()
    if (end !== null) return end
    await started.stop(marker)
    return { exitCode: null, what: `it was still running after ${commandLimit / 1000} s, and was ended` }
  }
  const seeded = async () => (await seeding?.loaded()) ?? []
  return { folder, urls, unwatch, marker, streams, watched, outside: seen.outside, begin, run, seeded, led }
}

function terminalOf(streams: Streams, clock: Clock, type: (text: string) => void): ClientTerminal {
  return {
    prompt: () => (clock.now() - streams.lastAt() < promptSettles ? null : readPrompt(streams.recent())),
    type: (line) => type(`${line}\n`),
  }
}

/** Starts the program of `plan`; one that refuses to work without a terminal is started again on one. */
export async function startProgram(
  plan: StartPlan,
  home: 'fresh' | 'real',
  context: ProgramContext,
): Promise<Program> {
  const { folder, urls, unwatch, marker, streams, watched, outside, begin, run, seeded, led } = await prepare(
    plan,
    home,
    context,
  )
  const notes: string[] = []
  let stopped = false
  let running = begin(plan.command)
  const end = async (): Promise<ClientEnd> => {
    const first = await running.ended
    const instead = onTerminal(plan.command, existsSync)
    const refused = first.exitCode !== 0 && urls.count() === 0 && wantsTerminal(streams.recent())
    if (stopped || !refused || instead === null) return first
    notes.push('it refuses to work without a terminal, and was started again on one')
    running = begin(instead)
    return running.ended
  }
  const { stdout, stderr } = streams
  return {
    outside,
    onUrl: (listener) => urls.listen(listener),
    ended: end().then(async (last) => {
      stdout.end()
      stderr.end()
      await unwatch()
      return last
    }),
    output: () => ({ stdout: stdout.text(), stderr: stderr.text(), cut: stdout.cut || stderr.cut }),
    terminal: terminalOf(streams, context.clock, (text) => running.type(text)),
    listeners: async () => whoListens(await running.pids(marker)),
    run,
    notes,
    seeded,
    refused: async () => (await led?.refused()) ?? [],
    tls: async () => (await led?.tls()) ?? [],
    async stop() {
      stopped = true
      await running.stop(marker)
      await led?.close()
      await folder.remove()
      watched.forget()
    },
  }
}
