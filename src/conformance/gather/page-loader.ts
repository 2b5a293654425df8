// Loads one page over HTTP with a cookie jar, redirects not followed. The only file that imports undici.
import { CookieJar } from 'tough-cookie'
import { Agent, request } from 'undici'

/** Characters of a page that are kept: enough for any login form. */
const kept = 262_144

export interface Step {
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** Form-encoded. */
  readonly body?: string
}

export interface Page {
  readonly status: number
  readonly location: string | undefined
  /** The content type as sent; empty when absent. */
  readonly type: string
  /** The `ININ-Correlation-Id` header: only the mock sends one. */
  readonly correlation: string | undefined
  readonly html: string
}

export interface PageLoader {
  /** @throws the error of the connection; see `codeOf`. */
  load(step: Step, signal: AbortSignal): Promise<Page>
  close(): Promise<void>
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** `ECONNREFUSED` and the like, also from the error that collects the tries on several addresses. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error
  if (inner instanceof Error && 'code' in inner && typeof inner.code === 'string') return inner.code
  return error.message
}

export function createPageLoader(): PageLoader {
  const jar = new CookieJar(undefined, { rejectPublicSuffixes: false })
  const agent = new Agent({ connections: 8, pipelining: 0 })
  return {
    async load(step, signal) {
      const cookies = await jar.getCookieString(step.url)
      const answer = await request(step.url, {
        dispatcher: agent,
        method: step.method,
        signal,
        headers: {
          accept: 'text/html,application/xhtml+xml',
          'user-agent': 'Mozilla/5.0 (gc-pkce-check)',
          ...(cookies ? { cookie: cookies } : {}),
          ...(step.body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(step.body === undefined ? {} : { body: step.body }),
      })
      for (const cookie of [answer.headers['set-cookie'] ?? []].flat()) {
        await jar.setCookie(cookie, step.url, { ignoreError: true })
      }
      return {
        status: answer.statusCode,
        location: first(answer.headers['location']),
        type: first(answer.headers['content-type']) ?? '',
        correlation: first(answer.headers['inin-correlation-id']),
        html: (await answer.body.text()).slice(0, kept),
      }
    },
    close: () => agent.destroy(),
  }
}
