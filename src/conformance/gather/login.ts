// Operates one login: opens what the client wants opened, and decides when there is nothing more to come.
import type { Clock, Exchange } from '../../server/index.js'
import type { Callback, Ending, EndingKind } from '../transcript.js'
import type { ClientEnd, RunningClient, SeenUrl } from './client.js'
import { type Countdown, createCountdown } from './countdown.js'
import type { Door } from './front-door.js'
import { classifyUrl } from './login-url.js'
import { cutWhereOpened, notTheMock } from './seen-login.js'
import type { UserAgent, Visit } from './user-agent.js'

/** How long silence lasts until it is an answer, in milliseconds. */
export interface Patience {
  /** The whole run. */
  readonly limit: number
  /** After an answered callback, until a token request must have come. */
  readonly callbackToToken: number
  /** After the last exchange of a login that had its token request, or an error in its callback. */
  readonly afterToken: number
}

export interface LoginRun {
  readonly client: RunningClient
  readonly userAgent: UserAgent
  readonly loginUrl: string
  /** The client reaches the mock by the hosts of the real service too. */
  readonly intercepts?: boolean
  readonly clock: Clock
  readonly patience: Patience
  readonly signal: AbortSignal
  /** Calls `listener` after every exchange with the mock; the function returned ends that. */
  onExchange(listener: (exchange: Exchange) => void): () => void
  /** Hears that the client fell silent after its callback, each time: whether something more comes is waited for. */
  onQuiet?(): void
}

/** Logins that a client may begin in one run: a person would not go on for ever. */
const mostVisits = 3
/** Requests of one run: a client that sends more goes round in circles, and what it did first would be forgotten. */
const mostRequests = 300
/** Milliseconds in which a client whose pages led nowhere may still open a login page by itself. */
const selfOpening = 2_000
/** Milliseconds for a callback that is on its way when the client ends. */
const lastCallback = 1_000

/** Milliseconds after which a client that sent nothing more counts as silent. */
const settled = 300

/** One login under way. */
interface Login {
  readonly run: LoginRun
  readonly silence: Countdown
  readonly quiet: Countdown
  readonly visited: Map<string, Promise<void>>
  /** Every URL that the client opened or printed. */
  readonly seen: SeenUrl[]
  /** Correlation ids of the answers to authorize requests. */
  readonly authorized: Set<string>
  requests: number
  tokenRequests: number
  granted: boolean
  /** The last callback carried an error and no code: no token request is to come. */
  refused: boolean
  finish(ending: Ending): void
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

function end(login: Login, kind: EndingKind, what: string): void {
  login.finish({ kind, what, exitCode: null })
}

/** Begins to wait for the next sign of life: silence is an answer once the window is over. */
function awaitMore(login: Login): void {
  const { patience } = login.run
  const decided = login.tokenRequests > 0 || login.refused
  const window = decided ? patience.afterToken : patience.callbackToToken
  login.quiet.restart(settled, () => login.run.onQuiet?.())
  login.silence.restart(window, () => {
    if (login.granted)
      end(login, 'client-finished', `it was still running ${seconds(window)} after its last request`)
    else end(login, 'client-gave-up', `it was still running, and sent nothing for ${seconds(window)}`)
  })
}

/** Follows a callback; one that cannot be delivered ends the login, unless the client has its token already. */
function follow(login: Login, { url, answer }: Callback): void {
  if ((answer.kind === 'not-delivered' || answer.kind === 'unreachable') && login.tokenRequests === 0) {
    end(login, 'callback-not-delivered', `its callback could not be delivered: ${answer.why}`)
    return
  }
  const parameters = URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams()
  login.refused = parameters.has('error') && !parameters.has('code')
  awaitMore(login)
}

/** What follows from the end of a visit; `opened` is what the client opened or printed, null for its own pages. */
function conclude(login: Login, reached: Visit, opened: string | null): void {
  switch (reached.kind) {
    case 'page': {
      const cut = opened === null ? null : cutWhereOpened(opened, login.seen)
      const what = `the login page answered with status ${reached.status} and no redirect`
      end(login, 'stopped-at-page', cut === null ? what : `${what}: ${cut}`)
      break
    }
    case 'callback':
      follow(login, reached.callback)
      break
    case 'elsewhere':
      end(login, 'wrong-host', `it leads to ${notTheMock(reached.url, login.run.loginUrl)}`)
      break
    case 'no-login':
      noLogin(login, reached.why)
      break
    case 'failed':
      awaitMore(login)
  }
}

/** Pages that lead nowhere are the end, unless the client opens a login page by itself. */
function noLogin(login: Login, why: string): void {
  if (login.visited.size > 0) return
  login.silence.restart(selfOpening, () => {
    if (login.visited.size === 0 && login.authorized.size === 0) end(login, 'no-login-found', why)
  })
}

async function visit(login: Login, url: string): Promise<void> {
  conclude(login, await login.run.userAgent.visit(url), url)
}

/** Opens the front door of a web app, unless the client has opened a login page by itself. */
async function enter(login: Login, door: Door): Promise<void> {
  if (login.visited.size > 0) return
  conclude(login, await login.run.userAgent.enter(door), null)
}

function open(login: Login, seen: SeenUrl): void {
  const { url, how } = seen
  login.seen.push(seen)
  const place = classifyUrl(url, login.run.loginUrl, login.run.intercepts)
  if (place === 'elsewhere') end(login, 'wrong-host', `it ${how} ${notTheMock(url, login.run.loginUrl)}`)
  const wanted = place === 'mock' || (place === 'local' && how === 'opened')
  if (wanted && !login.visited.has(url) && login.visited.size < mostVisits) {
    login.visited.set(url, visit(login, url))
  }
}

/** The time is up: what the client was seen to wait for says more than the clock. */
async function runOut(login: Login): Promise<void> {
  const { client, patience } = login.run
  const what = `the time limit of ${seconds(patience.limit)} was over`
  const prompt = client.terminal?.prompt() ?? null
  if (prompt !== null && !login.granted) {
    end(login, 'prompt-unanswered', `${what} while it waited at its prompt "${prompt.text}"`)
    return
  }
  const waiting = login.visited.size > 0 ? null : ((await client.waitsFor?.()) ?? null)
  end(login, 'deadline', waiting === null ? what : `${what}: ${waiting}`)
}

function hear(login: Login, exchange: Exchange): void {
  login.requests += 1
  if (login.requests > mostRequests) {
    end(login, 'deadline', `it had sent ${mostRequests} requests, more than any login needs`)
  }
  if (exchange.endpoint === 'oauth-authorize') login.authorized.add(exchange.correlation)
  if (exchange.endpoint === 'oauth-token' && exchange.request.method !== 'OPTIONS') {
    login.tokenRequests += 1
    login.granted ||= exchange.outcome.kind === 'granted'
  }
  if (login.run.userAgent.callbacks.length > 0 || login.tokenRequests > 0) awaitMore(login)
}

async function endWithClient(login: Login, last: ClientEnd): Promise<void> {
  const { clock, userAgent } = login.run
  const waited = new AbortController()
  await Promise.race([Promise.all(login.visited.values()), clock.sleep(lastCallback, waited.signal)])
  waited.abort()
  const { exitCode, what } = last
  // A client that is its own user agent got the answer to its authorize request without any callback.
  const browsers = [userAgent.correlations, userAgent.ownCorrelations]
  const itself = [...login.authorized].some((id) => !browsers.some((sent) => sent.has(id)))
  const begun = userAgent.callbacks.length > 0 || login.tokenRequests > 0 || itself
  const kind =
    login.granted && exitCode === 0 ? 'client-finished' : begun ? 'client-gave-up' : 'client-exited'
  login.finish({ kind, what, exitCode })
}

/**
 * Resolves when the login is over: the client ended, nothing more came within the patience, a page stopped
 * the user agent, or the time was up. Never rejects.
 */
export async function operateLogin(run: LoginRun): Promise<Ending> {
  const silence = createCountdown(run.clock)
  const quiet = createCountdown(run.clock)
  const limit = createCountdown(run.clock)
  let interrupt: () => void = () => undefined
  let stopHearing: () => void = () => undefined
  const ending = await new Promise<Ending>((finish) => {
    const login: Login = {
      run,
      silence,
      quiet,
      visited: new Map(),
      seen: [],
      authorized: new Set(),
      requests: 0,
      tokenRequests: 0,
      granted: false,
      refused: false,
      finish,
    }
    interrupt = () => end(login, 'interrupted', 'the run was interrupted')
    run.signal.addEventListener('abort', interrupt, { once: true })
    if (run.signal.aborted) interrupt()
    stopHearing = run.onExchange((exchange) => hear(login, exchange))
    limit.restart(run.patience.limit, () => void runOut(login))
    run.client.onUrl((seen) => open(login, seen))
    void run.client.served?.then((door) => enter(login, door))
    void run.client.ended.then((last) => endWithClient(login, last))
  })
  for (const countdown of [silence, quiet, limit]) countdown.stop()
  stopHearing()
  run.signal.removeEventListener('abort', interrupt)
  return ending
}
