// Runs a client that is a function, over real sockets.
import type { ClientEnd, SeenUrl } from '../client.js'
import type { Driver } from './driver.js'

/** Milliseconds that a client has to return after it was asked to stop. */
const lastWords = 1_000

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

export const inProcess: Driver<'in-process'> = {
  id: 'in-process',
  start({ login }, { launch, clock }) {
    const stop = new AbortController()
    const seen: SeenUrl[] = []
    let listener: ((url: SeenUrl) => void) | undefined
    let failure = ''
    const openUrl = (url: string) => {
      seen.push({ url, how: 'opened' })
      listener?.({ url, how: 'opened' })
    }
    const ended = Promise.resolve()
      .then(() => login({ ...launch, openUrl, signal: stop.signal }))
      .then(
        (): ClientEnd => ({ exitCode: 0, what: 'it returned' }),
        (error: unknown): ClientEnd => {
          failure = sentenceOf(error)
          return { exitCode: 1, what: `it failed: ${failure}` }
        },
      )
    return Promise.resolve({
      onUrl(next) {
        listener = next
        for (const url of seen) next(url)
      },
      ended,
      output: () => ({ stdout: '', stderr: failure, cut: false }),
      async stop() {
        stop.abort()
        // A function cannot be ended from outside: one that ignores the signal is left alone.
        await Promise.race([ended, clock.sleep(lastWords)])
      },
    })
  },
}
