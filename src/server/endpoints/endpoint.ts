// One URL of the service: what it answers to each method.

import type { Ports } from '../ports.js'
import type { User } from '../protocol/client.js'
import type { HttpReply, HttpRequest } from '../protocol/message.js'
import type { Policy } from '../protocol/policy.js'
import type { Outcome } from '../recorder.js'
import type { StateStore } from '../state/store.js'
import type { TokenIssuer } from '../tokens/issuer.js'

/** What an endpoint may use to answer one request. */
export interface EndpointContext {
  readonly policy: Policy
  readonly ports: Ports
  readonly store: StateStore
  readonly tokens: TokenIssuer
  readonly users: readonly User[]
  /** Number of the exchange being answered. */
  readonly exchange: number
}

export interface Answer {
  readonly reply: HttpReply
  readonly outcome: Outcome
}

export type Handler = (request: HttpRequest, context: EndpointContext) => Answer | Promise<Answer>

export interface Endpoint {
  /** The URL with dashes: the file name without its ending. */
  readonly id: string
  /** Which host serves it on the real service; `mock` for what only the mock has. */
  readonly origin: 'login' | 'api' | 'mock'
  readonly path: string
  /** Whether pages of other origins may call it (CORS). */
  readonly crossOrigin: boolean
  /** By method; HEAD is answered from GET, OPTIONS from `crossOrigin`. */
  readonly methods: Readonly<Partial<Record<'GET' | 'POST' | 'DELETE', Handler>>>
}

export function defineEndpoint<const Id extends string>(
  endpoint: Endpoint & { readonly id: Id },
): Endpoint & { readonly id: Id } {
  return endpoint
}
