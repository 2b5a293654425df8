// Starts a browser that reaches the mock under every real host name, and nothing else. The only file that imports
// playwright-core, which is loaded when a browser is needed.
import { createRequire } from 'node:module'
import { userInfo } from 'node:os'
import type { Browser } from 'playwright-core'

export type { Browser, BrowserContext, Frame, JSHandle, Page, Request } from 'playwright-core'

export interface BrowserStart {
  /** The program. */
  readonly path: string
  /** Port of this machine at which the mock speaks TLS. */
  readonly mockPort: number
  /** SHA-256 of the public key of the CA of the mock, in base64. */
  readonly trustedKey: string
  /** For its profile and everything else that it writes. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** What keeps it quiet, and away from the network. */
export const switches: readonly string[] = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--disable-default-apps',
  '--no-default-browser-check',
  // A proxy of the environment would resolve the names instead of the rules below.
  '--no-proxy-server',
]

/** What the browser itself wants of its maker leads nowhere. */
export const ownErrands: readonly string[] = ['*.googleapis.com', '*.google.com', '*.gstatic.com'].map(
  (host) => `MAP ${host} ~NOTFOUND`,
)

/** Of these rules the first that fits wins: https leads to the mock, this machine to itself, all else nowhere. */
export function resolverRules(mockPort: number): string {
  const own = ['localhost', '*.localhost', '127.0.0.1', '::1'].map((host) => `EXCLUDE ${host}`)
  return [...ownErrands, `MAP *:443 127.0.0.1:${mockPort}`, 'MAP * ~NOTFOUND', ...own].join(', ')
}

/** Chromium refuses to run with its sandbox as the superuser. */
function isSuperuser(): boolean {
  return userInfo().uid === 0
}

/** Not by `import`: a bundled program of Node.js 20 cannot import what lies outside of it. */
function playwright(): typeof import('playwright-core') {
  try {
    const loaded: typeof import('playwright-core') = createRequire(import.meta.url)('playwright-core')
    return loaded
  } catch {
    throw new Error(
      'the package playwright-core, which drives the browser, is not installed: npm install playwright-core',
    )
  }
}

/** @throws Error with a sentence when it does not start */
export async function startBrowser(start: BrowserStart): Promise<Browser> {
  const { chromium } = playwright()
  const launch = (sandbox: boolean) =>
    chromium.launch({
      executablePath: start.path,
      headless: true,
      chromiumSandbox: sandbox,
      args: [
        ...switches,
        `--host-resolver-rules=${resolverRules(start.mockPort)}`,
        `--ignore-certificate-errors-spki-list=${start.trustedKey}`,
      ],
      // Nothing of the environment of the user changes what it does.
      env: { PATH: start.environment['PATH'] ?? '', HOME: start.folder, TMPDIR: start.folder },
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
  try {
    return await (isSuperuser() ? launch(false) : launch(true).catch(() => launch(false)))
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    throw new Error(`the browser ${start.path} did not start: ${first}`)
  }
}
