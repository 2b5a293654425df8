// Plays the browser for a client that needs none: follows redirects, fills in the login form, agrees where it is
// asked for consent, and delivers the callback to the client.
import type { Clock } from '../../server/index.js'
import type { Callback, LiveText } from '../transcript.js'
import { hopToClient } from './callback-hop.js'
import type { Initiator } from './cookies.js'
import type { Delivery } from './delivery.js'
import { type Door, findLogin } from './front-door.js'
import { liveTextsOn } from './live-text.js'
import { agreeToConsent, fillLoginForm } from './login-form.js'
import { goesByItself } from './login-links.js'
import { leadsToMock } from './login-url.js'
import type { Brought, Hop, Operation } from './operations/operation.js'
import { codeOf, createPageLoader, type Page, type PageLoader, type Step } from './page-loader.js'
import { otherDoor } from './same-host.js'
import { type Agent, createStage, type Props } from './stage.js'

const mostHops = 15
/** Milliseconds for which a page of the client is tried again while nothing listens there yet. */
const patience = 3_000
const pause = 50
/** Milliseconds that a client may take to answer what is not the answer of its login. */
const oddPatience = 3_000

/** Where a visit ended. */
export type Visit =
  | { readonly kind: 'callback'; readonly callback: Callback }
  /** The mock answered with a page and no redirect. */
  | { readonly kind: 'page'; readonly status: number; readonly url: string }
  /** The client leads to the authorize endpoint of another server. */
  | { readonly kind: 'elsewhere'; readonly url: string }
  /** The pages of the client were searched in vain. */
  | { readonly kind: 'no-login'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string }

export interface UserAgent {
  /** Opens `url` as a user would and follows it to the end. Never rejects. */
  visit(url: string): Promise<Visit>
  /** Looks for the login of a web app at its door, and follows it to the end. Never rejects. */
  enter(door: Door): Promise<Visit>
  /** Opens a page of the client as who is signed in, and follows it to the end; its status, or null. Never rejects. */
  open(url: string): Promise<number | null>
  /** Correlation ids of the answers of the mock to requests of this user agent. */
  readonly correlations: ReadonlySet<string>
  /** Those of logins that the kit began for itself. */
  readonly ownCorrelations: ReadonlySet<string>
  /** The callbacks delivered, or tried, so far. */
  readonly callbacks: readonly Callback[]
  /** What was done otherwise than asked. */
  readonly notes: readonly string[]
  /** Pages of the client on which canaries were looked for. */
  readonly searchedPages: number
  readonly liveTexts: readonly LiveText[]
  close(): Promise<void>
}

export interface UserAgentOptions {
  readonly clock: Clock
  /** Base URL of the mock. */
  readonly mockUrl: string
  /** The mock is reached by the https hosts of the real service too. */
  readonly intercepts?: boolean
  readonly user: { readonly email: string; readonly password: string }
  /** Number of the newest exchange of the mock. */
  lastExchange(): number
  readonly signal: AbortSignal
  /** Other ways to bring a callback to the client; none when left out. */
  readonly delivery?: Delivery
  /** How the answer of a login is brought to the client, and what the run lends for it; as a browser when left out. */
  readonly operation?: { readonly bring: Operation; readonly props: Props }
  /** Canaries are looked for on the pages that follow on a callback. */
  readonly searchesPages?: boolean
}

/** What became of following a way: the end of it, or that it was begun at the wrong host. */
type Followed = Visit | { readonly kind: 'other-door'; readonly host: string }

export function createUserAgent(options: UserAgentOptions): UserAgent {
  const { clock, signal, mockUrl, intercepts = false, delivery, operation } = options
  const sent = { 'user-agent': new Set<string>(), kit: new Set<string>() }
  const callbacks: Callback[] = []
  const notes: string[] = []
  const mockPort = new URL(mockUrl).port
  const servicePort = intercepts ? Number(mockPort) : null
  const loader = createPageLoader(isMock, servicePort)
  const loaders = [loader]
  const live: LiveText[] = []
  let searched = 0
  /** The page of the client on which its login was found. */
  let door: Door | null = null
  let lastAuthorize: string | null = null

  function isMock(url: string): boolean {
    const address = URL.canParse(url) ? new URL(url) : null
    return address !== null && leadsToMock(address, mockPort, intercepts)
  }

  function newBrowser(): PageLoader {
    const browser = createPageLoader(isMock, servicePort)
    loaders.push(browser)
    return browser
  }

  function look(page: Page, url: string): void {
    if (!options.searchesPages) return
    searched += 1
    live.push(...liveTextsOn(page, url))
  }

  /**
   * Loads a page of the client, which may not listen yet when its login page is answered at once. Once it has
   * answered a callback it is waited for no more.
   */
  async function loadFromClient(step: Step, initiator: Initiator, browser = loader): Promise<Page> {
    const known = callbacks.some(({ answer }) => answer.kind === 'answered')
    const until = clock.now() + (known ? 0 : patience)
    for (;;) {
      try {
        return await browser.load(step, signal, initiator)
      } catch (error) {
        const vain = clock.now() >= until || signal.aborted || delivery?.isAsked()
        if (codeOf(error) !== 'ECONNREFUSED' || vain) throw error
        await clock.sleep(pause, signal)
      }
    }
  }

  /** An app that does not find its session again refuses every login: for a reason that only a browser sees. */
  async function noteCookiesLeft(url: string): Promise<void> {
    const [name] = await loader.leftBehind(url)
    if (name === undefined) return
    notes.push(
      `the cookie ${name} has SameSite=Strict: a browser does not send it with the callback, which comes from the login service; SameSite=Lax is right for it`,
    )
  }

  /** A client may leave what it did not ask for without any answer. */
  async function withinReason(page: Promise<Page>): Promise<Page> {
    const over = new AbortController()
    const late = clock.sleep(oddPatience, over.signal).then((): never => {
      throw new Error(`no answer within ${oddPatience / 1000} s`)
    })
    try {
      return await Promise.race([page, late])
    } finally {
      over.abort()
      late.catch(() => undefined)
    }
  }

  async function bring({ url, role, method, headers, browser = loader }: Hop): Promise<Brought> {
    const what = { url, ...(role === undefined ? {} : { role }), ...(method === undefined ? {} : { method }) }
    const hop = { ...what, at: clock.now(), afterExchange: options.lastExchange() }
    const step: Step = { method: method ?? 'GET', url, ...(headers === undefined ? {} : { headers }) }
    const load = (callback: Step) => {
      const page = loadFromClient(callback, 'cross-site', browser)
      return role === undefined ? page : withinReason(page)
    }
    const { answer, page } = await hopToClient(step, { clock, signal, delivery, load })
    const callback: Callback = { ...hop, answer }
    callbacks.push(callback)
    if (page !== null) look(page, url)
    if (answer.kind === 'answered' && answer.status >= 400) await noteCookiesLeft(url)
    return { callback, page }
  }

  function deliver(step: Step): Promise<Brought> {
    if (operation === undefined || !URL.canParse(step.url)) return bring({ url: step.url })
    return operation.bring(createStage(step.url, agent, operation.props))
  }

  /** The next request, or null at the end of the way. */
  function nextStep(page: Page, url: string): Step | null {
    if (page.location !== undefined && page.status >= 300 && page.status < 400) {
      const { location } = page
      return { method: 'GET', url: URL.canParse(location, url) ? new URL(location, url).href : location }
    }
    if (!page.type.includes('html') || page.status >= 400) return null
    if (isMock(url)) return fillLoginForm(page.html, url, options.user) ?? agreeToConsent(page.html, url)
    const itself = goesByItself(page.html, url)
    return itself === null ? null : { method: 'GET', url: itself }
  }

  /** The client leads there from another site; the pages of the mock lead from one to the other. */
  async function atMock(step: Step, initiator: Initiator): Promise<{ page: Page; next: Step | null }> {
    if (step.method === 'GET' && new URL(step.url).pathname.endsWith('/oauth/authorize'))
      lastAuthorize = step.url
    const page = await loader.load(step, signal, initiator)
    if (page.correlation !== undefined) sent['user-agent'].add(page.correlation)
    return { page, next: nextStep(page, step.url) }
  }

  async function answerTo(
    url: string,
    browser: PageLoader,
    sender: 'user-agent' | 'kit',
  ): Promise<string | null> {
    let step: Step | null = { method: 'GET', url }
    for (let hop = 0; hop < mostHops && step !== null; hop++) {
      if (!isMock(step.url)) return step.url
      const page: Page = await browser.load(step, signal, 'cross-site')
      if (page.correlation !== undefined) sent[sender].add(page.correlation)
      step = nextStep(page, step.url)
    }
    return null
  }

  async function beginAgain(browser: PageLoader | null) {
    if (door === null) return null
    const used = browser ?? loader
    const load = (step: Step, initiator: Initiator) => loadFromClient(step, initiator, used)
    const found = await findLogin(door, { mockUrl, isMock, load })
    return found.kind === 'login' ? { step: found.step, browser: used } : null
  }

  /** `begunAt` is the page of the client on which the way was found; null where there is none. */
  async function follow(first: Step, begunAt: string | null): Promise<Followed> {
    let step: Step = first
    let fromMock = false
    let reached: Callback | null = null
    for (let hop = 0; hop < mostHops; hop++) {
      let next: Step | null
      if (isMock(step.url)) {
        const host = reached === null && begunAt !== null ? otherDoor(begunAt, step.url) : null
        // Without cookies nothing stays behind.
        if (host !== null && begunAt !== null && (await loader.hasCookies(begunAt)))
          return { kind: 'other-door', host }
        const seen = await atMock(step, fromMock ? 'same-site' : 'cross-site')
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
        // The login service began what the redirects of the client continue.
        const page = await loadFromClient(step, 'cross-site')
        if (reached !== null) look(page, step.url)
        next = nextStep(page, step.url)
      }
      if (next === null) break
      step = next
    }
    return reached
      ? { kind: 'callback', callback: reached }
      : { kind: 'failed', why: `no callback after following ${first.url.split('?')[0]}` }
  }

  async function enterAt(entered: Door): Promise<Followed> {
    const visitor = { mockUrl, isMock, load: loadFromClient }
    const found = await findLogin(entered, visitor)
    if (found.kind === 'none') return { kind: 'no-login', why: found.why }
    if (found.kind === 'elsewhere') return found
    door = entered
    return follow(found.step, found.page)
  }

  async function enter(entered: Door): Promise<Visit> {
    const first = await enterAt(entered)
    if (first.kind !== 'other-door') return first
    const right = new URL(entered.url)
    const wrong = right.hostname
    right.hostname = first.host
    notes.push(
      `cookies of ${wrong} are not sent to ${first.host}, the host of the redirect URI: the app was opened again at ${right.origin}`,
    )
    const second = await enterAt({ ...entered, url: right.href })
    return second.kind === 'other-door'
      ? { kind: 'failed', why: `the app changes between ${wrong} and ${first.host} by itself` }
      : second
  }

  /** A link of the app that a user clicks on who is signed in; where the app asks for a login, that is followed too. */
  async function openPage(url: string): Promise<number | null> {
    let step: Step = { method: 'GET', url }
    for (let hop = 0; hop < mostHops; hop++) {
      const page = isMock(step.url)
        ? (await atMock(step, 'cross-site')).page
        : await loadFromClient(step, 'same-site')
      const next = nextStep(page, step.url)
      if (next === null) return page.status
      step = next
    }
    return null
  }

  const safely = (visit: Promise<Visit>) =>
    visit.catch((error: unknown): Visit => ({ kind: 'failed', why: codeOf(error) }))
  const fromMock = async (url: string): Promise<Visit> => {
    const end = await follow({ method: 'GET', url }, null)
    return end.kind === 'other-door' ? { kind: 'failed', why: 'the login was begun at another host' } : end
  }
  const agent: Agent = {
    bring,
    newBrowser,
    answersFirst: false,
    get lastAuthorize() {
      return lastAuthorize
    },
    answerTo,
    beginAgain,
  }
  return {
    correlations: sent['user-agent'],
    ownCorrelations: sent.kit,
    callbacks,
    notes,
    get searchedPages() {
      return searched
    },
    liveTexts: live,
    visit: (url) => safely(isMock(url) ? fromMock(url) : enter({ url, paths: [] })),
    enter: (entered) => safely(enter(entered)),
    open: (url) => openPage(url).catch(() => null),
    async close() {
      await Promise.all(loaders.map((one) => one.close()))
    },
  }
}
