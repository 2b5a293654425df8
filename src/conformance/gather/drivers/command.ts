// Runs a client that is a program, with stand-ins for the browser and a home folder of its own.
import { existsSync } from 'node:fs'
import type { Clock } from '../../../server/index.js'
import type { RunningClient } from '../client.js'
import { type ClientProcess, startProcess } from '../client-process.js'
import { clientEnvironment } from '../interception/environment.js'
import { freshHome } from '../interception/home.js'
import { type Openers, watchOpened, writeOpeners } from '../interception/openers.js'
import { createOutputReader, type OutputReader } from '../output-reader.js'
import { createRunFolder, type RunFolder } from '../run-folder.js'
import { createSeenUrls } from '../seen-urls.js'
import type { Driver, DriverContext } from './driver.js'

/** Milliseconds of silence after which a prompt such as "press ENTER" is answered. */
const promptSilence = 1_000

/** One newline for a client that prompts, when it has been silent for a while and nothing was to be opened. */
async function answerPrompt(
  client: ClientProcess,
  printed: () => string,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  for (let before = ''; ; before = printed()) {
    await clock.sleep(promptSilence, signal)
    if (signal.aborted) return
    if (printed() !== '' && printed() === before) return client.type('\n')
  }
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

type Streams = Readonly<Record<'stdout' | 'stderr', OutputReader>>

export const command: Driver<'command'> = {
  id: 'command',
  async start({ plan, home }, context): Promise<RunningClient> {
    const { clock, launch } = context
    const folder = await createRunFolder()
    const openers = await writeOpeners(folder.path)
    const urls = createSeenUrls()
    const unwatch = watchOpened(openers.log, (url) => urls.add({ url, how: 'opened' }))
    const reader = () => createOutputReader(clock, (url) => urls.add({ url, how: 'printed' }))
    const streams: Streams = { stdout: reader(), stderr: reader() }
    const client = startProcess(plan, environmentOf(folder, openers, home, context), clock)
    client.onOutput((chunk, stream) => streams[stream].write(chunk))
    const quiet = new AbortController()
    void answerPrompt(client, () => streams.stdout.text() + streams.stderr.text(), clock, quiet.signal)
    return {
      onUrl(listener) {
        urls.listen((seen) => {
          quiet.abort()
          listener(seen)
        })
      },
      ended: client.ended.then(async (end) => {
        quiet.abort()
        streams.stdout.end()
        streams.stderr.end()
        await unwatch()
        return end
      }),
      output: () => ({
        stdout: streams.stdout.text(),
        stderr: streams.stderr.text(),
        cut: streams.stdout.cut || streams.stderr.cut,
      }),
      async stop() {
        quiet.abort()
        await client.stop(`GC_PKCE_RUN_ID=${launch.runId}`)
        await folder.remove()
      },
    }
  },
}
