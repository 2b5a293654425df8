// What the mock saw and said: the bounded log of exchanges.
import type { SentReply } from './protocol/delivery.js'
import type { HttpReply, HttpRequest, Pairs } from './protocol/message.js'
import type { Mistake } from './protocol/mistake.js'

/** What the mock made of one request. */
export interface Outcome {
  /** `granted`: a code, token or resource was given. `refused`: a mistake ended it. `answered`: anything else. */
  readonly kind: 'granted' | 'refused' | 'answered'
  /** The mistakes found, in the order in which they are told. */
  readonly mistakes: readonly Mistake[]
  /** True when mistakes were found and the request was granted all the same. */
  readonly forgiven: boolean
  /** Id of the login this request belongs to, made with its login page or its code; null when unknown. */
  readonly login: string | null
  /** Number of the exchange that caused this refusal (a replay that revoked a token, say), or null. */
  readonly cause: number | null
}

/** One request and its answer. */
export interface Exchange {
  /** Counts from 1 in the order of arrival. */
  readonly number: number
  /** When the request had arrived, in milliseconds since 1970. */
  readonly at: number
  /** Id of the endpoint that answered, or null where none has that path. */
  readonly endpoint: string | null
  readonly request: HttpRequest
  /** What an honest server says. */
  readonly honest: HttpReply
  /** What was sent: the same object as `honest` unless a scenario tampered with it. */
  readonly sent: SentReply
  /** Name of the scenario that had a hand in this exchange; absent from an honest one. */
  readonly scenario?: string
  readonly outcome: Outcome
  /** The value of the `ININ-Correlation-Id` header of the answer: unique in the run. */
  readonly correlation: string
}

export interface Recorder {
  /** The exchanges kept, oldest first; at most the bound given. */
  readonly exchanges: readonly Exchange[]
  /** Number of the next exchange; call once per request, when it arrives. */
  nextNumber(): number
  record(exchange: Exchange): void
  /** Calls `listener` after every further exchange; the function returned ends that. */
  listen(listener: (exchange: Exchange) => void): () => void
  /** Forgets every exchange; the numbers go on. */
  clear(): void
}

/** How much a recorder keeps; the oldest exchanges go first. */
export interface RecorderBounds {
  readonly exchanges: number
  /** Characters of all messages together: a client may fill each one to its limit. */
  readonly exchangeCharacters: number
}

function sizeOfPairs(pairs: Pairs): number {
  let size = 0
  for (const [name, value] of pairs) size += name.length + value.length
  return size
}

/** Characters of both messages of an exchange, roughly: what it costs to keep it. */
function sizeOf({ request, honest, sent }: Exchange): number {
  const headers = sizeOfPairs(request.headers) + sizeOfPairs(sent.headers)
  const tampered = sent === honest ? 0 : honest.body.length
  return (
    request.path.length + request.query.length + request.body.length + headers + sent.body.length + tampered
  )
}

/** A recorder that keeps the newest exchanges within the bounds, and always the very newest. */
export function createRecorder(bounds: RecorderBounds): Recorder {
  const exchanges: Exchange[] = []
  const sizes: number[] = []
  const listeners = new Set<(exchange: Exchange) => void>()
  let last = 0
  let kept = 0
  const isFull = () =>
    exchanges.length > bounds.exchanges || (kept > bounds.exchangeCharacters && exchanges.length > 1)
  return {
    exchanges,
    nextNumber: () => ++last,
    record(exchange) {
      const size = sizeOf(exchange)
      exchanges.push(exchange)
      sizes.push(size)
      kept += size
      while (isFull()) {
        exchanges.shift()
        kept -= sizes.shift() ?? 0
      }
      for (const listener of listeners) listener(exchange)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear() {
      exchanges.length = 0
      sizes.length = 0
      kept = 0
    },
  }
}
