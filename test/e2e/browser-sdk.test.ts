// The official JavaScript SDK in a page of a real browser, against the built program: over http by its gateway, over https by the real host names.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, launchBrowser } from '../support/browser.js'
import { type Running, startProgram } from '../support/run-kit.js'
import { type SdkPage, type SdkSettings, serveSdkPage } from '../support/sdk-page.js'

const closers: (() => unknown)[] = []
afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const data = mkdtempSync(join(tmpdir(), 'gc-browser-'))
const env = { ...process.env, XDG_DATA_HOME: data }
closers.push(() => rmSync(data, { recursive: true, force: true }))

const options = { state: 'a+b c/&=%é' }

/** The settings of the page as the banner of the mock says them. */
async function settingsInBanner(mock: Running): Promise<SdkSettings> {
  const line = await mock.waitFor(/client\.setGateway\(\{.*\}\)/)
  const [, host = '', protocol = '', port = ''] =
    /^client\.setGateway\(\{ host: '([^']+)', protocol: '(https?)', port: (\d+) \}\)$/.exec(line) ?? []
  const clientId = await mock.waitFor(/[0-9a-f]{8}-[0-9a-f-]{27}/)
  return { clientId, gateway: { host, protocol, port: Number(port) }, options }
}

function startMock(...args: readonly string[]): Running {
  const mock = startProgram('gc-mock-oauth', ['start', '--port', '0', ...args], undefined, env)
  closers.push(async () => {
    mock.child.kill('SIGKILL')
    await mock.ended
  })
  return mock
}

/** Signs in with one click, on a page of a fresh profile, and tells what the page shows then, and what the browser complained about. */
async function signInWith(browser: Browser, { url }: SdkPage) {
  const context = await browser.newContext()
  const page = await context.newPage()
  const complaints: string[] = []
  const hosts = new Set<string>()
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => hosts.add(new URL(request.url()).origin))
  await page.goto(url)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const status = page.getByRole('status').filter({ hasText: /signed in as|failed/ })
  const shown = await status.textContent()
  const address = page.url()
  await context.close()
  return { shown, address, complaints, hosts: [...hosts] }
}

const signedIn = 'signed in as Demo Agent <agent@example.com>, state a+b c/&=%é'

describe('purecloud-platform-client-v2 in Chromium', () => {
  test('over http, pointed at the mock by the line of the banner', async () => {
    const settings = await settingsInBanner(startMock())
    const page = await serveSdkPage(settings)
    closers.push(() => page.stop())
    const browser = await launchBrowser()
    closers.push(() => browser.close())
    expect(await signInWith(browser, page)).toEqual({
      shown: signedIn,
      // The SDK takes the code out of the address.
      address: page.url,
      complaints: [],
      hosts: [new URL(page.url).origin, `http://127.0.0.1:${settings.gateway?.port}`],
    })
  })

  describe('over https, under the real host names', () => {
    let browser: Browser
    let page: SdkPage
    let settings: SdkSettings
    let clientId: string

    beforeAll(async () => {
      settings = await settingsInBanner(startMock('--https'))
      clientId = settings.clientId
      const { out } = await startProgram('gc-mock-oauth', ['ca'], undefined, env).ended
      const trustedKey = /--ignore-certificate-errors-spki-list=(\S+)/.exec(out)?.[1] ?? ''
      expect(trustedKey).toMatch(/^[\w+/]{43}=$/)
      browser = await launchBrowser({ httpsPort: settings.gateway?.port ?? 0, trustedKey })
      closers.push(() => browser.close())
      page = await serveSdkPage(settings)
      closers.push(() => page.stop())
    })

    for (const environment of ['mypurecloud.com', 'euc2.pure.cloud']) {
      test(`the region ${environment}, as the SDK has it built in`, async () => {
        page.settings = { clientId, environment, options }
        expect(await signInWith(browser, page)).toEqual({
          shown: signedIn,
          address: page.url,
          complaints: [],
          hosts: [new URL(page.url).origin, `https://login.${environment}`, `https://api.${environment}`],
        })
      })
    }

    test('pointed at the mock by the line of the banner, under one name', async () => {
      page.settings = settings
      const { shown, hosts } = await signInWith(browser, page)
      expect(shown).toBe(signedIn)
      const { host, protocol, port } = settings.gateway ?? {}
      expect(protocol).toBe('https')
      expect(hosts).toEqual([new URL(page.url).origin, `https://${host}:${port}`])
    })

    test('a browser that does not know the CA gets no page', async () => {
      const untold = await launchBrowser({ httpsPort: settings.gateway?.port ?? 0 })
      closers.push(() => untold.close())
      const tab = await untold.newPage()
      await expect(tab.goto('https://login.mypurecloud.com/logout')).rejects.toThrow(
        'ERR_CERT_AUTHORITY_INVALID',
      )
    })
  })
})
