// The contexts of one run in the browser: that of the app, others in which somebody else logs in, and those of the kit.
import type { BrowserObservations } from '../../browser-observations.js'
import { createPageLoader, type PageLoader } from '../page-loader.js'
import type { Browser, BrowserContext, Frame, Page, Request } from './chromium.js'
import { concludeContext, type Observed, observeContext, type Whither } from './observer.js'

/** Stands in the User-Agent of logins that the kit begins for itself. */
export const kitMark = 'gc-pkce-check-kit'

export interface Tabs {
  /** The context of the app; made on first use. */
  own(): Promise<BrowserContext>
  /** One more browser, by a handle; it is made when it is used. */
  another(): PageLoader
  of(handle: PageLoader): Promise<BrowserContext>
  /** A page of a context that marks its requests as those of the kit. */
  ofKit(): Promise<Page>
  /** The frame that asked for a page last; null when none did. */
  frameOf(url: string): Frame | null
  /** What the context of the app shows now; null where it was never used. */
  conclude(): Promise<BrowserObservations | null>
  close(): Promise<void>
}

export interface TabsOptions {
  open(): Promise<Browser>
  readonly whither: Whither
  /** Hears of every request of a page that is to be shown in a window or frame, redirects included. */
  onNavigation(request: Request): void
}

function bare(url: string): string {
  return url.replace(/#.*$/s, '')
}

export function createTabs({ open, whither, onNavigation }: TabsOptions): Tabs {
  const contexts: BrowserContext[] = []
  const handles = new Map<PageLoader, Promise<BrowserContext> | null>()
  const askedBy = new Map<string, Request>()
  let first: Promise<{ context: BrowserContext; observed: Observed }> | null = null

  async function newContext(userAgent?: string): Promise<BrowserContext> {
    const browser = await open()
    const context = await browser.newContext({
      serviceWorkers: 'allow',
      ...(userAgent === undefined ? {} : { userAgent }),
    })
    contexts.push(context)
    return context
  }

  async function ofApp(): Promise<BrowserContext> {
    const context = await newContext()
    context.on('request', (request) => {
      if (!request.isNavigationRequest()) return
      askedBy.set(bare(request.url()), request)
      onNavigation(request)
    })
    return context
  }

  async function begin() {
    const context = await ofApp()
    return { context, observed: await observeContext(context, whither) }
  }

  return {
    async own() {
      first ??= begin()
      return (await first).context
    },
    another() {
      const handle = createPageLoader()
      handles.set(handle, null)
      return handle
    },
    of(handle) {
      const made = handles.get(handle) ?? ofApp()
      handles.set(handle, made)
      return made
    },
    async ofKit() {
      const context = await newContext(`Mozilla/5.0 ${kitMark}`)
      return context.newPage()
    },
    frameOf(url) {
      try {
        return askedBy.get(bare(url))?.frame() ?? null
      } catch {
        // A window that is just being opened has no frame yet.
        return null
      }
    },
    async conclude() {
      if (first === null) return null
      const { context, observed } = await first
      const version = `Chromium ${context.browser()?.version() ?? ''}`.trim()
      return concludeContext(context, observed, whither, version)
    },
    async close() {
      await Promise.all([...handles.values()].map((made) => made?.catch(() => undefined)))
      await Promise.all(contexts.map((context) => context.close().catch(() => undefined)))
      await Promise.all([...handles.keys()].map((handle) => handle.close()))
    },
  }
}
