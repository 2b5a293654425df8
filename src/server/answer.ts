// The whole mock as one function: route, handle, tamper by the scenario, record.
import { preflightReply, sharingHeaders } from './cross-origin.js'
import type { Answer, Endpoint, EndpointContext, Handler } from './endpoints/endpoint.js'
import { endpoints as allEndpoints } from './endpoints/index.js'
import type { HttpReply, HttpRequest, Pairs } from './protocol/message.js'
import type { Recorder } from './recorder.js'
import { answered } from './replies/reply.js'
import type { Tamper } from './scenarios/scenario.js'
import { randomId } from './tokens/opaque.js'
import { type BodyDamage, damagedBody, faultOfTheMock, unknownPath, wrongMethod } from './unserved.js'

/** Answers one request; never rejects. `damage` says why the body could not be read, null when it was. */
export type AnswerRequest = (request: HttpRequest, damage?: BodyDamage | null) => Promise<HttpReply>

export interface AnswerParts extends Omit<EndpointContext, 'exchange' | 'correlation' | 'exchanges'> {
  readonly recorder: Recorder
  readonly tamper: Tamper
  /** Told about every exception, which the client sees as a bare 500. */
  readonly onFault: (fault: unknown) => void
  /** The endpoints of the mock unless a test brings its own. */
  readonly endpoints?: readonly Endpoint[]
}

export function createAnswer(parts: AnswerParts): AnswerRequest {
  const endpoints: readonly Endpoint[] = parts.endpoints ?? allEndpoints
  const byPath = new Map(endpoints.map((endpoint) => [endpoint.path, endpoint]))
  const { recorder, onFault } = parts

  return async (request, damage = null) => {
    const at = parts.ports.clock.now()
    const number = recorder.nextNumber()
    const correlation = randomId(parts.ports.random)
    const context = { ...parts, exchange: number, correlation, exchanges: recorder.exchanges }
    const endpoint = byPath.get(request.path)
    const dress = (reply: HttpReply) => dressed(reply, request, endpoint, correlation)
    let { reply, outcome } = faultOfTheMock(request, context)
    try {
      const answer = await answerOf(request, damage, endpoint, context, endpoints)
      reply = answer.reply
      outcome = answer.outcome
    } catch (fault) {
      onFault(fault)
    }
    const honest = dress(reply)
    const sent = tampered(honest, request, endpoint, parts)
    try {
      const id = endpoint?.id ?? null
      recorder.record({ number, at, endpoint: id, request, honest, sent, outcome, correlation })
    } catch (fault) {
      onFault(fault)
    }
    return sent
  }
}

function tampered(
  honest: HttpReply,
  request: HttpRequest,
  endpoint: Endpoint | undefined,
  { tamper, onFault }: AnswerParts,
): HttpReply {
  try {
    return tamper(honest, { endpoint: endpoint?.id ?? null, request })
  } catch (fault) {
    onFault(fault)
    return honest
  }
}

async function answerOf(
  request: HttpRequest,
  damage: BodyDamage | null,
  endpoint: Endpoint | undefined,
  context: EndpointContext,
  endpoints: readonly Endpoint[],
): Promise<Answer> {
  const allow = endpoint === undefined ? 'GET, HEAD, POST, DELETE' : allowOf(endpoint)
  if (request.method === 'OPTIONS' && isShared(endpoint)) {
    return { reply: preflightReply(request, allow), outcome: answered }
  }
  if (damage !== null) return damagedBody(damage, request, context)
  if (endpoint === undefined) return unknownPath(request, context, endpoints)
  const handler = handlerFor(request.method, endpoint)
  if (handler !== undefined) return handler(request, context)
  if (endpoint.otherMethods === undefined) return wrongMethod(request, context, allow)
  const answer = await endpoint.otherMethods(request, context)
  // A forgiving policy may let even the wrong method pass.
  return answer.outcome.kind === 'granted' ? answer : asWrongMethod(answer, allow)
}

function asWrongMethod({ reply, outcome }: Answer, allow: string): Answer {
  return { reply: { ...reply, status: 405, headers: [...reply.headers, ['Allow', allow]] }, outcome }
}

function handlerFor(method: string, { methods }: Endpoint): Handler | undefined {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return methods.GET
    case 'POST':
      return methods.POST
    case 'DELETE':
      return methods.DELETE
    default:
      return undefined
  }
}

function allowOf({ methods, crossOrigin }: Endpoint): string {
  const named = Object.keys(methods).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return [...named, ...(crossOrigin ? ['OPTIONS'] : [])].join(', ')
}

/** What is not served may be read by every page: otherwise a browser shows a CORS error instead of the 404. */
function isShared(endpoint: Endpoint | undefined): boolean {
  return endpoint === undefined || endpoint.crossOrigin
}

/** Nothing the mock says may be cached; RFC 6749 section 5.1 asks for it where tokens are. */
const everywhere: Pairs = [
  ['Cache-Control', 'no-cache, no-store, must-revalidate'],
  ['Pragma', 'no-cache'],
  ['Expires', '0'],
  ['X-Content-Type-Options', 'nosniff'],
]

function dressed(
  reply: HttpReply,
  request: HttpRequest,
  endpoint: Endpoint | undefined,
  correlation: string,
): HttpReply {
  const sharing = isShared(endpoint) ? sharingHeaders(request) : []
  const headers: Pairs = [...reply.headers, ...sharing, ...everywhere, ['ININ-Correlation-Id', correlation]]
  return { status: reply.status, headers, body: request.method === 'HEAD' ? '' : reply.body }
}
