// The adapter to express, the only file that imports it: raw text in, a plain reply out.
import { IncomingMessage, type RequestListener, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express'
import type { AnswerRequest } from '../answer.js'
import type { HttpReply } from '../protocol/message.js'
import type { BodyDamage } from '../unserved.js'
import { callerOf, hostDamageOf, requestValue } from './request-value.js'

export const bodyLimit = 64 * 1024

/** What `http.createServer` needs to serve the mock. */
export interface ServerParts {
  readonly listener: RequestListener
  /** Options that make the messages of the server those of express from the start. */
  readonly options: {
    readonly IncomingMessage: typeof IncomingMessage
    readonly ServerResponse: typeof ServerResponse
  }
}

/** `onFault` is told when a reply could not be written at all. */
export function createExpressApp(answer: AnswerRequest, onFault: (fault: unknown) => void): ServerParts {
  const app = express()
  app.disable('x-powered-by')
  const respond = async (request: Request, response: Response, damage: BodyDamage | null) => {
    const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
    const value = requestValue(request, request.originalUrl, body)
    write(response, await answer(value, hostDamageOf(request) ?? damage, callerOf(request)), onFault)
  }
  app.use(express.raw({ type: () => true, limit: bodyLimit }))
  app.use(((request, response) => respond(request, response, null)) satisfies RequestHandler)
  app.use(((error, request, response, _next) => {
    const damage = damageOf(error)
    return damage === null ? response.destroy() : respond(request, response, damage)
  }) satisfies ErrorRequestHandler)
  const listener: RequestListener = (request, response) => {
    // The server makes its messages with the prototypes of express, which the type system cannot know.
    const [own, reply] = [request as Request, response as Response]
    // The last argument is reached only when express cannot read the target, before anything else is read.
    app(own, reply, () => respond(own, reply, null))
  }
  return { listener, options: ownPrototypes(app) }
}

/** Null: the client went away while it sent the body, so nobody waits for an answer. */
function damageOf(error: unknown): BodyDamage | null {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined
  if (type === 'request.aborted') return null
  if (type === 'entity.too.large') return 'too-large'
  return type === 'encoding.unsupported' ? 'unknown-encoding' : 'broken-encoding'
}

function write(response: ServerResponse, reply: HttpReply, onFault: (fault: unknown) => void): void {
  if (response.headersSent || response.destroyed) return
  try {
    const headers = reply.headers.flat()
    const hasBody = reply.status !== 204 && response.req.method !== 'HEAD'
    if (hasBody) headers.push('Content-Length', String(Buffer.byteLength(reply.body)))
    response.writeHead(reply.status, headers)
    response.end(reply.body)
  } catch (fault) {
    onFault(fault)
    response.destroy()
  }
}

/**
 * Express sets the prototype of both messages at each request, which costs more than all its routing. When
 * the server makes them with that prototype, there is nothing left to set. Node's constructors can be called
 * without `new`.
 */
function ownPrototypes(app: express.Express): ServerParts['options'] {
  function OwnRequest(this: IncomingMessage, socket: Socket) {
    Reflect.apply(IncomingMessage, this, [socket])
  }
  function OwnResponse(this: ServerResponse, request: IncomingMessage, options: unknown) {
    Reflect.apply(ServerResponse, this, [request, options])
  }
  OwnRequest.prototype = app.request
  OwnResponse.prototype = app.response
  // Functions that behave as classes: the type system has no word for them.
  return {
    IncomingMessage: OwnRequest as unknown as typeof IncomingMessage,
    ServerResponse: OwnResponse as unknown as typeof ServerResponse,
  }
}
