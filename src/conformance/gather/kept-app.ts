// A server-side app that is started once for several runs: each run sees it as if it had been started for it alone.
import { platform } from 'node:os'
import type { Output } from '../transcript.js'
import type { Launch, Outside, RunningClient, SeenUrl } from './client.js'
import { systemFor } from './observation/systems/index.js'
import type { System } from './observation/systems/system.js'

type Printed = (chunk: string, stream: 'stdout' | 'stderr') => void

export interface KeptApp {
  /** The app knows one address: the mock of each run is there. */
  readonly port: number
  /** What shows its processes; made before the app is started. */
  readonly system: System
  /** What the app was told at its start; made for the first run. */
  launch(make: () => Promise<Launch>): Promise<Launch>
  /** The app as one more run sees it; started for the first. Rejects when it cannot be started. */
  client(start: () => Promise<RunningClient>): Promise<RunningClient>
  /** Whether it has ended by itself. */
  hasEnded(): boolean
  /** Ends it; resolves when nothing of it is left. */
  stop(): Promise<void>
}

/** What was printed after `before`; everything where that cannot be told any more. */
function printedSince(before: Output, { stdout, stderr, cut }: Output): Output {
  if (cut) return { stdout, stderr, cut }
  return { stdout: stdout.slice(before.stdout.length), stderr: stderr.slice(before.stderr.length), cut }
}

/** What the whole life of an app has told, handed on to the run that goes on. */
interface Ears {
  url: (seen: SeenUrl) => void
  printed: Printed
}

function outsideOf(outside: Outside, ears: Ears, isFirst: boolean): Outside {
  const since = isFirst ? outside.since : outside.now()
  return {
    ...outside,
    since,
    onPrinted(listener) {
      ears.printed = listener
      if (isFirst) outside.onPrinted((chunk, stream) => ears.printed(chunk, stream))
    },
  }
}

/** One run of `whole`: what came before belongs to the runs before it, and its end is not the end of the app. */
function partOf(whole: RunningClient, ears: Ears, isFirst: boolean): RunningClient {
  const { outside } = whole
  const before = isFirst ? { stdout: '', stderr: '', cut: false } : whole.output()
  return {
    ...whole,
    ...(outside === undefined ? {} : { outside: outsideOf(outside, ears, isFirst) }),
    onUrl(listener) {
      ears.url = listener
      if (isFirst) whole.onUrl((seen) => ears.url(seen))
    },
    output: () => printedSince(before, whole.output()),
    stop: () => Promise.resolve(),
  }
}

/** An app that is not started yet; `port` is that of its mocks. */
export function keepApp(port: number): KeptApp {
  const ears: Ears = { url: () => undefined, printed: () => undefined }
  let launch: Promise<Launch> | null = null
  let whole: RunningClient | null = null
  let ended = false
  return {
    port,
    system: systemFor(platform()),
    launch(make) {
      launch ??= make()
      return launch
    },
    async client(start) {
      const isFirst = whole === null
      whole ??= await start()
      if (isFirst) {
        void whole.ended.then(() => {
          ended = true
        })
      }
      return partOf(whole, ears, isFirst)
    },
    hasEnded: () => ended,
    stop: async () => whole?.stop(),
  }
}
