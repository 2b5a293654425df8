// Looks at everything that the pages of one browser context do and keep.
import type {
  BrowserCookie,
  BrowserObservations,
  OpenPage,
  PageRequest,
  PostedMessage,
  StoredValue,
} from '../../browser-observations.js'
import type { BrowserContext, Page, Request } from './chromium.js'

const mostRequests = 2_000
const mostLines = 500
const longestLine = 2_000
const longestBody = 20_000

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] }

export interface Observed {
  readonly requests: readonly PageRequest[]
  readonly console: readonly string[]
  readonly messages: readonly PostedMessage[]
}

/** Where a URL leads: to the server of the app, to the mock, or outside. */
export type Whither = (url: string) => PageRequest['to']

/** Runs in every page before its own scripts: tells of messages to other windows. */
const hookMessages = `(() => {
  const tell = globalThis.gcPkceCheckPosted
  const original = globalThis.postMessage
  const hooked = function (message, second, transfer) {
    try {
      const target = typeof second === 'string' ? second : (second && second.targetOrigin) || '/'
      tell({ page: location.href, targetOrigin: target, data: JSON.stringify(message) })
    } catch {}
    return Reflect.apply(original, this === undefined ? globalThis : this, [message, second, transfer])
  }
  try { globalThis.postMessage = hooked } catch {}
})()`

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}

function pageOf(request: Request): string {
  try {
    return request.frame().url()
  } catch {
    // A service worker has no page.
    return ''
  }
}

/** Begins to look; what is seen grows until the context is closed. */
export async function observeContext(context: BrowserContext, whither: Whither): Promise<Observed> {
  const requests: Mutable<PageRequest>[] = []
  const console: string[] = []
  const messages: PostedMessage[] = []
  const known = new Map<Request, Mutable<PageRequest>>()
  const say = (line: string) => {
    if (console.length < mostLines) console.push(cut(line, longestLine))
  }
  context.on('request', (request) => {
    if (requests.length >= mostRequests || /^(?:data|blob|about):/.test(request.url())) return
    const body = request.postData()
    const one = {
      url: request.url(),
      method: request.method(),
      type: request.resourceType(),
      page: pageOf(request),
      referer: request.headers()['referer'] ?? null,
      body: body === null ? null : cut(body, longestBody),
      to: whither(request.url()),
      failure: null,
    }
    known.set(request, one)
    requests.push(one)
  })
  context.on('requestfailed', (request) => {
    const one = known.get(request)
    if (one !== undefined) one.failure = request.failure()?.errorText ?? 'it failed'
  })
  context.on('console', (message) => say(`${message.type()}: ${message.text()}`))
  context.on('weberror', (error) => say(`uncaught: ${error.error().message}`))
  await context.exposeBinding('gcPkceCheckPosted', (_source, posted: PostedMessage) => {
    if (messages.length < mostLines) messages.push({ ...posted, data: cut(String(posted.data), longestBody) })
  })
  await context.addInitScript({ content: hookMessages })
  return { requests, console, messages }
}

/** The pages of the login service have an address of their own making. */
async function historyOf(context: BrowserContext, page: Page, whither: Whither): Promise<readonly string[]> {
  const session = await context.newCDPSession(page)
  try {
    const { entries } = await session.send('Page.getNavigationHistory')
    return entries.map(({ url }) => url).filter((url) => whither(url) === 'own')
  } finally {
    await session.detach().catch(() => undefined)
  }
}

const readSession = '(() => Object.entries({ ...sessionStorage }))()'
const readHistoryState = '(() => history.state === null ? null : JSON.stringify(history.state) ?? null)()'

async function openPage(
  context: BrowserContext,
  page: Page,
  whither: Whither,
): Promise<{ readonly page: OpenPage; readonly stored: readonly StoredValue[] }> {
  const url = page.url()
  const history = await historyOf(context, page, whither)
  const state: unknown = await page.evaluate(readHistoryState).catch(() => null)
  const entries: unknown = await page.evaluate(readSession).catch(() => [])
  const pairs = Array.isArray(entries) ? entries : []
  const origin = URL.canParse(url) ? new URL(url).origin : ''
  return {
    page: { url, history, historyState: typeof state === 'string' ? state : null },
    stored: pairs.flatMap((pair: unknown): StoredValue[] =>
      Array.isArray(pair)
        ? [{ place: 'sessionStorage', origin, key: String(pair[0]), value: String(pair[1]) }]
        : [],
    ),
  }
}

type State = Awaited<ReturnType<BrowserContext['storageState']>>

function cookiesIn({ cookies }: State): readonly BrowserCookie[] {
  return cookies.map(({ name, value, domain, path, httpOnly, secure, sameSite }) => ({
    name,
    value,
    domain,
    path,
    httpOnly,
    secure,
    sameSite,
  }))
}

function storedIn({ cookies, origins }: State): readonly StoredValue[] {
  const lasting = origins.flatMap((one) => {
    const { origin, localStorage } = one
    const databases: unknown = 'indexedDB' in one ? one.indexedDB : undefined
    return [
      ...localStorage.map(
        ({ name, value }): StoredValue => ({ place: 'localStorage', origin, key: name, value }),
      ),
      ...(Array.isArray(databases) ? databases : []).map(
        (database: unknown, index): StoredValue => ({
          place: 'indexedDB',
          origin,
          key: nameOf(database) ?? `database ${index + 1}`,
          value: JSON.stringify(database),
        }),
      ),
    ]
  })
  const inCookies = cookies.map(
    ({ name, value, domain }): StoredValue => ({ place: 'cookie', origin: domain, key: name, value }),
  )
  return [...lasting, ...inCookies]
}

function nameOf(database: unknown): string | null {
  const isNamed = typeof database === 'object' && database !== null && 'name' in database
  return isNamed && typeof database.name === 'string' ? database.name : null
}

/** Reads what the context holds now. Pages of the mock are left out: they are none of the app. */
export async function concludeContext(
  context: BrowserContext,
  { requests, console, messages }: Observed,
  whither: Whither,
  browser: string,
): Promise<BrowserObservations> {
  const own = context.pages().filter((page) => whither(page.url()) === 'own')
  const read = await Promise.all(own.map((page) => openPage(context, page, whither).catch(() => null)))
  const pages = read.filter((one) => one !== null)
  const state = await context.storageState({ indexedDB: true })
  const ofMock = new Set(requests.filter(({ to }) => to === 'mock').map(({ url }) => new URL(url).hostname))
  return {
    browser,
    requests: requests.map((request) => ({ ...request })),
    console: [...console],
    messages: [...messages],
    pages: pages.map(({ page }) => page),
    cookies: cookiesIn(state).filter(({ domain }) => !ofMock.has(domain.replace(/^\./, ''))),
    stored: [...storedIn(state), ...pages.flatMap(({ stored }) => stored)].filter(
      ({ origin }) => !ofMock.has(origin.replace(/^https?:\/\/|^\./, '')),
    ),
  }
}
