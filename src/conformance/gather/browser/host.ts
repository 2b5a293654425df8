// The browser of a whole run: started when the first scenario needs it, ended with the run.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Random } from '../../../server/index.js'
import { freePort } from '../free-port.js'
import { type Browser, startBrowser } from './chromium.js'

export interface BrowserHost {
  /** For what the browser writes; made on first use, gone after `close`. */
  folder(): string
  /** Where every mock of the run listens: the browser is told one port when it starts. */
  mockPort(): Promise<number>
  /** A port for the pages of the app, while it is not known where they belong. */
  freePort(): Promise<number>
  /** The browser, one for all scenarios. Rejects with a sentence when it does not start. */
  open(trustedKey: string): Promise<Browser>
  /** The origin at which the app expects to be opened, learned from its redirect URI; null before that. */
  origin: string | null
  close(): Promise<void>
}

export interface HostOptions {
  /** The program of the browser. */
  readonly path: string
  readonly random: Random
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** A browser that is not started yet. */
export function createBrowserHost({ path, environment, random }: HostOptions): BrowserHost {
  let folder: string | null = null
  let port: Promise<number> | null = null
  let browser: Promise<Browser> | null = null
  const host: BrowserHost = {
    origin: null,
    folder() {
      folder ??= mkdtempSync(join(tmpdir(), 'gc-pkce-browser-'))
      return folder
    },
    freePort: () => freePort(random),
    mockPort() {
      port ??= freePort(random)
      return port
    },
    open(trustedKey) {
      browser ??= Promise.resolve(port ?? 0).then((mockPort) =>
        startBrowser({ path, mockPort, trustedKey, folder: host.folder(), environment }),
      )
      return browser
    },
    async close() {
      await browser?.then((opened) => opened.close()).catch(() => undefined)
      browser = null
      if (folder !== null) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
      folder = null
    },
  }
  return host
}
