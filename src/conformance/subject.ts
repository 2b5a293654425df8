// The client under test: how it is operated, and what of it is known beforehand.
import { resolve } from 'node:path'
import { UsageError } from '../command-line/index.js'
import { type Client, defaultPort, systemPorts } from '../server/index.js'
import { createBrowserHost } from './gather/browser/host.js'
import { installedBrowser } from './gather/browser/installed.js'
import { detectClient } from './gather/detection/index.js'
import type { Detected, StartPlan } from './gather/detection/start-plan.js'
import type { Target } from './gather/drivers/driver.js'
import type { ConformanceOptions } from './run-options.js'
import type { RunSettings } from './run-settings.js'
import type { ClientKind } from './transcript.js'

/** How the client is operated, or why it cannot be. */
export interface Subject {
  readonly target: Target | null
  /** For people: a path or an address. */
  readonly name: string
  readonly kind: ClientKind
  readonly startedWith: string
  readonly why: string | null
  /** It could be operated, in a browser that is not there. */
  readonly noBrowser?: true
}

/** An app that already runs: its address is all that is known of it. */
function attached(options: ConformanceOptions, url: string): Subject {
  const kind = options.kind ?? 'web'
  const because = options.kind ? 'it was given' : 'it has an address'
  options.onProgress?.({ kind: 'client', startedWith: `${url}, already running`, clientKind: kind, because })
  const loginUrl = `http://localhost:${options.port ?? defaultPort}`
  options.onProgress?.({ kind: 'note', text: howToPoint(url, loginUrl) })
  return {
    target: { kind: 'attach', url: options.loginPath ? new URL(options.loginPath, url).href : url },
    name: url,
    kind,
    startedWith: 'nothing: it was already running',
    why: null,
  }
}

/** What an app that already runs must have been told. */
function howToPoint(url: string, loginUrl: string): string {
  return `the app at ${url} must have been started with ${loginUrl} as the address of its login service and of its API (GC_PKCE_LOGIN_URL=${loginUrl} GC_PKCE_API_URL=${loginUrl}); each run has a mock of its own there, --port names another port`
}

function targetOf(plan: StartPlan, { home = 'fresh', url, loginPath }: ConformanceOptions): Target {
  if (plan.kind !== 'web') return { kind: 'command', plan, home }
  return { kind: 'web', plan, home, door: { url: url ?? null, loginPath: loginPath ?? null } }
}

/** A single-page app in a browser, or why it cannot be run: one sentence. */
function inBrowser(root: string, options: ConformanceOptions): Target | string {
  const { environment = {}, loginPath = null, ports = systemPorts } = options
  const installed = installedBrowser(environment)
  if (installed.kind === 'missing') return `a single-page app runs in a browser, and ${installed.why}`
  const host = createBrowserHost({ path: installed.path, environment, random: ports.random })
  return { kind: 'browser', root, loginPath, host }
}

/** The plan, with what the user wants otherwise. */
function asWanted(plan: StartPlan, { workingDirectory, env }: RunSettings): StartPlan {
  return {
    ...plan,
    ...(workingDirectory === undefined ? {} : { workingDirectory: resolve(workingDirectory) }),
    ...(env === undefined ? {} : { env }),
  }
}

/** What lies there. Who names an address, or a page that is no page of a single-page app, has a server-side app. */
function detectedClient(target: string, { start, kind, url, loginPath }: ConformanceOptions): Detected {
  const found = detectClient({ target, start, kind: kind ?? (url === undefined ? undefined : 'web') })
  const isServed = kind !== undefined || loginPath === undefined || url !== undefined
  if (isServed || (found.kind === 'found' && found.plan.pages !== undefined)) return found
  return detectClient({ target, start, kind: 'web' })
}

/** @throws UsageError when neither a client nor an address was given. */
export function subjectOf(options: ConformanceOptions): Subject {
  const { client, kind, url } = options
  if (typeof client === 'function') {
    return {
      target: { kind: 'in-process', login: client },
      name: 'a function',
      kind: kind ?? 'native',
      startedWith: 'a function',
      why: null,
    }
  }
  if (client === undefined) {
    if (url !== undefined) return attached(options, url)
    throw new UsageError([{ problem: 'client: a path, a function, or a url is needed' }])
  }
  const detected = detectedClient(client, options)
  if (detected.kind === 'none') {
    const why = detected.why
    return { target: null, name: client, kind: kind ?? 'native', startedWith: 'nothing', why }
  }
  const plan = asWanted(detected.plan, options)
  const { startedWith } = plan
  const target = plan.pages === undefined ? targetOf(plan, options) : inBrowser(plan.pages, options)
  if (typeof target === 'string') options.onProgress?.({ kind: 'note', text: target })
  options.onProgress?.({ kind: 'client', startedWith, clientKind: plan.kind, because: plan.kindBecause })
  if (typeof target === 'string') {
    return { target: null, name: client, kind: plan.kind, startedWith, why: target, noBrowser: true }
  }
  return {
    target,
    name: client,
    kind: plan.kind,
    startedWith,
    why: null,
  }
}

/** The registration given by the user; empty when it is to be learned. */
export function givenClients({ clientId, redirectUri, clientSecret }: RunSettings): readonly Client[] {
  if (clientId === undefined) return []
  const secret = clientSecret === undefined ? {} : { secret: clientSecret }
  const redirects =
    redirectUri === undefined
      ? { redirectUris: [], anyLoopbackRedirect: true }
      : { redirectUris: [redirectUri] }
  return [{ id: clientId, name: 'the client under test', grantType: 'CODE', ...redirects, ...secret }]
}
