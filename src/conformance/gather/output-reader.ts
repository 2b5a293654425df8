// Keeps what a program printed, cut to a bound, and hands on the URLs in it as soon as they are whole.
import type { Clock } from '../../server/index.js'
import { urlsIn } from './login-url.js'

/** Characters kept of each stream: the beginning and the end of a long one. */
const kept = 32_768
/** Milliseconds of silence after which a line without line break counts as whole (a prompt, say). */
const settled = 250

export interface OutputReader {
  write(chunk: string): void
  /** Hands on what is left of the last line. */
  end(): void
  text(): string
  readonly cut: boolean
}

export function createOutputReader(clock: Clock, onUrl: (url: string) => void): OutputReader {
  let head = ''
  let tail = ''
  let line = ''
  let cut = false
  let waiting: AbortController | undefined

  const flush = (text: string) => {
    for (const url of urlsIn(text)) onUrl(url)
  }
  const flushLater = async () => {
    waiting?.abort()
    const wait = new AbortController()
    waiting = wait
    await clock.sleep(settled, wait.signal)
    if (!wait.signal.aborted) flush(line)
  }
  const keep = (chunk: string) => {
    if (head.length < kept) head += chunk.slice(0, kept - head.length)
    tail = (tail + chunk).slice(-kept)
  }
  let total = 0
  return {
    write(chunk) {
      total += chunk.length
      keep(chunk)
      if (total > kept * 2) cut = true
      const whole = (line + chunk).split('\n')
      line = (whole.pop() ?? '').slice(-kept)
      for (const complete of whole) flush(complete)
      if (line.includes('://')) void flushLater()
    },
    end() {
      waiting?.abort()
      flush(line)
      line = ''
    },
    text() {
      if (total <= kept) return head
      if (total <= kept * 2) return head + tail.slice(-(total - kept))
      return `${head}\n… ${total - kept * 2} characters left out …\n${tail}`
    },
    get cut() {
      return cut
    },
  }
}
