// What the admin interface is made of: resources with their methods, and for each what it takes and answers.
import type { GenericSchema } from 'valibot'
import type { JsonSchema } from '../../validation/json-schema.js'
import type { Problem } from '../../validation/validation.js'
import type { Method } from '../endpoints/endpoint.js'
import type { MockState } from '../mock-state.js'
import type { HttpRequest, Pairs } from '../protocol/message.js'
import type { Parameters } from '../protocol/parameters.js'
import type { Policy } from '../protocol/policy.js'

/** The mock, as far as the admin interface may move it. */
export interface AdminMock {
  readonly state: MockState
  /** What the options say about scopes that the service does not have. */
  readonly unknownScopes: Policy['unknownScopes']
  rotateKeys(): Promise<void>
  /** The public keys, as a JWK set. */
  publicKeys(): Promise<{ readonly keys: readonly object[] }>
}

export interface AdminCall {
  readonly request: HttpRequest
  /** Of the path, decoded. */
  readonly parameters: ReadonlyMap<string, string>
  readonly mock: AdminMock
  /** All resources of the interface. */
  readonly resources: readonly Resource[]
}

export type AdminReply =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown; readonly headers?: Pairs }
  /** 204. */
  | { readonly kind: 'done' }
  | { readonly kind: 'page'; readonly headers: Pairs; readonly body: string }
  | {
      readonly kind: 'refused'
      readonly status: number
      /** Stable, for programs: `unknown_client`. */
      readonly error: string
      /** One sentence. */
      readonly message: string
      readonly problems?: readonly Problem[]
    }

/** Documents a reply. */
export interface ReplyDocument {
  readonly description: string
  /** Absent: no body. */
  readonly schema?: JsonSchema
}

export interface Operation<Body = unknown> {
  /** What it does, in a few words. */
  readonly summary: string
  /** Absent: the operation reads no body. */
  readonly body?: GenericSchema<unknown, Body>
  /** A call without any body counts as one with `{}`. */
  readonly bodyOptional?: boolean
  /** The parameters of the query, by name. */
  readonly query?: Readonly<Record<string, { readonly description: string; readonly schema: JsonSchema }>>
  /** The good replies by status, and the bad ones that are not those of every operation. */
  readonly replies: Readonly<Record<number, ReplyDocument>>
  run(body: Body, call: AdminCall): AdminReply | Promise<AdminReply>
  /** Takes what a form of a page of the mock posts; absent: there is none. */
  form?(fields: Parameters, call: AdminCall): AdminReply | Promise<AdminReply>
}

export interface Path {
  /** A piece in braces is a parameter: `/_mock/clients/{id}`. */
  readonly path: string
  readonly methods: Readonly<Partial<Record<Method, Operation>>>
}

export interface Resource {
  /** The name of its file. */
  readonly id: string
  /** What it is, one sentence. */
  readonly what: string
  readonly paths: readonly Path[]
}

/** An operation whose body is known by its schema; the dispatcher hands it nothing else. */
export function operation<Body>(definition: Operation<Body>): Operation {
  return { ...definition, run: (body, call) => definition.run(body as Body, call) }
}

export function json(status: number, body: unknown, headers: Pairs = []): AdminReply {
  return { kind: 'json', status, body, headers }
}

export const done: AdminReply = { kind: 'done' }

export function refused(
  status: number,
  error: string,
  message: string,
  problems: readonly Problem[] = [],
): AdminReply {
  return { kind: 'refused', status, error, message, problems }
}

/** A list, as every resource answers it. */
export function itemsOf(items: readonly unknown[]): AdminReply {
  return json(200, { items })
}

/** Documents a list of what `schema` describes. */
export function itemsSchema(schema: JsonSchema): JsonSchema {
  return {
    type: 'object',
    properties: { items: { type: 'array', items: schema } },
    required: ['items'],
    additionalProperties: false,
  }
}
