// A person at the pages of the mock, in a real browser, with the official SDK behind them: passwords, keys, tabs, the back button.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Policy } from '../../src/server/index.js'
import { type Browser, type BrowserContext, launchBrowser, type Page } from '../support/browser.js'
import { testKey } from '../support/keys.js'
import { type SdkPage, serveSdkPage } from '../support/sdk-page.js'

const users = [
  { email: 'ada@example.com', password: 'lovelace', name: 'Ada' },
  { email: 'bob@example.com', password: 'builder', name: 'Bob' },
]

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

let context: BrowserContext
beforeEach(async () => {
  context = await browser.newContext()
  context.setDefaultTimeout(20_000)
})

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await context.close()
  for (const close of closers.splice(0)) await close()
})

interface Setting {
  readonly mock: MockServer
  readonly app: SdkPage
}

async function setting(policy: Partial<Policy> = { interactive: true }): Promise<Setting> {
  const mock = createMockServer({ port: 0, policy, users, signingKey: testKey })
  await mock.start()
  closers.push(() => mock.stop())
  const port = Number(new URL(mock.url).port)
  const clientId = (await mock.clients())[0]?.id ?? ''
  const app = await serveSdkPage({ clientId, gateway: { host: '127.0.0.1', protocol: 'http', port } })
  closers.push(() => app.stop())
  return { mock, app }
}

/** A tab in which the app was asked to sign in. */
async function signingIn({ app }: Setting): Promise<Page> {
  const page = await context.newPage()
  await page.goto(app.url)
  await page.getByRole('button', { name: 'Sign in' }).click()
  return page
}

async function fillIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email Address').fill(email)
  await page.getByLabel('Password').fill(password)
}

const logIn = (page: Page) => page.getByRole('button', { name: 'Log In' })

/** What the app shows when its login has ended. */
async function resultOf(page: Page): Promise<string> {
  const status = page.getByRole('status').filter({ hasText: /signed in as|failed/ })
  return (await status.textContent()) ?? ''
}

function granted({ mock }: Setting): readonly string[] {
  return mock.exchanges
    .filter(({ outcome, request }) => outcome.kind === 'granted' && request.path === '/oauth/token')
    .map(({ outcome }) => outcome.login ?? '')
}

describe('the login page in a browser', () => {
  test('is filled in by its labels', async () => {
    const page = await signingIn(await setting())
    await fillIn(page, 'bob@example.com', 'builder')
    await logIn(page).click()
    expect(await resultOf(page)).toContain('signed in as Bob <bob@example.com>')
  })

  test('lets a user be picked', async () => {
    const page = await signingIn(await setting())
    await page.getByRole('button', { name: /Bob/ }).click()
    expect(await resultOf(page)).toContain('signed in as Bob <bob@example.com>')
  })

  test('a click on a label leads to its field', async () => {
    const page = await signingIn(await setting())
    for (const label of ['Password', 'Email Address']) {
      await page.getByText(label, { exact: true }).click()
      expect(await page.evaluate('document.activeElement.labels[0].textContent')).toBe(label)
    }
  })

  test('takes keys alone: address, password, Enter', async () => {
    const page = await signingIn(await setting())
    await page.getByLabel('Email Address').waitFor()
    await page.keyboard.type('ada@example.com')
    await page.keyboard.press('Tab')
    await page.keyboard.type('lovelace')
    await page.keyboard.press('Enter')
    expect(await resultOf(page)).toContain('signed in as Ada')
  })

  test('takes keys alone: a user by the tab key and the space bar', async () => {
    const page = await signingIn(await setting())
    await page.getByLabel('Email Address').waitFor()
    // Address, password, Log In, Cancel, Ada, Bob.
    for (let key = 0; key < 5; key++) await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await resultOf(page)).toContain('signed in as Bob')
  })

  test('asks for what is missing before anything is sent', async () => {
    const all = await setting()
    const page = await signingIn(all)
    await page.getByLabel('Email Address').fill('ada@example.com')
    await logIn(page).click()
    expect(await page.evaluate('document.querySelector(":invalid:not(form)").labels[0].textContent')).toBe(
      'Password',
    )
    expect(all.mock.exchanges.filter(({ request }) => request.method === 'POST')).toEqual([])
  })

  test('a wrong password first: the page says so, waits in the password field, and the right one works', async () => {
    const page = await signingIn(await setting())
    await fillIn(page, 'ada@example.com', 'babbage')
    await logIn(page).click()
    expect(await page.getByRole('alert').textContent()).toBe('That is not the password of this user.')
    expect(await page.getByLabel('Email Address').inputValue()).toBe('ada@example.com')
    await page.keyboard.type('lovelace')
    await page.keyboard.press('Enter')
    expect(await resultOf(page)).toContain('signed in as Ada')
  })

  test('login_hint fills in the address, and the password alone is typed', async () => {
    const all = await setting()
    all.app.settings = { ...all.app.settings, options: { login_hint: 'bob@example.com' } }
    const page = await signingIn(all)
    expect(await page.getByLabel('Email Address').inputValue()).toBe('bob@example.com')
    await page.keyboard.type('builder')
    await page.keyboard.press('Enter')
    expect(await resultOf(page)).toContain('signed in as Bob')
  })

  test('Cancel brings the error to the app', async () => {
    const page = await signingIn(await setting())
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(await resultOf(page)).toBe('failed: [access_denied] the user cancelled the login')
  })
})

describe('the session in a browser', () => {
  test('the second login asks nothing; after the logout another user logs in', async () => {
    const all = await setting()
    const page = await signingIn(all)
    await page.getByRole('button', { name: /Ada/ }).click()
    expect(await resultOf(page)).toContain('signed in as Ada')

    const second = await signingIn(all)
    expect(await resultOf(second)).toContain('signed in as Ada')

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('signed out').waitFor()
    expect(page.url()).toBe(all.app.url)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: /Bob/ }).click()
    expect(await resultOf(page)).toContain('signed in as Bob')
  })

  test('the back button after a login gives a new code, and never the spent one again', async () => {
    const all = await setting()
    const page = await signingIn(all)
    await page.getByRole('button', { name: /Ada/ }).click()
    expect(await resultOf(page)).toContain('signed in as Ada')
    await page.goBack()
    // The app has thrown its verifier away, and the SDK sends the word "null" in its place.
    expect(await resultOf(page)).toContain('failed')
    const told = all.mock.exchanges.filter(({ request }) => request.path === '/oauth/token')
    const codes = told.map(({ request }) => new URLSearchParams(request.body).get('code'))
    expect([told.length, new Set(codes).size]).toEqual([2, 2])
    expect(told[1]?.outcome.mistakes.map(({ fix }) => fix)).toEqual([
      'The stored verifier was not found (other tab, cleared storage?): stop instead of sending it.',
    ])
  })

  test('the login page that the back button brings up again still works', async () => {
    const all = await setting()
    const page = await context.newPage()
    await page.goto(all.app.url)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByLabel('Email Address').waitFor()
    await fillIn(page, 'ada@example.com', 'babbage')
    await logIn(page).click()
    await page.getByRole('alert').waitFor()
    await page.goBack()
    await page.getByLabel('Email Address').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await fillIn(page, 'ada@example.com', 'lovelace')
    await logIn(page).click()
    expect(await resultOf(page)).toContain('signed in as Ada')
  })

  test('a double click on Log In ends in one login of the app', async () => {
    const all = await setting()
    const page = await signingIn(all)
    await fillIn(page, 'ada@example.com', 'lovelace')
    await logIn(page).dblclick()
    expect(await resultOf(page)).toContain('signed in as Ada')
    expect(granted(all)).toHaveLength(1)
  })

  test('two tabs at once log in two users, each with its own code', async () => {
    const all = await setting()
    const [one, two] = [await signingIn(all), await signingIn(all)]
    await one.getByLabel('Email Address').waitFor()
    await two.getByLabel('Email Address').waitFor()
    await fillIn(one, 'ada@example.com', 'lovelace')
    await fillIn(two, 'bob@example.com', 'builder')
    await Promise.all([logIn(one).click(), logIn(two).click()])
    expect(await resultOf(one)).toContain('signed in as Ada')
    expect(await resultOf(two)).toContain('signed in as Bob')
    expect(new Set(granted(all)).size).toBe(2)
  })
})

describe('the consent page in a browser', () => {
  const asking = { interactive: true, consent: true }

  test('keys alone lead through login and consent, and the next login asks neither', async () => {
    const all = await setting(asking)
    const page = await signingIn(all)
    await page.getByLabel('Email Address').waitFor()
    await page.keyboard.type('ada@example.com')
    await page.keyboard.press('Tab')
    await page.keyboard.type('lovelace')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Allow' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await resultOf(page)).toContain('signed in as Ada')
    expect(await resultOf(await signingIn(all))).toContain('signed in as Ada')
  })

  test('login and consent need no script', async () => {
    const { mock, app } = await setting(asking)
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: app.settings.clientId,
      redirect_uri: app.url,
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    })
    const plain = await browser.newContext({ javaScriptEnabled: false })
    closers.push(() => plain.close())
    const page = await plain.newPage()
    await page.goto(`${mock.url}/oauth/authorize?${query}`)
    await fillIn(page, 'ada@example.com', 'lovelace')
    await logIn(page).click()
    await page.getByRole('button', { name: 'Allow' }).click()
    await page.waitForURL((url) => url.href.startsWith(`${app.url}?code=`))
  })

  test('Deny brings the error to the app', async () => {
    const page = await signingIn(await setting(asking))
    await page.getByRole('button', { name: /Ada/ }).click()
    await page.getByRole('button', { name: 'Deny' }).click()
    expect(await resultOf(page)).toBe('failed: [access_denied] the user denied the client what it asked for')
  })

  test('a page of another site cannot post its form', async () => {
    const all = await setting(asking)
    const page = await signingIn(all)
    await page.getByRole('button', { name: /Ada/ }).click()
    await page.getByRole('button', { name: 'Allow' }).waitFor()
    const form = String(await page.evaluate('document.forms[0].outerHTML'))
    const evil = await context.newPage()
    // The page of the app is another site: 127.0.0.1 and localhost are two.
    await evil.goto(all.app.url)
    const action = `${all.mock.url.replace('127.0.0.1', 'localhost')}/oauth/authorize`
    await evil.evaluate(
      `document.body.innerHTML = ${JSON.stringify(form)}; document.forms[0].action = ${JSON.stringify(action)}`,
    )
    await evil.getByRole('button', { name: 'Allow' }).click()
    await evil.getByLabel('Email Address').waitFor()
    expect(granted(all)).toEqual([])
    expect(all.mock.exchanges.at(-1)).toMatchObject({
      sent: { status: 403 },
      outcome: { kind: 'refused', mistakes: [{ kind: 'consent-form-stale' }] },
    })
  })
})

describe('the error page in a browser', () => {
  test('registers an unknown client by one key, and the login goes on', async () => {
    const all = await setting({})
    all.app.settings = { ...all.app.settings, clientId: 'my-own-client' }
    const page = await signingIn(all)
    await page.getByRole('button', { name: 'Register it now' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Go on with the login' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await resultOf(page)).toContain('signed in as Ada')
  })
})
