// Finds the ways from a page of a web app to its login: links, buttons and forms, the likeliest first.
import { attributeOf, type Element, elementsBelow, elementsOfPage, textOf } from './page-elements.js'
import type { Step } from './page-loader.js'

/** What the words of a way to the login say, in the languages that Genesys speaks. */
export const wanted =
  /\b(?:log|sign)[ -]?(?:in|on)\b|\blogin\b|\bsignin\b|\bauthenticat|\bauthori[sz]e?\b|\bauth\b|\bconnect\b|\bsso\b|\boauth2?\b|anmeld|einlogg|\bconnexion\b|se connecter|iniciar sesi|acceder|\bentrar\b|\baccedi\b|inloggen|logga in|ログイン|サインイン|登录|登入|로그인/i
export const genesys = /genesys|pure ?cloud/i
export const unwanted =
  /log[ -]?(?:out|off)|sign[ -]?(?:out|off|up)|logout|register|create (?:an )?account|forgot|reset|cancel|delete|disconnect|unsubscribe|abmeld|registrier|help|docs?\b|documentation|privacy|terms/i
/** Other places where one may log in: a way that leads to them is tried last. */
export const otherService =
  /google|github|gitlab|facebook|apple|twitter|linkedin|microsoft|azure|okta|auth0|salesforce|slack/i

interface Way {
  readonly step: Step
  readonly score: number
}

function score(words: string, target: string): number {
  if (unwanted.test(words) || unwanted.test(target.replace(/^https?:\/\/[^/]+/, ''))) return 0
  const points = [
    wanted.test(words) ? 2 : 0,
    wanted.test(target.replace(/[/_.?=&]/g, ' ')) ? 1 : 0,
    genesys.test(words) || genesys.test(target) ? 2 : 0,
    /\/oauth\/authorize|\/authorize\?/.test(target) ? 10 : 0,
  ].reduce((sum, point) => sum + point, 0)
  return points > 0 && otherService.test(`${words} ${target}`) ? 0.5 : points
}

function wordsOf(element: Element): string {
  const named = ['aria-label', 'title', 'value', 'alt', 'id', 'name'].map((name) =>
    attributeOf(element, name),
  )
  const pictures = elementsBelow(element).map((inner) => attributeOf(inner, 'alt'))
  return [textOf(element), ...named, ...pictures].filter((words) => words !== null).join(' ')
}

function absolute(target: string, base: string): string | null {
  if (!URL.canParse(target, base)) return null
  const url = new URL(target, base)
  url.hash = ''
  return /^https?:$/.test(url.protocol) ? url.href : null
}

/** The address in `location.href = '/login'`, `window.open('/login')` and the like. */
export function addressInScript(script: string): string | null {
  const found =
    /\blocation(?:\.href)?\s*=\s*(['"`])([^'"`]+)\1/.exec(script) ??
    /\b(?:location\.(?:assign|replace)|window\.open|navigate|goTo)\(\s*(['"`])([^'"`]+)\1/.exec(script)
  return found?.[2] ?? null
}

function waysOfElement(element: Element, base: string): readonly Way[] {
  const script = attributeOf(element, 'onclick')
  const data = ['data-href', 'data-url', 'formaction'].map((name) => attributeOf(element, name))
  const href = element.tagName === 'a' || element.tagName === 'area' ? attributeOf(element, 'href') : null
  const targets = [href, script === null ? null : addressInScript(script), ...data]
  return targets.flatMap((target) => {
    if (target === null || target.startsWith('#')) return []
    const url = absolute(target, base)
    return url === null
      ? []
      : [{ step: { method: 'GET' as const, url }, score: score(wordsOf(element), url) }]
  })
}

const noFields = new Set(['submit', 'button', 'reset', 'image', 'file', 'checkbox', 'radio'])

/** A form as a person sends it who presses its button without filling in anything. */
function wayOfForm(form: Element, base: string): readonly Way[] {
  const inside = elementsBelow(form)
  const typeOf = (element: Element) => (attributeOf(element, 'type') ?? '').toLowerCase()
  const url = absolute(attributeOf(form, 'action') ?? base, base)
  // The password of another account: only the person has it.
  if (url === null || inside.some((element) => typeOf(element) === 'password')) return []
  const buttons = inside.filter(
    (element) =>
      (element.tagName === 'button' && !/^(?:button|reset)$/.test(typeOf(element))) ||
      (element.tagName === 'input' && /^(?:submit|image)$/.test(typeOf(element))),
  )
  const ranked = buttons.map((element) => ({ element, points: score(wordsOf(element), url) }))
  const best = ranked.toSorted((a, b) => b.points - a.points)[0]
  const words = `${textOf(form)} ${best === undefined ? '' : wordsOf(best.element)}`
  const fields = inside
    .filter((element) => element.tagName === 'input' && !noFields.has(typeOf(element)))
    .concat(best ? [best.element] : [])
    .flatMap((element): [string, string][] => {
      const name = attributeOf(element, 'name')
      return name === null || name === '' ? [] : [[name, attributeOf(element, 'value') ?? '']]
    })
  const body = new URLSearchParams(fields).toString()
  const points = Math.max(best?.points ?? 0, score(words, url))
  if ((attributeOf(form, 'method') ?? '').toUpperCase() === 'POST')
    return [{ step: { method: 'POST', url, body }, score: points }]
  const address = new URL(url)
  address.search = body
  return [{ step: { method: 'GET', url: address.href }, score: points }]
}

/** Where a page goes by itself: `<meta http-equiv="refresh">`, or a script that only sets the address. */
export function goesByItself(html: string, base: string): string | null {
  for (const element of elementsOfPage(html)) {
    if (element.tagName === 'meta' && /^refresh$/i.test(attributeOf(element, 'http-equiv') ?? '')) {
      const target = /url\s*=\s*['"]?([^'"]+)/i.exec(attributeOf(element, 'content') ?? '')?.[1]
      if (target !== undefined) return absolute(target.trim(), base)
    }
    if (element.tagName === 'script' && attributeOf(element, 'src') === null) {
      const script = element.childNodes.map((node) => ('value' in node ? node.value : '')).join('')
      // A script with functions and conditions may mean to go there later, or never.
      const target = /\b(?:function|if|=>|addEventListener)\b|=>/.test(script)
        ? null
        : addressInScript(script)
      if (target !== null) return absolute(target, base)
    }
  }
  return null
}

/** The ways to a login that a page offers, the likeliest first. */
export function loginSteps(html: string, pageUrl: string): readonly Step[] {
  const elements = elementsOfPage(html)
  const declared = elements.find(({ tagName }) => tagName === 'base')
  const base = absolute((declared && attributeOf(declared, 'href')) ?? pageUrl, pageUrl) ?? pageUrl
  const ways = elements.flatMap((element) =>
    element.tagName === 'form' ? wayOfForm(element, base) : waysOfElement(element, base),
  )
  return ways
    .filter(({ score: points }) => points > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ step }) => step)
}
