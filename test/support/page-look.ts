// How a page looks to a person, measured in the browser: contrast as WCAG 2.2 defines it, and what the keyboard reaches.
import type { Page } from './browser.js'

/** Runs in the page: `luminance` and `ratio` are the formulas of WCAG 2.2, "relative luminance" and "contrast ratio". */
const measures = `
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number)
  const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
  const ratio = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }
  const ground = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const [r, g, b, alpha = 1] = channels(getComputedStyle(at).backgroundColor)
      if (alpha === 1) return [r, g, b]
      if (alpha !== 0) throw new Error('a ground that lets another shine through')
    }
    throw new Error('a page without a ground')
  }
  const nameOf = (element) => (element.labels?.[0] ?? element).textContent.trim()
`

export interface Contrast {
  /** The text, or whose edge it is. */
  readonly what: string
  readonly ratio: number
}

/** The contrast of every piece of text with its ground, what stands in fields included. */
export function textContrasts(page: Page): Promise<readonly Contrast[]> {
  return page.evaluate(`(() => {
    ${measures}
    const found = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { textContent, parentElement } = walker.currentNode
      if (textContent.trim() === '') continue
      const { color } = getComputedStyle(parentElement)
      found.push({ what: textContent.trim(), ratio: ratio(channels(color), ground(parentElement)) })
    }
    for (const field of document.querySelectorAll('input:not([type=hidden])')) {
      found.push({ what: nameOf(field), ratio: ratio(channels(getComputedStyle(field).color), ground(field)) })
    }
    return found
  })()`)
}

/** The contrast of the edge of every field and button with the ground on which it lies; a filled button has its own ground for an edge. */
export function edgeContrasts(page: Page): Promise<readonly Contrast[]> {
  return page.evaluate(`(() => {
    ${measures}
    return [...document.querySelectorAll('input:not([type=hidden]), button, a')].map((element) => {
      const edge = channels(getComputedStyle(element).borderTopColor)
      return { what: nameOf(element), ratio: ratio(edge, ground(element.parentElement)) }
    })
  })()`)
}

/** The names of what can be used, from top to bottom and from left to right as it is seen. */
export function usableThings(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    ${measures}
    return [...document.querySelectorAll('input:not([type=hidden]), button, a')]
      .map((element) => ({ name: nameOf(element), place: element.getBoundingClientRect() }))
      .sort((one, other) => one.place.top - other.place.top || one.place.left - other.place.left)
      .map(({ name }) => name)
  })()`)
}

export interface Focused {
  readonly name: string
  /** Width and style of the ring around it. */
  readonly ring: string
  /** The contrast of the ring with its ground. */
  readonly ratio: number
  /** Pixels of it that lie outside of the window. */
  readonly hidden: number
}

/** Where the focus goes when the tab key is pressed `times` times from the top of the page. */
export async function tabThrough(page: Page, times: number): Promise<readonly Focused[]> {
  await page.evaluate('document.body.tabIndex = -1; document.body.focus(); scrollTo(0, 0)')
  const visited: Focused[] = []
  for (let index = 0; index < times; index++) {
    await page.keyboard.press('Tab')
    visited.push(
      await page.evaluate(`(async () => {
        ${measures}
        // The browser scrolls to what has the focus before it paints.
        await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))
        const element = document.activeElement
        const { outlineWidth, outlineStyle, outlineColor } = getComputedStyle(element)
        const { top, bottom } = element.getBoundingClientRect()
        return {
          name: nameOf(element),
          ring: outlineWidth + ' ' + outlineStyle,
          ratio: ratio(channels(outlineColor), ground(element.parentElement)),
          hidden: Math.round(Math.max(0, -top, bottom - innerHeight)),
        }
      })()`),
    )
  }
  return visited
}
