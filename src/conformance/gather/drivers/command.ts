// Runs a client that is a program, in a process group of its own, with stand-ins for the browser.
import { existsSync } from 'node:fs'
import { execa } from 'execa'
import type { Clock } from '../../../server/index.js'
import type { ClientEnd, RunningClient, SeenUrl } from '../client.js'
import type { StartPlan } from '../detection/start-plan.js'
import { clientEnvironment } from '../interception/environment.js'
import { freshHome } from '../interception/home.js'
import { type Openers, watchOpened, writeOpeners } from '../interception/openers.js'
import { createOutputReader, type OutputReader } from '../output-reader.js'
import { endTree } from '../process-tree.js'
import { createRunFolder, type RunFolder } from '../run-folder.js'
import type { Driver, DriverContext } from './driver.js'

/** Milliseconds of silence after which a prompt such as "press ENTER" is answered. */
const promptSilence = 1_000
const groupPause = 50
/** Milliseconds for the last output of a program that has ended, where a child of it holds the pipe open. */
const drainTime = 200

interface Urls {
  add(seen: SeenUrl): void
  listen(listener: (seen: SeenUrl) => void): void
}

function createUrls(): Urls {
  const all: SeenUrl[] = []
  let hear: (seen: SeenUrl) => void = () => undefined
  return {
    add(seen) {
      all.push(seen)
      hear(seen)
    },
    listen(listener) {
      hear = listener
      for (const seen of all) listener(seen)
    },
  }
}

function spawn(plan: StartPlan, env: Record<string, string>) {
  const [program, ...args] = plan.command
  return execa(program === 'node' ? process.execPath : program, args, {
    cwd: plan.folder,
    env,
    extendEnv: false,
    // The leader of its own group: the whole group can be ended, and a Ctrl-C reaches only the kit.
    detached: true,
    reject: false,
    buffer: false,
    stdin: 'pipe',
  })
}

type Child = ReturnType<typeof spawn>

/** One newline for a client that prompts, when it has been silent for a while. */
async function answerPrompt(
  child: Child,
  output: readonly OutputReader[],
  clock: Clock,
  signal: AbortSignal,
) {
  let before = ''
  for (;;) {
    await clock.sleep(promptSilence, signal)
    if (signal.aborted) return
    const now = output.map((reader) => reader.text()).join('')
    if (now !== '' && now === before) {
      child.stdin.write('\n')
      return
    }
    before = now
  }
}

function groupLives(leader: number): boolean {
  try {
    return process.kill(-leader, 0)
  } catch {
    return false
  }
}

/**
 * Resolves when the program has ended, and with it the rest of its process group: a start script may end
 * before the client that it started. A process that only holds the output open does not count.
 */
async function endOf(child: Child, clock: Clock): Promise<ClientEnd> {
  const { pid } = child
  if (pid === undefined) {
    const { originalMessage } = await child
    return { exitCode: null, what: `it could not be started: ${originalMessage ?? 'no reason given'}` }
  }
  const end = await new Promise<ClientEnd>((resolve) => {
    child.once('exit', (exitCode, signal) => {
      resolve({
        exitCode,
        what: signal ? `it was ended by ${signal}` : `it ended with exit code ${exitCode}`,
      })
    })
  })
  while (groupLives(pid)) await clock.sleep(groupPause)
  return end
}

/** Resolves when everything written so far has been read, or soon after. */
async function drained(child: Child, clock: Clock): Promise<void> {
  const closed = [child.stdout, child.stderr].map((stream) =>
    stream.readableEnded
      ? Promise.resolve()
      : new Promise<void>((resolve) => void stream.once('end', () => resolve())),
  )
  await Promise.race([Promise.all(closed), clock.sleep(drainTime)])
}

function read(
  child: Child,
  clock: Clock,
  urls: Urls,
): { readonly out: OutputReader; readonly err: OutputReader } {
  const reader = () => createOutputReader(clock, (url) => urls.add({ url, how: 'printed' }))
  const out = reader()
  const err = reader()
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => out.write(chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => err.write(chunk))
  child.stdin.on('error', () => undefined)
  return { out, err }
}

function environmentOf(folder: RunFolder, openers: Openers, home: 'fresh' | 'real', context: DriverContext) {
  return clientEnvironment({
    own: context.environment,
    launch: context.launch,
    openers: openers.folder,
    browser: openers.browser,
    openLog: openers.log,
    temporary: folder.temporary,
    home: home === 'fresh' ? freshHome(context.environment, folder.home, existsSync) : {},
  })
}

export const command: Driver<'command'> = {
  id: 'command',
  async start({ plan, home }, context): Promise<RunningClient> {
    const { clock, launch } = context
    const folder = await createRunFolder()
    const openers = await writeOpeners(folder.path)
    const urls = createUrls()
    const unwatch = watchOpened(openers.log, (url) => urls.add({ url, how: 'opened' }))
    const child = spawn(plan, environmentOf(folder, openers, home, context))
    const { out, err } = read(child, clock, urls)
    const quiet = new AbortController()
    void answerPrompt(child, [out, err], clock, quiet.signal)
    const ended = endOf(child, clock).then(async (end) => {
      quiet.abort()
      await drained(child, clock)
      out.end()
      err.end()
      await unwatch()
      return end
    })
    return {
      onUrl(listener) {
        urls.listen((seen) => {
          quiet.abort()
          listener(seen)
        })
      },
      ended,
      output: () => ({ stdout: out.text(), stderr: err.text(), cut: out.cut || err.cut }),
      async stop() {
        quiet.abort()
        if (child.pid !== undefined) {
          await endTree({ leader: child.pid, marker: `GC_PKCE_RUN_ID=${launch.runId}` }, clock, process)
        }
        child.stdout.destroy()
        child.stderr.destroy()
        child.stdin.destroy()
        await ended
        await folder.remove()
      },
    }
  },
}
