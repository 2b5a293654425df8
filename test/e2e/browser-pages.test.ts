// Every page of the mock in a real browser: no wider than a phone, readable in both colour schemes, usable without a mouse.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MockServer } from '../../src/server/index.js'
import { type Browser, launchBrowser, type Page } from '../support/browser.js'
import { edgeContrasts, tabThrough, textContrasts, usableThings } from '../support/page-look.js'
import { mockWithPages, type ShownPage, shownPages } from '../support/shown-pages.js'

let browser: Browser
let mocks: Readonly<Record<ShownPage['users'], MockServer>>
beforeAll(async () => {
  browser = await launchBrowser()
  mocks = { few: await mockWithPages('few'), many: await mockWithPages('many') }
})
afterAll(async () => {
  await browser?.close()
  for (const mock of Object.values(mocks ?? {})) await mock.stop()
})

interface Look {
  readonly width: number
  readonly colorScheme: 'light' | 'dark'
}

const looks: readonly Look[] = [
  { width: 320, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
]

/** What the browser said that it reports for an answer with an error status. */
const statusReport = /the server responded with a status of 40[03]/

async function look<Result>(
  { open, users }: ShownPage,
  { width, colorScheme }: Look,
  use: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext({ viewport: { width, height: 700 }, colorScheme })
  try {
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    await open(page, mocks[users])
    await page.waitForLoadState()
    const result = await use(page)
    expect(complaints.filter((text) => !statusReport.test(text))).toEqual([])
    return result
  } finally {
    await context.close()
  }
}

describe('pages in a browser', () => {
  for (const shown of shownPages) {
    for (const { width, colorScheme } of looks) {
      test(`${shown.name}: fits into ${width} pixels, and can be read when it is ${colorScheme}`, () =>
        look(shown, { width, colorScheme }, async (page) => {
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
          const texts = await textContrasts(page)
          expect(texts.length).toBeGreaterThanOrEqual(3)
          expect(texts.filter(({ ratio }) => ratio < 4.5)).toEqual([])
          expect((await edgeContrasts(page)).filter(({ ratio }) => ratio < 3)).toEqual([])
        }))
    }

    test(`${shown.name}: the focus goes through everything in its order, and is seen everywhere`, () =>
      look(shown, { width: 320, colorScheme: 'dark' }, async (page) => {
        const things = await usableThings(page)
        const visited = await tabThrough(page, things.length)
        expect(visited.map(({ name }) => name)).toEqual(things)
        for (const { name, ring, ratio, hidden } of visited) {
          expect({ name, ring, hidden }).toEqual({ name, ring: '3px solid', hidden: 0 })
          expect(ratio).toBeGreaterThanOrEqual(3)
        }
      }))
  }

  test('every kind of page was looked at, with everything that can be used on it', async () => {
    const counts = new Map<string, number>()
    for (const shown of shownPages) {
      const things = await look(shown, { width: 1280, colorScheme: 'light' }, usableThings)
      counts.set(shown.name, things.length)
    }
    expect(Object.fromEntries(counts)).toEqual({
      login: 6,
      'login-awkward': 16,
      'login-wrong-password': 6,
      consent: 2,
      'consent-awkward': 2,
      'error-registrable': 1,
      'error-redirect': 1,
      'error-awkward': 1,
      'error-many-mistakes': 0,
      registered: 1,
      'logged-out': 0,
      'logged-out-refused': 0,
    })
  })
})
