// Plays the browser for a client that needs none: follows redirects, fills in the login form, agrees where it is
// asked for consent, and delivers the callback to the client.
import type { Clock } from '../../server/index.js'
import type { Callback } from '../transcript.js'
import { agreeToConsent, fillLoginForm } from './login-form.js'
import { isLoopback } from './login-url.js'
import { codeOf, createPageLoader, type Page, type Step } from './page-loader.js'

const mostHops = 15
/** Milliseconds for which a page of the client is tried again while nothing listens there yet. */
const patience = 3_000
const pause = 50

/** Where a visit ended. */
export type Visit =
  | { readonly kind: 'callback'; readonly callback: Callback }
  /** The mock answered with a page and no redirect. */
  | { readonly kind: 'page'; readonly status: number; readonly url: string }
  | { readonly kind: 'failed'; readonly why: string }

export interface UserAgent {
  /** Opens `url` as a user would and follows it to the end. Never rejects. */
  visit(url: string): Promise<Visit>
  /** Correlation ids of the answers of the mock to requests of this user agent. */
  readonly correlations: ReadonlySet<string>
  /** The callbacks delivered, or tried, so far. */
  readonly callbacks: readonly Callback[]
  close(): Promise<void>
}

export interface UserAgentOptions {
  readonly clock: Clock
  /** Base URL of the mock. */
  readonly mockUrl: string
  readonly user: { readonly email: string; readonly password: string }
  /** Number of the newest exchange of the mock. */
  lastExchange(): number
  readonly signal: AbortSignal
}

type Answer = Callback['answer']

/** Why no browser on this machine can open a redirect URI, or null when one can. */
function undeliverable(url: string): string | null {
  const address = URL.canParse(url) ? new URL(url) : null
  if (!address) return 'the redirect URI is not an absolute URL'
  if (!/^https?:$/.test(address.protocol))
    return `the redirect URI has the scheme ${address.protocol} which needs the app itself`
  return isLoopback(address) ? null : `${address.host} is not this machine`
}

function failedAnswer(error: unknown, url: string): Answer {
  const code = codeOf(error)
  if (code === 'ECONNREFUSED') return { kind: 'unreachable', why: `nothing listens on ${new URL(url).host}` }
  return { kind: 'dropped', why: `the connection ended before an answer (${code})` }
}

export function createUserAgent(options: UserAgentOptions): UserAgent {
  const { clock, signal } = options
  const loader = createPageLoader()
  const correlations = new Set<string>()
  const callbacks: Callback[] = []
  const mockPort = new URL(options.mockUrl).port

  function isMock(url: string): boolean {
    const address = URL.canParse(url) ? new URL(url) : null
    return address !== null && isLoopback(address) && address.port === mockPort
  }

  /** Loads a page of the client, which may not listen yet when its login page is answered at once. */
  async function loadFromClient(step: Step): Promise<Page> {
    const until = clock.now() + patience
    for (;;) {
      try {
        return await loader.load(step, signal)
      } catch (error) {
        if (codeOf(error) !== 'ECONNREFUSED' || clock.now() > until || signal.aborted) throw error
        await clock.sleep(pause, signal)
      }
    }
  }

  async function deliver(step: Step): Promise<{ callback: Callback; page: Page | null }> {
    const hop = { url: step.url, at: clock.now(), afterExchange: options.lastExchange() }
    const tried = async (): Promise<{ answer: Answer; page: Page | null }> => {
      const why = undeliverable(step.url)
      if (why !== null) return { answer: { kind: 'not-delivered', why }, page: null }
      try {
        const page = await loadFromClient(step)
        return { answer: { kind: 'answered', status: page.status, at: clock.now() }, page }
      } catch (error) {
        return { answer: failedAnswer(error, step.url), page: null }
      }
    }
    const { answer, page } = await tried()
    const callback = { ...hop, answer }
    callbacks.push(callback)
    return { callback, page }
  }

  /** The next request, or null at the end of the way. */
  function nextStep(page: Page, url: string): Step | null {
    if (page.location !== undefined && page.status >= 300 && page.status < 400) {
      const { location } = page
      return { method: 'GET', url: URL.canParse(location, url) ? new URL(location, url).href : location }
    }
    if (!isMock(url) || page.status >= 400 || !page.type.includes('html')) return null
    return fillLoginForm(page.html, url, options.user) ?? agreeToConsent(page.html, url)
  }

  async function atMock(step: Step): Promise<{ page: Page; next: Step | null }> {
    const page = await loader.load(step, signal)
    if (page.correlation !== undefined) correlations.add(page.correlation)
    return { page, next: nextStep(page, step.url) }
  }

  async function follow(first: string): Promise<Visit> {
    let step: Step = { method: 'GET', url: first }
    let fromMock = false
    let reached: Callback | null = null
    for (let hop = 0; hop < mostHops; hop++) {
      let next: Step | null
      if (isMock(step.url)) {
        const seen = await atMock(step)
        next = seen.next
        fromMock = true
        if (next === null && reached === null)
          return { kind: 'page', status: seen.page.status, url: step.url }
      } else if (fromMock) {
        const { callback, page } = await deliver(step)
        reached ??= callback
        next = page && nextStep(page, step.url)
        fromMock = false
      } else {
        next = nextStep(await loadFromClient(step), step.url)
      }
      if (next === null) break
      step = next
    }
    return reached
      ? { kind: 'callback', callback: reached }
      : { kind: 'failed', why: `no callback after following ${first.split('?')[0]}` }
  }

  return {
    correlations,
    callbacks,
    visit: (url) => follow(url).catch((error: unknown): Visit => ({ kind: 'failed', why: codeOf(error) })),
    close: () => loader.close(),
  }
}
