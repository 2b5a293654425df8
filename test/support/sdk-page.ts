// A web server for the page that uses the official SDK, on a free port of this machine.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { root } from './source-files.js'

export interface SdkSettings {
  readonly clientId: string
  /** As `setGateway` takes it. */
  readonly gateway?: { readonly host: string; readonly protocol: string; readonly port: number }
  /** As `setEnvironment` takes it. */
  readonly environment?: string
  /** As `loginPKCEGrant` takes them. */
  readonly options?: Readonly<Record<string, string>>
}

export interface SdkPage {
  readonly url: string
  /** What the page reads at each step; may be replaced while it is served. */
  settings: SdkSettings
  stop(): Promise<void>
}

const foreign = join(root, 'fixtures/clients/foreign')
const files: Readonly<Record<string, readonly [type: string, path: string]>> = {
  '/': ['text/html; charset=utf-8', join(foreign, 'genesys-sdk-browser/index.html')],
  '/app.js': ['text/javascript', join(foreign, 'genesys-sdk-browser/app.js')],
  '/sdk.js': [
    'text/javascript',
    join(
      foreign,
      'node_modules/purecloud-platform-client-v2/dist/web-cjs/purecloud-platform-client-v2.min.js',
    ),
  ],
}

export async function serveSdkPage(settings: SdkSettings): Promise<SdkPage> {
  const page: { -readonly [Name in keyof SdkPage]: SdkPage[Name] } = {
    url: '',
    settings,
    stop: async () => undefined,
  }
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?')
    const file = files[path]
    const headers = { 'Cache-Control': 'no-store' }
    if (path === '/settings.json') {
      response.writeHead(200, { ...headers, 'Content-Type': 'application/json' })
      response.end(JSON.stringify(page.settings))
    } else if (file === undefined) {
      response.writeHead(404, headers).end()
    } else {
      response.writeHead(200, { ...headers, 'Content-Type': file[0] }).end(readFileSync(file[1]))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  page.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  page.stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return page
}
