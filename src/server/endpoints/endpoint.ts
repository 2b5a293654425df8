// One URL of the service: what it answers to each method.

import type { Ports } from '../ports.js'
import type { User } from '../protocol/client.js'
import type { HttpReply, HttpRequest } from '../protocol/message.js'
import type { Policy } from '../protocol/policy.js'
import type { Quirks } from '../protocol/quirks.js'
import type { Exchange, Outcome } from '../recorder.js'
import type { Prefixes } from '../routing.js'
import type { Organization } from '../state/seed.js'
import type { StateStore } from '../state/store.js'
import type { TokenIssuer } from '../tokens/issuer.js'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Who sent the request, as far as the socket tells. */
export interface Caller {
  /** True for a connection from this machine, by its address and never by a header. */
  readonly loopback: boolean
}

/** What an endpoint may use to answer one request. */
export interface EndpointContext {
  readonly policy: Policy
  readonly quirks: Quirks
  readonly ports: Ports
  readonly store: StateStore
  readonly tokens: TokenIssuer
  /** At least one; the first is the default user. */
  readonly users: readonly [User, ...User[]]
  readonly organization: Organization
  /** Fixed names for the tokens; null: the origin on which the request arrived. */
  readonly names: { readonly issuer: string | null; readonly audience: string | null }
  /** Number of the exchange being answered. */
  readonly exchange: number
  /** The correlation id of the answer. */
  readonly correlation: string
  /** The exchanges recorded so far, oldest first. */
  readonly exchanges: readonly Exchange[]
  /** The values of the parameters in the path of the endpoint, decoded. */
  readonly parameters: ReadonlyMap<string, string>
  /** The path prefixes in use for this caller: that of the login is empty at the plain path. */
  readonly prefixes: Prefixes
  readonly caller: Caller
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
  /** A piece in braces is a parameter: `/api/v2/tokens/{userId}`. */
  readonly path: string
  /** Whether pages of other origins may call it (CORS). */
  readonly crossOrigin: boolean
  /** Whether it is there at all; absent: always. */
  readonly isOffered?: (quirks: Quirks) => boolean
  /** By method; HEAD is answered from GET, OPTIONS from `crossOrigin`. */
  readonly methods: Readonly<Partial<Record<Method, Handler>>>
  /** Explains itself to every other method: its answer is sent with status 405 and `Allow`. */
  readonly otherMethods?: Handler
}

export function defineEndpoint<const Id extends string>(
  endpoint: Endpoint & { readonly id: Id },
): Endpoint & { readonly id: Id } {
  return endpoint
}
