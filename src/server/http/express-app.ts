// The adapter to express, the only file that imports it: raw text in, a plain reply out.
import type { RequestListener, ServerResponse } from 'node:http'
import express, { type Request, type RequestHandler, type Response } from 'express'
import type { AnswerRequest } from '../answer.js'
import { systemPorts } from '../ports.js'
import type { SentReply } from '../protocol/delivery.js'
import type { BodyDamage } from '../unserved.js'
import { hasBody, isPacked, readBody } from './body.js'
import { deliverOddly, type Wait } from './odd-delivery.js'
import { callerOf, hostDamageOf, requestValue } from './request-value.js'

export const bodyLimit = 64 * 1024

/** The body of a request, or why there is none to read. */
interface ReadBody {
  readonly text: string
  readonly damage: BodyDamage | null
}

const noBody: ReadBody = { text: '', damage: null }
const tooLarge: ReadBody = { text: '', damage: 'too-large' }

/**
 * A listener for `http.createServer`. It is a router of express and not an application, which would set the
 * prototypes of both messages at each request: that costs more than all routing, and nothing here needs it.
 * `onFault` is told when a reply could not be written at all. `wait` is how a reply that a scenario spreads over time
 * waits.
 */
export function createExpressApp(
  answer: AnswerRequest,
  onFault: (fault: unknown) => void,
  wait: Wait = systemPorts.clock.sleep,
): RequestListener {
  const respond = async (request: Request, response: Response, { text, damage }: ReadBody) => {
    const value = requestValue(request, request.originalUrl, text)
    const reply = await answer(value, hostDamageOf(request) ?? damage, callerOf(request))
    if (reply.delivery === undefined) write(response, reply, onFault)
    else deliverOddly(response, reply, reply.delivery, wait).catch(onFault)
  }
  const router = express.Router()
  router.use(((request, response) => {
    withBody(request, response, (body) => respond(request, response, body))
  }) satisfies RequestHandler)
  return (message, reply) => {
    // The router takes the messages of node:http as they are; its types speak of those of an application.
    const [request, response] = [message as Request, reply as Response]
    // The last argument is reached only when express cannot read the target, before anything else is read.
    router(request, response, () => respond(request, response, noBody))
  }
}

/** Calls `then` with the body of `request`; never when the client leaves before it has sent it. */
function withBody(request: Request, response: Response, then: (body: ReadBody) => void): void {
  if (!hasBody(request)) then(noBody)
  // The reader of express is for packed bodies only: for plain ones it costs as much as the router.
  else if (isPacked(request)) unpackBody(request, response, then)
  else readBody(request, bodyLimit, (text) => then(text === null ? tooLarge : { text, damage: null }))
}

/** Made when the first packed body comes: hardly any client sends one, and no start shall wait for it. */
let unpack: RequestHandler | null = null

function unpackBody(request: Request, response: Response, then: (body: ReadBody) => void): void {
  unpack ??= express.raw({ type: () => true, limit: bodyLimit })
  unpack(request, response, (error: unknown) => {
    const damage = error === undefined ? undefined : damageOf(error)
    if (damage === undefined) then({ text: textOf(request.body), damage: null })
    else if (damage === null) response.destroy()
    else then({ text: '', damage })
  })
}

function textOf(body: unknown): string {
  return Buffer.isBuffer(body) ? body.toString('utf8') : ''
}

/** Null: the client went away while it sent the body, so nobody waits for an answer. */
function damageOf(error: unknown): BodyDamage | null {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined
  if (type === 'request.aborted') return null
  if (type === 'entity.too.large') return 'too-large'
  return type === 'encoding.unsupported' ? 'unknown-encoding' : 'broken-encoding'
}

function write(response: ServerResponse, reply: SentReply, onFault: (fault: unknown) => void): void {
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
