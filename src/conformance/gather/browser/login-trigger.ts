// Finds what begins the login on a page of a single-page app, as a person would: by what its buttons and links say.
import { genesys, otherService, unwanted, wanted } from '../login-links.js'
import type { JSHandle, Page } from './chromium.js'

/** Words of buttons by which apps get a token, besides those of any login. */
const further = /access token|get token|start|continue/i

/**
 * Runs in the page: the likeliest element that was not given before, or null. Text and not a function, because it is
 * about another world, which has elements.
 */
const search = `(() => {
  const wanted = ${wanted}, further = ${further}, genesys = ${genesys}
  const unwanted = ${unwanted}, otherService = ${otherService}
  const key = Symbol.for('gc-pkce-check tried')
  const tried = (window[key] ??= new WeakSet())
  const kinds = 'a, button, summary, [role=button], [role=link], [role=menuitem], [onclick], input[type=submit], input[type=button], input[type=image]'
  const found = []
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches(kinds) || element.tagName.includes('-')) found.push(element)
      if (element.shadowRoot) walk(element.shadowRoot)
    }
  }
  walk(document)
  const wordsOf = (element) => [element.innerText || element.textContent, element.value, element.title, element.id, element.name,
    element.getAttribute('aria-label'), ...[...element.querySelectorAll('img, svg title')].map((inner) => inner.alt || inner.textContent)]
    .filter((words) => typeof words === 'string').join(' ').replace(/\\s+/g, ' ').slice(0, 200)
  const isVisible = (element) => {
    const { width, height } = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    return width > 0 && height > 0 && style.visibility !== 'hidden' && style.display !== 'none'
  }
  const scored = found.filter((element) => !tried.has(element) && !element.disabled).map((element) => {
    const words = wordsOf(element)
    const target = element.getAttribute('href') || element.getAttribute('data-href') || ''
    const no = unwanted.test(words) || /\\b(?:copy|clear)\\b/i.test(words)
    const points = (wanted.test(words) ? 4 : 0) + (genesys.test(words) ? 2 : 0) + (further.test(words) ? 1 : 0) +
      (/\\/oauth\\/authorize/.test(target) ? 10 : wanted.test(target.replace(/[\\/_.?=&-]/g, ' ')) ? 1 : 0)
    const score = no ? 0 : otherService.test(words) ? points / 10 : points
    // Of a wrapper and what it wraps, both with the same words, the inner one is meant.
    return { element, score: score === 0 ? 0 : score + (isVisible(element) ? 20 : 0) - words.length / 1000 }
  }).filter(({ score }) => score > 0)
  scored.sort((a, b) => b.score - a.score)
  const best = scored[0]
  if (best === undefined) return null
  tried.add(best.element)
  return best.element
})()`

/** Milliseconds for a click that waits until its element can be clicked. */
const clickPatience = 1_000

/**
 * Clicks on what is likeliest to begin a login and was not tried before on this page; a few words of it, or null where
 * nothing is left.
 * @throws when the page goes away meanwhile: it may have gone to the login
 */
export async function clickLikeliest(page: Page): Promise<string | null> {
  const found: JSHandle = await page.evaluateHandle(search)
  const handle = found.asElement()
  if (handle === null) return null
  const name =
    (await handle.textContent().catch(() => '')) || (await handle.getAttribute('value').catch(() => ''))
  try {
    await handle.click({ timeout: clickPatience })
  } catch {
    // What cannot be seen can still be meant: its picture may be on a host that cannot be reached.
    await handle.dispatchEvent('click').catch(() => undefined)
  }
  return (name ?? '').trim().replace(/\s+/g, ' ').slice(0, 40) || 'an element without words'
}
