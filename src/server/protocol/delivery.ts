// How a reply goes over the wire, where that is not simply at once and whole.
import type { HttpReply } from './message.js'

export type Delivery =
  /** No octet of an answer: the connection is reset. */
  | { readonly kind: 'reset' }
  /** No octet of an answer: the connection is held open for so many seconds, then closed. */
  | { readonly kind: 'silence'; readonly seconds: number }
  /** More is announced than the body has: after the body the connection is closed. */
  | { readonly kind: 'cut'; readonly missingOctets: number }
  /** The head at once, then the body in equal pieces, one each second, for so many seconds. */
  | { readonly kind: 'drip'; readonly seconds: number }

/** A reply as it was sent, with what is unusual about how. */
export interface SentReply extends HttpReply {
  /** Seconds between the request and the answer. Absent: at once. */
  readonly delaySeconds?: number
  /** Absent: whole, as fast as the connection takes it. */
  readonly delivery?: Delivery
}
