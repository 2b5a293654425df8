// Looks for the login of a web app, as a person would who opens its first page and reads what is there.
import type { Initiator } from './cookies.js'
import { goesByItself, loginSteps } from './login-links.js'
import { classifyUrl, isLoopback } from './login-url.js'
import type { Page, Step } from './page-loader.js'

/** Where a login may begin. */
export interface Door {
  readonly url: string
  /** Pages below it that are tried when that one leads nowhere: `/login`. */
  readonly paths: readonly string[]
}

/** Pages that are opened at most: a person would not read on for ever. */
const mostPages = 30

/** What the search does to the outside. */
export interface Visitor {
  readonly mockUrl: string
  isMock(url: string): boolean
  load(step: Step, initiator: Initiator): Promise<Page>
}

export type Found =
  /** `page` is the page of the client from which `step` leads to the login service. */
  | { readonly kind: 'login'; readonly step: Step; readonly page: string }
  /** An authorize endpoint of another server. */
  | { readonly kind: 'elsewhere'; readonly url: string }
  | { readonly kind: 'none'; readonly why: string }

interface Search {
  readonly door: Door
  readonly visitor: Visitor
  readonly seen: Set<string>
  /** What was opened and what came, for people: `/login (404)`. */
  readonly tried: string[]
  drawnByScript: boolean
}

interface Waiting {
  readonly step: Step
  /** The page on which the way was found; null for an address that the user typed. */
  readonly page: string | null
}

function initiatorOf({ step, page }: Waiting): Initiator {
  if (page === null) return 'same-site'
  return new URL(page).hostname === new URL(step.url).hostname ? 'same-site' : 'cross-site'
}

/** The ways that a page of the client opens, the likeliest first. */
function waysFrom(page: Page, url: string, search: Search): readonly Step[] {
  if (page.location !== undefined && page.status >= 300 && page.status < 400) {
    return URL.canParse(page.location, url) ? [{ method: 'GET', url: new URL(page.location, url).href }] : []
  }
  if (!page.type.includes('html')) return []
  const itself = goesByItself(page.html, url)
  const steps = loginSteps(page.html, url)
  if (itself === null && steps.length === 0 && /<script/i.test(page.html)) search.drawnByScript = true
  return itself === null ? steps : [{ method: 'GET', url: itself }, ...steps]
}

/** Opens one page of the client: what it leads to, or null when that was nothing new. */
async function open(waiting: Waiting, search: Search): Promise<readonly Waiting[]> {
  const { step } = waiting
  const { pathname } = new URL(step.url)
  try {
    const page = await search.visitor.load(step, initiatorOf(waiting))
    search.tried.push(`${pathname} (${page.status})`)
    return waysFrom(page, step.url, search).map((next) => ({ step: next, page: step.url }))
  } catch {
    search.tried.push(`${pathname} (no answer)`)
    return []
  }
}

function whyNone({ door, tried, drawnByScript }: Search): string {
  const { origin } = new URL(door.url)
  const where = `no way to a login was found at ${origin}: tried ${tried.join(', ')}`
  return drawnByScript ? `${where}; its pages are drawn by JavaScript, which was not run` : where
}

/** Follows the ways from the door, the likeliest first, until one leads to a login service. */
export async function findLogin(door: Door, visitor: Visitor): Promise<Found> {
  const search: Search = { door, visitor, seen: new Set(), tried: [], drawnByScript: false }
  const queue: Waiting[] = [door.url, ...door.paths.map((path) => new URL(path, door.url).href)].map(
    (url) => ({
      step: { method: 'GET', url },
      page: null,
    }),
  )
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { step, page } = next
    const own = new URL(step.url).origin === new URL(door.url).origin
    if (!own && !visitor.isMock(step.url) && classifyUrl(step.url, visitor.mockUrl) === 'elsewhere')
      return { kind: 'elsewhere', url: step.url }
    if (visitor.isMock(step.url)) return { kind: 'login', step, page: page ?? door.url }
    const key = `${step.method} ${step.url} ${step.body ?? ''}`
    if (search.seen.has(key) || search.tried.length >= mostPages) continue
    search.seen.add(key)
    if (!isLoopback(new URL(step.url))) {
      search.tried.push(`${new URL(step.url).origin} (not this machine: not opened)`)
      continue
    }
    queue.unshift(...(await open(next, search)))
  }
  return { kind: 'none', why: whyNone(search) }
}
