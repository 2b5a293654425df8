// Runs a single-page app that is a folder of pages: serves the folder, and names the page that a person opens.
import type { Output } from '../../transcript.js'
import { serveFolder } from '../browser/static-site.js'
import type { RunningClient } from '../client.js'
import type { Driver } from './driver.js'

const nothingPrinted: Output = { stdout: '', stderr: '', cut: false }

export const browser: Driver<'browser'> = {
  id: 'browser',
  async start({ root, loginPath, host }): Promise<RunningClient> {
    const { origin } = host
    const port = origin === null ? await host.freePort() : Number(new URL(origin).port) || 80
    const site = await serveFolder(root, port)
    const url = new URL(loginPath ?? '/', origin ?? `http://localhost:${port}`).href
    return {
      site,
      onUrl: () => undefined,
      // A page ends with its browser.
      ended: new Promise(() => undefined),
      output: () => nothingPrinted,
      served: Promise.resolve({ url, paths: [] }),
      stop: () => site.stop(),
    }
  },
}
