// The whole mock as one function: route, handle, tamper by the scenario, record.
import { preflightReply, sharingHeaders } from './cross-origin.js'
import type { Answer, Caller, Endpoint, EndpointContext } from './endpoints/endpoint.js'
import { endpoints as allEndpoints } from './endpoints/index.js'
import { misdirected, misdirection } from './misdirected.js'
import type { SentReply } from './protocol/delivery.js'
import type { HttpReply, HttpRequest, Pairs } from './protocol/message.js'
import { noQuirks } from './protocol/quirks.js'
import type { Outcome, Recorder } from './recorder.js'
import { answered } from './replies/reply.js'
import { createRouter, handlerOf, type Match, methodsOf, noPrefixes, type Prefixes } from './routing.js'
import { type Ended, honestPlay, type Play, type Stage } from './stage.js'
import { withoutTrace } from './state/without-trace.js'
import { randomId } from './tokens/opaque.js'
import { type BodyDamage, damagedBody, faultOfTheMock, unknownPath, wrongMethod } from './unserved.js'

/**
 * Answers one request; never rejects. `damage` says why the body could not be read, null when it was. Without
 * `caller` the request counts as one from this machine.
 */
export type AnswerRequest = (
  request: HttpRequest,
  damage?: BodyDamage | null,
  caller?: Caller,
) => Promise<SentReply>

/** What differs from request to request. */
type OwnOfRequest = 'quirks' | 'exchange' | 'correlation' | 'exchanges' | 'parameters' | 'prefixes' | 'caller'

export interface AnswerParts extends Omit<EndpointContext, OwnOfRequest> {
  readonly recorder: Recorder
  /** What the scenario in force does to each exchange; without it the mock is honest. */
  readonly stage?: Stage
  /** How a late answer waits; without it, by the clock. */
  readonly wait?: (milliseconds: number) => Promise<void>
  /** Told about every exception, which the client sees as a bare 500. */
  readonly onFault: (fault: unknown) => void
  /** The endpoints of the mock unless a test brings its own. */
  readonly endpoints?: readonly Endpoint[]
  /** The stubs of the user; they come before the endpoints of the mock. */
  readonly stubs?: readonly Endpoint[]
  readonly prefixes?: Prefixes
}

const thisMachine: Caller = { loopback: true }
const noParameters: ReadonlyMap<string, string> = new Map()

export function createAnswer(parts: AnswerParts): AnswerRequest {
  const endpoints: readonly Endpoint[] = [...(parts.stubs ?? []), ...(parts.endpoints ?? allEndpoints)]
  const prefixes = parts.prefixes ?? noPrefixes
  const router = createRouter(endpoints, prefixes)
  const { recorder, onFault, ports, tokens, users, organization, names } = parts

  return async (request, damage = null, caller = thisMachine) => {
    const at = ports.clock.now()
    const number = recorder.nextNumber()
    const correlation = randomId(ports.random)
    const found = router.match(request.path)
    const likely = chosen(found, request.method)
    const play = await playFor(request, likely?.endpoint.id ?? null, parts)
    const { quirks = noQuirks } = play
    const isThere = likely?.endpoint.isOffered?.(quirks) ?? true
    const [match, matches] = isThere ? [likely, found] : [undefined, []]
    const endpoint = match?.endpoint
    const id = endpoint?.id ?? null
    // Member by member: a spread of all parts costs a twentieth of a login.
    const context: EndpointContext = {
      policy: play.policy,
      quirks,
      ports,
      store: play.leavesNoTrace === true ? withoutTrace(parts.store) : parts.store,
      tokens,
      users,
      organization,
      names,
      exchange: number,
      correlation,
      exchanges: recorder.exchanges,
      parameters: match?.parameters ?? noParameters,
      prefixes: prefixesFor(match, prefixes),
      caller,
    }
    const { reply, outcome } = await answerOf(request, damage, { match, matches, endpoints }, context).catch(
      (fault: unknown) => {
        onFault(fault)
        return faultOfTheMock(request, context)
      },
    )
    const honest = dressed(reply, request, endpoint, correlation)
    const { sent, scenario } = ended(play, honest, outcome, parts)
    try {
      const played = scenario === null ? {} : { scenario }
      recorder.record({ number, at, endpoint: id, request, honest, sent, outcome, correlation, ...played })
    } catch (fault) {
      onFault(fault)
    }
    if (sent.delaySeconds !== undefined) await waitFor(sent.delaySeconds, parts)
    return sent
  }
}

/** A scenario that fails to begin leaves the exchange honest. */
async function playFor(request: HttpRequest, endpoint: string | null, parts: AnswerParts): Promise<Play> {
  if (parts.stage === undefined) return honestPlay(parts.policy)
  try {
    return await parts.stage(request, endpoint)
  } catch (fault) {
    parts.onFault(fault)
    return honestPlay(parts.policy)
  }
}

function ended(play: Play, honest: HttpReply, outcome: Outcome, { onFault }: AnswerParts): Ended {
  try {
    return play.end(honest, outcome)
  } catch (fault) {
    onFault(fault)
    return { sent: honest, scenario: null }
  }
}

function waitFor(seconds: number, { wait, ports }: AnswerParts): Promise<void> {
  return wait === undefined ? ports.clock.sleep(seconds * 1000) : wait(seconds * 1000)
}

/** The first endpoint that answers `method`, or else the first at all, which then explains itself. */
function chosen(matches: readonly Match[], method: string): Match | undefined {
  const [first, ...others] = matches
  if (others.length === 0) return first
  return matches.find(({ endpoint }) => handlerOf(endpoint, method) !== undefined) ?? first
}

/** A login that is asked for at the plain path has its issuer there. */
function prefixesFor(match: Match | undefined, prefixes: Prefixes): Prefixes {
  const isOther = match?.endpoint.origin === 'login' && match.prefix !== prefixes.login
  return isOther ? { ...prefixes, login: match.prefix } : prefixes
}

/** Where a request goes: what has its path, and what there is besides. */
interface Place {
  readonly match: Match | undefined
  readonly matches: readonly Match[]
  readonly endpoints: readonly Endpoint[]
}

async function answerOf(
  request: HttpRequest,
  damage: BodyDamage | null,
  { match, matches, endpoints }: Place,
  context: EndpointContext,
): Promise<Answer> {
  const endpoint = match?.endpoint
  const allow = () => allowOf(endpoint, matches)
  if (request.method === 'OPTIONS' && isShared(endpoint)) {
    return { reply: preflightReply(request, allow()), outcome: answered }
  }
  if (damage !== null) return damagedBody(damage, request, context)
  const misplaced = misdirection(request, endpoint)
  if (misplaced !== null) return misdirected(misplaced, request, endpoint, context)
  if (endpoint === undefined) return unknownPath(request, context, endpoints.filter(isAlwaysThere))
  const handler = handlerOf(endpoint, request.method)
  if (handler !== undefined) return handler(request, context)
  if (endpoint.otherMethods === undefined) return wrongMethod(request, context, allow())
  const answer = await endpoint.otherMethods(request, context)
  // A forgiving policy may let even the wrong method pass.
  return answer.outcome.kind === 'granted' ? answer : asWrongMethod(answer, allow())
}

function isAlwaysThere({ isOffered }: Endpoint): boolean {
  return isOffered === undefined
}

function asWrongMethod({ reply, outcome }: Answer, allow: string): Answer {
  return { reply: { ...reply, status: 405, headers: [...reply.headers, ['Allow', allow]] }, outcome }
}

function allowOf(endpoint: Endpoint | undefined, matches: readonly Match[]): string {
  if (endpoint === undefined) return 'GET, HEAD, POST, PUT, PATCH, DELETE'
  return [...methodsOf(matches), ...(endpoint.crossOrigin ? ['OPTIONS'] : [])].join(', ')
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
