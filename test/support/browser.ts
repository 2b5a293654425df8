// Chromium as it is installed on this machine, driven from the tools of the tests. Nothing outside this machine can be reached.
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ownErrands, switches } from '../../src/conformance/gather/browser/chromium.js'
import type { Browser } from '../tools/node_modules/playwright-core/index.js'
import { root } from './source-files.js'

export type {
  Browser,
  BrowserContext,
  Locator,
  Page,
} from '../tools/node_modules/playwright-core/index.js'

export interface BrowserOptions {
  /** Port of this machine to which every other host leads at its port 443; without it they lead nowhere. */
  readonly httpsPort?: number
  /** The SHA-256 of the public key of a trusted CA, in base64. */
  readonly trustedKey?: string
}

/** The first rule that fits wins. What the browser itself wants from its maker comes first. */
function hostRules({ httpsPort }: BrowserOptions): string {
  const hosts = httpsPort === undefined ? [] : [`MAP *:443 127.0.0.1:${httpsPort}`]
  return [...ownErrands, ...hosts, 'MAP * ~NOTFOUND', 'EXCLUDE localhost', 'EXCLUDE 127.0.0.1'].join(', ')
}

function chromiumPath(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const found = folders.map((folder) => join(folder, 'chromium')).find(existsSync)
  if (found === undefined) throw new Error('this test needs chromium: install the Debian package chromium')
  return found
}

async function playwright(): Promise<typeof import('../tools/node_modules/playwright-core/index.js')> {
  if (!existsSync(join(root, 'test/tools/node_modules/playwright-core'))) {
    throw new Error('this test needs playwright-core: run "npm ci --prefix test/tools"')
  }
  const { default: library } = await import('../tools/node_modules/playwright-core/index.js')
  return library
}

/** A browser of its own; the caller closes it. */
export async function launchBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const { chromium } = await playwright()
  const trusted =
    options.trustedKey === undefined ? [] : [`--ignore-certificate-errors-spki-list=${options.trustedKey}`]
  return chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: ['--no-sandbox', ...switches, `--host-resolver-rules=${hostRules(options)}`, ...trusted],
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), TMPDIR: tmpdir() },
  })
}
