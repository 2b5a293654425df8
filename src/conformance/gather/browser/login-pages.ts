// Does on the pages of the login service what they ask a person for.
import type { Page } from './chromium.js'

export interface Person {
  readonly email: string
  readonly password: string
}

/** Runs in the page: fills in a login form, or agrees; says what the page is. */
const act = `(([email, password]) => {
  const key = Symbol.for('gc-pkce-check done')
  if (window[key] || document.readyState === 'loading') return
  const secret = document.querySelector('input[type=password]')
  const fill = (input, value) => { input.value = value; input.dispatchEvent(new Event('input', { bubbles: true })) }
  if (secret && secret.form) {
    const name = [...secret.form.querySelectorAll('input')].find((input) =>
      input.type === 'email' || /user|mail|login/i.test(input.name))
    if (name && !name.value) fill(name, email)
    fill(secret, password)
    window[key] = true
    secret.form.requestSubmit()
    return
  }
  const yes = [...document.querySelectorAll('form button, form input[type=submit]')].find((button) =>
    /^\\s*(?:allow|accept|agree|i agree|approve|authori[sz]e|consent|grant|yes)\\b/i.test(button.innerText || button.value))
  if (yes) {
    window[key] = true
    yes.click()
  }
})`

/** Reads how a page was answered: the browser itself knows the status of what it shows. */
const readStatus = "(() => performance.getEntriesByType('navigation')[0]?.responseStatus ?? null)()"

/** The status with which the page was answered; null where it is not shown yet, or has gone meanwhile. */
export async function passLoginPages(page: Page, { email, password }: Person): Promise<number | null> {
  try {
    const status: unknown = await page.evaluate(readStatus)
    if (typeof status !== 'number' || status === 0) return null
    if (status < 400) await page.evaluate(`(${act})(${JSON.stringify([email, password])})`)
    return status
  } catch {
    return null
  }
}
