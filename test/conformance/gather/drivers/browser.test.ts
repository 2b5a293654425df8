import { describe, expect, test } from 'vitest'
import { createBrowserHost } from '../../../../src/conformance/gather/browser/host.js'
import { browser } from '../../../../src/conformance/gather/drivers/browser.js'
import { systemPorts } from '../../../../src/server/index.js'
import { temporaryFolder } from '../../../support/temporary-folder.js'

const launch = {
  loginUrl: 'https://127.0.0.1:1',
  apiUrl: 'https://127.0.0.1:1',
  clientId: 'offered-id',
  redirectUri: 'http://127.0.0.1:2/callback',
  runId: 'browser-driver',
}

function start(root: string, loginPath: string | null, origin: string | null = null) {
  const { random, clock } = systemPorts
  const host = createBrowserHost({ path: '/nowhere', environment: {}, random })
  host.origin = origin
  return browser.start({ kind: 'browser', root, loginPath, host }, { launch, clock, environment: {} })
}

describe('browser', () => {
  test('serves the folder, and names its first page', async () => {
    const client = await start(temporaryFolder({ 'index.html': '<p>hello' }), null)
    const door = await client.served
    expect(door?.url).toMatch(/^http:\/\/localhost:\d+\/$/)
    const page = await fetch(door?.url ?? '')
    expect([page.status, await page.text()]).toEqual([200, '<p>hello'])
    await client.stop()
    await expect(fetch(door?.url ?? '')).rejects.toThrow('fetch failed')
  })

  test('serves it where the app was learned to be, and begins at the page that was given', async () => {
    const folder = temporaryFolder({ 'index.html': '<p>hello' })
    const first = await start(folder, null)
    const { port } = new URL((await first.served)?.url ?? '')
    await first.stop()
    const client = await start(folder, '/sign-in', `http://127.0.0.1:${port}`)
    expect((await client.served)?.url).toBe(`http://127.0.0.1:${port}/sign-in`)
    await client.stop()
  })

  test('says that the port is taken', async () => {
    const folder = temporaryFolder({ 'index.html': '<p>hello' })
    const first = await start(folder, null)
    const { origin, port } = new URL((await first.served)?.url ?? '')
    await expect(start(folder, null, origin)).rejects.toThrow(`port ${port} is taken by another program`)
    await first.stop()
  })
})
