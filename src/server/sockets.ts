// The sockets of a mock over its life: opened at most once at a time, closed for good by a stop.
import type { Listening } from './http/listener.js'
import type { Settings } from './options.js'

export interface Sockets {
  /** @throws Error before the start, and after a stop */
  current(): Listening
  start(): Promise<void>
  stop(): Promise<void>
}

/** Opens at most once at a time; a stop waits for an opening that is under way. */
export function createSockets(open: () => Promise<Listening>): Sockets {
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

type Place = Pick<Settings, 'host' | 'https'>

/** Where clients find a mock that was told to listen on `host`. */
export function urlOf({ port, addresses }: Listening, { host, https }: Place): string {
  const [first = '127.0.0.1'] = addresses
  const reachable = first === '0.0.0.0' ? '127.0.0.1' : first === '::' ? '::1' : (host ?? first)
  const scheme = https === null || https.plainToo ? 'http' : 'https'
  return `${scheme}://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}
