// Begins a login that leads nowhere, to learn where an app wants its answer: it is then served there.
import type { Browser, Page } from './chromium.js'

export interface Probe {
  open(): Promise<Browser>
  /** Opens the app, and clicks until it goes to the login service. */
  begin(page: Page, at: string, count: () => number): Promise<string | null>
  isAuthorize(url: string): boolean
}

/** The redirect URI of the login that begins at `at`; null where none is begun, or it names none. */
export async function learnRedirect({ open, begin, isAuthorize }: Probe, at: string): Promise<string | null> {
  const browser = await open()
  const context = await browser.newContext()
  let found: string | null = null
  let isBegun = false
  try {
    await context.route(
      (url) => isAuthorize(url.href),
      (route) => {
        isBegun = true
        found ??= new URL(route.request().url()).searchParams.get('redirect_uri')
        return route.abort()
      },
    )
    const page = await context.newPage()
    await begin(page, at, () => (isBegun ? 1 : 0))
    return isBegun ? found : null
  } finally {
    await context.close()
  }
}
