// Loads one page over HTTP with the cookies of a browser, redirects not followed. The only file that imports undici.
import { lookup as resolve } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { Agent, buildConnector, request } from 'undici'
import { createCookies, type Initiator } from './cookies.js'
import { isServiceHost } from './interception/service-hosts.js'

/** Characters of a page that are kept: enough for any login form. */
const kept = 262_144

export interface Step {
  readonly method: 'GET' | 'POST' | 'HEAD' | 'OPTIONS'
  readonly url: string
  /** Besides those that a browser always sends. */
  readonly headers?: Readonly<Record<string, string>>
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
  /**
   * @param initiator who began the navigation, for the cookies that go along.
   * @throws the error of the connection; see `codeOf`.
   */
  load(step: Step, signal: AbortSignal, initiator?: Initiator): Promise<Page>
  /** Whether a client has set cookies that a browser would send to `url`. */
  hasCookies(url: string): Promise<boolean>
  /** Names of the cookies of a client that a browser does not send with a callback to `url`. */
  leftBehind(url: string): Promise<readonly string[]>
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

/** Browsers know the addresses of localhost themselves, and try IPv6 first, whatever the system is set to. */
const lookup: LookupFunction = (host, options, callback) => {
  if (options.all !== true || !/(?:^|\.)localhost$/.test(host)) {
    resolve(host, options, callback)
    return
  }
  const addresses = [
    { address: '::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ]
  callback(null, addresses)
}

/**
 * @param isLogin whether a URL belongs to the login service: that lives on another host than the client in
 * earnest, and on the same one here, so its cookies are kept apart.
 * @param servicePort port of this machine on which the hosts of the real service are found; null: they are not opened.
 */
export function createPageLoader(
  isLogin: (url: string) => boolean = () => false,
  servicePort: number | null = null,
): PageLoader {
  const jars = { login: createCookies(), client: createCookies() }
  // A certificate that a developer made for this machine is trusted, as a person would do by one click.
  const connect = buildConnector({ lookup, rejectUnauthorized: false })
  const agent = new Agent({
    connections: 8,
    pipelining: 0,
    connect(options, callback) {
      const isService = servicePort !== null && isServiceHost(options.hostname)
      connect(
        isService ? { ...options, hostname: '127.0.0.1', port: String(servicePort) } : options,
        callback,
      )
    },
  })
  return {
    async load(step, signal, initiator = 'same-site') {
      const jar = isLogin(step.url) ? jars.login : jars.client
      // A preflight carries no cookies.
      const cookies =
        step.method === 'OPTIONS'
          ? ''
          : await jar.header(step.url, step.method === 'POST' ? 'POST' : 'GET', initiator)
      const answer = await request(step.url, {
        dispatcher: agent,
        method: step.method,
        signal,
        headers: {
          accept: 'text/html,application/xhtml+xml',
          'user-agent': 'Mozilla/5.0 (gc-pkce-check)',
          ...(cookies ? { cookie: cookies } : {}),
          ...step.headers,
          ...(step.body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(step.body === undefined ? {} : { body: step.body }),
      })
      await jar.keep(step.url, [answer.headers['set-cookie'] ?? []].flat())
      return {
        status: answer.statusCode,
        location: first(answer.headers['location']),
        type: first(answer.headers['content-type']) ?? '',
        correlation: first(answer.headers['inin-correlation-id']),
        html: (await answer.body.text()).slice(0, kept),
      }
    },
    hasCookies: async (url) => (await jars.client.header(url, 'GET', 'same-site')) !== '',
    leftBehind: (url) => jars.client.leftBehind(url),
    close: () => agent.destroy(),
  }
}
