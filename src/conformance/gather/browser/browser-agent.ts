// A user agent that is a real browser: opens a single-page app, begins its login as a person would, and brings it the
// answer of the login service.
import type { BrowserObservations } from '../../browser-observations.js'
import type { Callback, ObservedExchange, Sender } from '../../transcript.js'
import type { Door } from '../front-door.js'
import { isServiceHost } from '../interception/service-hosts.js'
import { isLoopback } from '../login-url.js'
import type { Brought, Hop } from '../operations/operation.js'
import { type Agent, createStage } from '../stage.js'
import type { UserAgent, UserAgentOptions, Visit } from '../user-agent.js'
import type { Page, Request } from './chromium.js'
import type { BrowserHost } from './host.js'
import { passLoginPages } from './login-pages.js'
import { clickLikeliest } from './login-trigger.js'
import { learnRedirect } from './probe.js'
import type { Arrival, Reception, StaticSite } from './static-site.js'
import { createTabs, kitMark } from './tabs.js'

/** Milliseconds. */
const pause = 25
const loading = 15_000
/** For an app that begins its login by itself, before anything is clicked. */
const byItself = 600
const afterClick = 1_500
/** For a page to show something that can be clicked. */
const drawing = 5_000
/** From the authorize request to the answer at the app. */
const answering = 15_000
const oddPatience = 5_000
const mostClicks = 8

export interface BrowserAgentOptions extends UserAgentOptions {
  readonly host: BrowserHost
  readonly site: StaticSite
  /** SHA-256 of the public key of the CA of the mock, in base64. */
  readonly trustedKey: string
  /** Where the app must be opened, as the user of the kit says; learned when null. */
  readonly redirectUri: string | null
}

export interface BrowserAgent extends UserAgent {
  /** Who sent an exchange, by what a browser says of its requests. */
  senderOf(exchange: Pick<ObservedExchange, 'request'>): Sender
  /** What the browser shows now. */
  look(): Promise<BrowserObservations | null>
}

interface Awaited {
  readonly url: string
  served(status: number): void
}

function isAuthorize(url: string): boolean {
  return URL.canParse(url) && /\/oauth\/authorize\/?$/.test(new URL(url).pathname)
}

function isAnswer(url: string): boolean {
  const { searchParams } = new URL(url)
  return searchParams.has('code') || searchParams.has('error')
}

function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return /net::\w+/.exec(text)?.[0] ?? text.split('\n')[0] ?? text
}

/** What the browser says of a request: https://www.w3.org/TR/fetch-metadata/. */
export function senderOfRequest({ request: { headers } }: Pick<ObservedExchange, 'request'>): Sender {
  const header = (wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? ''
  if (header('user-agent').includes(kitMark)) return 'kit'
  return /^(?:document|iframe|frame)$/.test(header('sec-fetch-dest')) ? 'user-agent' : 'client'
}

export function createBrowserAgent(options: BrowserAgentOptions): BrowserAgent {
  const { clock, signal, site, host, operation, user } = options
  const callbacks: Callback[] = []
  const notes: string[] = []
  const authorized: Request[] = []
  /** Answers that wait for an operation to be brought, and those of logins of the kit. */
  const held: string[] = []
  const ofKit: string[] = []
  const awaited: Awaited[] = []
  const taken = new Set<string>()
  /** An answer that was sent to another machine than this one. */
  let stray: string | null = null
  let door: Door | null = null
  let lastAuthorize: string | null = null

  const ownOrigin = () => new URL(host.origin ?? `http://localhost:${site.port}`)
  /** Where the app wants its answer; null while no login was begun. */
  const redirectHost = () => {
    const redirect = lastAuthorize === null ? null : new URL(lastAuthorize).searchParams.get('redirect_uri')
    return redirect !== null && URL.canParse(redirect) ? new URL(redirect).host : null
  }
  const whither = (url: string) => {
    const address = URL.canParse(url) ? new URL(url) : null
    if (address === null) return 'outside'
    if (redirectHost() === address.host) return 'own'
    if (isLoopback(address)) return address.port === String(site.port) ? 'own' : 'outside'
    return address.protocol === 'https:' && isServiceHost(address.hostname) ? 'mock' : 'outside'
  }
  const tabs = createTabs({
    open: () => host.open(options.trustedKey),
    whither,
    onNavigation(request) {
      if (!isAuthorize(request.url())) {
        if (isStray(request.url())) stray ??= request.url()
        return
      }
      authorized.push(request)
      if (request.method() === 'GET') lastAuthorize = request.url()
    },
  })

  /** Stands for the browser of the app itself. */
  const sameBrowser = tabs.another()

  function isStray(url: string): boolean {
    const address = new URL(url)
    return address.host === redirectHost() && !isLoopback(address) && isAnswer(url)
  }

  async function until<T>(found: () => T | null | undefined, patience: number): Promise<T | null> {
    const end = clock.now() + patience
    for (;;) {
      const now = found()
      if (now !== null && now !== undefined) return now
      if (clock.now() >= end || signal.aborted) return null
      await clock.sleep(pause, signal)
    }
  }

  function arrived({ url, userAgent }: Arrival): Reception {
    const due = awaited.find((one) => one.url === url)
    if (due !== undefined) {
      awaited.splice(awaited.indexOf(due), 1)
      return { kind: 'serve', served: due.served }
    }
    if (!isAnswer(url)) return { kind: 'serve' }
    if (userAgent.includes(kitMark)) {
      ofKit.push(url)
      return { kind: 'hold' }
    }
    if (taken.has(url)) return { kind: 'serve' }
    taken.add(url)
    if (operation !== undefined) {
      held.push(url)
      return { kind: 'hold' }
    }
    const hop = { url, at: clock.now(), afterExchange: options.lastExchange() }
    const served = (status: number) =>
      void callbacks.push({ ...hop, answer: { kind: 'answered', status, at: clock.now() } })
    return { kind: 'serve', served }
  }

  /** The page in which the login of this answer was begun, or an empty one in the browser of the hop. */
  async function windowFor({ url, browser }: Hop) {
    const code = new URL(url).searchParams.get('code')
    const mine = [...taken].find((one) => code !== null && new URL(one).searchParams.get('code') === code)
    const context = await (browser === undefined ? tabs.own() : tabs.of(browser))
    const begun = tabs.frameOf(mine ?? lastTaken() ?? '')
    if (begun !== null && !begun.isDetached() && begun.page().context() === context) return begun
    return (await context.newPage()).mainFrame()
  }

  const lastTaken = () => [...taken].at(-1)

  /** Sends the browser there; some requests come from no page. */
  async function go(hop: Hop): Promise<void> {
    const { url, method, headers } = hop
    if (method !== undefined || headers?.['sec-purpose'] !== undefined) {
      const context = await tabs.own()
      const sent = { method: method ?? 'GET', headers: { ...headers, accept: 'text/html' }, maxRedirects: 0 }
      await context.request.fetch(url, sent)
      return
    }
    const frame = await windowFor(hop)
    await frame.goto(url, { waitUntil: 'commit', timeout: oddPatience })
  }

  async function bring(hop: Hop): Promise<Brought> {
    const url = new URL(hop.url)
    url.hash = ''
    const what = {
      url: hop.url,
      ...(hop.role === undefined ? {} : { role: hop.role }),
      ...(hop.method === undefined ? {} : { method: hop.method }),
    }
    const begun = { ...what, at: clock.now(), afterExchange: options.lastExchange() }
    let status: number | null = null
    const due: Awaited = {
      url: url.href,
      served(sent) {
        status = sent
      },
    }
    awaited.push(due)
    let why = `no answer within ${oddPatience / 1000} s`
    await go({ ...hop, url: url.href }).catch((error: unknown) => {
      why = sentenceOf(error)
    })
    const answered = await until(() => status, status === null ? oddPatience : 0)
    if (awaited.includes(due)) awaited.splice(awaited.indexOf(due), 1)
    const answer: Callback['answer'] =
      answered === null ? { kind: 'dropped', why } : { kind: 'answered', status: answered, at: clock.now() }
    const callback: Callback = { ...begun, answer }
    callbacks.push(callback)
    return { callback, page: null }
  }

  /** Opens the app, and clicks until it goes to the login service; why it does not, or null. */
  async function begin(page: Page, at: string, count = () => authorized.length): Promise<string | null> {
    const before = count()
    const begun = () => (count() > before ? true : null)
    try {
      await page.goto(at, { waitUntil: 'load', timeout: loading })
    } catch (error) {
      if (!begun()) return `the page ${at} could not be opened: ${sentenceOf(error)}`
    }
    if (await until(begun, byItself)) return null
    const clicked: string[] = []
    const end = clock.now() + drawing
    while (clicked.length < mostClicks && !signal.aborted) {
      const name = await clickLikeliest(page).catch(() => undefined)
      if (name === null || name === undefined) {
        // A dev server may load the page anew, and an app may draw late.
        if (begun()) return null
        if (clock.now() >= end) break
        await clock.sleep(4 * pause, signal)
        continue
      }
      clicked.push(name)
      if (await until(begun, afterClick)) return null
    }
    if (await until(begun, afterClick)) return null
    const tried =
      clicked.length === 0 ? 'it shows nothing that speaks of a login' : `clicked: ${clicked.join(', ')}`
    return `no login was begun from ${at}: ${tried}; --login-path names the page on which it begins`
  }

  /** Waits for the answer of the login service, and does on its pages what they ask for. */
  async function answerFor(page: Page, delivered: () => boolean): Promise<Visit | null> {
    const end = clock.now() + answering
    while (clock.now() < end && !signal.aborted) {
      if (delivered()) return null
      for (const open of page.context().pages()) {
        if (whither(open.url()) !== 'mock') continue
        const status = await passLoginPages(open, user)
        if (status !== null && status >= 400) return { kind: 'page', status, url: open.url() }
      }
      await clock.sleep(pause, signal)
    }
    return delivered() ? null : { kind: 'no-login', why: whyNoAnswer() }
  }

  function whyNoAnswer(): string {
    const last = authorized.at(-1)
    const failure = last?.failure()?.errorText
    return failure === undefined
      ? 'the login service gave no answer that came back to the app'
      : `its login page could not be opened: ${failure}`
  }

  /** An authorize endpoint of another service: nothing is served there. */
  function elsewhere(): string | null {
    const last = authorized.at(-1)?.url()
    return last !== undefined && whither(last) === 'outside' ? last : null
  }

  async function settle(entered: Door): Promise<Door> {
    const wanted =
      options.redirectUri ??
      (host.origin === null
        ? await learnRedirect({ open: () => host.open(options.trustedKey), begin, isAuthorize }, entered.url)
        : null)
    const redirect = wanted !== null && URL.canParse(wanted) ? new URL(wanted) : null
    if (host.origin === null && redirect !== null && isLoopback(redirect) && redirect.protocol === 'http:') {
      const trouble = await site.moveTo(Number(redirect.port) || 80)
      if (trouble === null) host.origin = redirect.origin
      else notes.push(`the app wants to be at ${redirect.origin}, as its redirect URI says, but ${trouble}`)
    }
    host.origin ??= new URL(entered.url).origin
    const moved = new URL(entered.url)
    moved.protocol = ownOrigin().protocol
    moved.host = ownOrigin().host
    return { ...entered, url: moved.href }
  }

  async function enter(entered: Door): Promise<Visit> {
    door = await settle(entered)
    site.receive(arrived)
    const context = await tabs.own()
    const page = await context.newPage()
    const why = await begin(page, door.url)
    if (why !== null) return { kind: 'no-login', why }
    const foreign = elsewhere()
    if (foreign !== null) return { kind: 'elsewhere', url: foreign }
    const stopped = await answerFor(page, () => held.length + callbacks.length > 0 || stray !== null)
    if (stopped !== null) return stopped
    if (stray !== null) return notDelivered(stray)
    const answer = held.shift()
    if (answer === undefined || operation === undefined) return delivered(callbacks[0])
    const { callback } = await operation.bring(createStage(answer, agent, operation.props))
    return { kind: 'callback', callback }
  }

  /** The pages of the app are served on this machine only. */
  function notDelivered(url: string): Visit {
    const why = `${new URL(url).host} is not this machine: let a development build have a redirect URI at http://localhost`
    const answer = { kind: 'not-delivered' as const, why }
    const callback = { url, at: clock.now(), afterExchange: options.lastExchange(), answer }
    callbacks.push(callback)
    return { kind: 'callback', callback }
  }

  function delivered(callback: Callback | undefined): Visit {
    return callback === undefined
      ? { kind: 'no-login', why: 'no answer came' }
      : { kind: 'callback', callback }
  }

  const agent: Agent = {
    bring,
    newBrowser: () => tabs.another(),
    answersFirst: true,
    get lastAuthorize() {
      return lastAuthorize
    },
    async answerTo(url, _browser, sender) {
      if (sender === 'user-agent') return url
      const page = await tabs.ofKit()
      const before = ofKit.length
      await page.goto(url, { timeout: oddPatience }).catch(() => undefined)
      await answerFor(page, () => ofKit.length > before)
      return ofKit[before] ?? null
    },
    async beginAgain(browser) {
      if (door === null) return null
      const context = await (browser === null ? tabs.own() : tabs.of(browser))
      const page = await context.newPage()
      if ((await begin(page, door.url)) !== null) return null
      const mine = () =>
        held.find((url) => tabs.frameOf(url)?.page() === page || isOpenedBy(url, page)) ?? null
      await answerFor(page, () => mine() !== null)
      const url = mine()
      if (url === null) return null
      held.splice(held.indexOf(url), 1)
      const step = { method: 'GET' as const, url }
      return { step, browser: browser ?? sameBrowser }
    },
  }

  const isOpenedBy = (url: string, page: Page) => tabs.frameOf(url)?.page().context() === page.context()

  const safely = (visit: Promise<Visit>) =>
    visit.catch((error: unknown): Visit => ({ kind: 'no-login', why: sentenceOf(error) }))
  return {
    correlations: new Set(),
    ownCorrelations: new Set(),
    callbacks,
    notes,
    searchedPages: 0,
    liveTexts: [],
    visit: (url) => safely(enter({ url, paths: [] })),
    enter: (entered) => safely(enter(entered)),
    async open(url) {
      const context = await tabs.own()
      const page = context.pages()[0] ?? (await context.newPage())
      const answer = await page.goto(url, { timeout: loading }).catch(() => null)
      return answer?.status() ?? null
    },
    senderOf: senderOfRequest,
    look: () => tabs.conclude().catch(() => null),
    async close() {
      site.receive(null)
      await tabs.close()
    },
  }
}
