// Looks on a page of a client for canaries: text from the server that became part of the page instead of being shown.
import { canaryPath } from '../../server/protocol/other-host.js'
import type { LiveText } from '../transcript.js'
import { attributeOf, type Element, elementsOfPage, textOf } from './page-elements.js'
import type { Page } from './page-loader.js'

const links = ['href', 'src', 'action', 'formaction', 'data']
const script = /^\s*javascript:.*gc-canary/is

function described(element: Element): string {
  const attributes = element.attrs.map(({ name }) => ` ${name}=…`).join('')
  return `<${element.tagName}${attributes}>`
}

function livenessOf(element: Element): LiveText['kind'] | null {
  if (links.some((name) => script.test(attributeOf(element, name) ?? ''))) return 'script-link'
  // A link to the canary is a page that a user may open; a script or an image is loaded by itself.
  const loads = element.tagName === 'script' || element.tagName === 'img'
  if (loads && attributeOf(element, 'src')?.includes(canaryPath)) return 'element'
  return element.tagName === 'b' && textOf(element) === 'gc-canary' ? 'element' : null
}

/** Whether a browser reads the page as HTML: without a type it guesses, and markup looks like HTML to it. */
function isHtml({ type }: Page): boolean {
  return type === '' || /html|xml/.test(type)
}

/** What of a canary came alive on a page, element by element. */
export function liveTextsOn(page: Page, url: string): readonly LiveText[] {
  if (!isHtml(page)) return []
  const address = new URL(url)
  return elementsOfPage(page.html).flatMap((element) => {
    const kind = livenessOf(element)
    return kind === null ? [] : [{ page: address.origin + address.pathname, kind, what: described(element) }]
  })
}
