import { createHash } from 'node:crypto'
import { parse } from 'parse5'
import { describe, expect, test } from 'vitest'
import { renderErrorPage } from '../../../src/server/pages/error-page.js'
import type { Mistake } from '../../../src/server/protocol/mistake.js'
import { elementsOf as formsOf } from '../../support/login-page.js'

const mistake: Mistake = {
  kind: 'redirect-uri-unregistered',
  area: 'redirect-uri',
  error: 'invalid_request',
  parameter: 'redirect_uri',
  sentence: 'redirect_uri is not registered for this client: <b>"x" & y</b>',
  fix: 'Send exactly the registered URI, or register this one.',
}
const hostile = { clientId: '"><script>alert(1)</script>', redirectUri: 'http://h/</code>' }

type Node = { nodeName: string; value?: string; childNodes?: Node[] }

function textOf(node: Node): string {
  return node.nodeName === '#text' ? (node.value ?? '') : (node.childNodes ?? []).map(textOf).join('')
}

function elementsOf(node: Node): string[] {
  const own = node.nodeName.startsWith('#') ? [] : [node.nodeName]
  return [...own, ...(node.childNodes ?? []).flatMap(elementsOf)]
}

const unknownClient: Mistake = { ...mistake, kind: 'client-unknown', parameter: 'client_id' }

function page(registrable: typeof hostile | null = null, mistakes = [mistake]) {
  const { headers, body } = renderErrorPage(mistakes, registrable)
  const document = parse(body) as unknown as Node
  return { headers: new Map(headers), body, text: textOf(document), elements: elementsOf(document) }
}

describe('error-page', () => {
  test('names the mistake and the fix, and shows what came from outside as text', () => {
    const { text } = page()
    expect(text).toContain('redirect_uri is not registered for this client: <b>"x" & y</b>.')
    expect(text).toContain('Send exactly the registered URI, or register this one.')
  })

  test('holds no script, no form and nothing that is loaded, whatever it shows', () => {
    const { elements } = page(hostile)
    const allowed = [
      'html',
      'head',
      'meta',
      'title',
      'style',
      'body',
      'main',
      'p',
      'h1',
      'h2',
      'ul',
      'li',
      'strong',
      'code',
      'section',
      'pre',
    ]
    expect(elements.filter((name) => !allowed.includes(name))).toEqual([])
  })

  test('shows the line to add for a client that may be registered', () => {
    const offer = { clientId: 'my-app', redirectUri: 'http://localhost:8080/cb' }
    const { text } = page(offer, [unknownClient])
    const seed = JSON.parse(text.slice(text.lastIndexOf('{'), text.lastIndexOf('}') + 1))
    expect(seed).toEqual({
      id: 'my-app',
      name: 'My client',
      grantType: 'CODE',
      redirectUris: ['http://localhost:8080/cb'],
    })
  })

  test('a client that is registered keeps what it has, and gets one more URI', () => {
    const { text } = page({ clientId: 'my-app', redirectUri: 'http://localhost:8080/cb' })
    expect(text).toContain('this among the redirectUris of the client')
    expect(text).toMatch(/start the mock again:"http:\/\/localhost:8080\/cb"$/)
    expect(text).not.toContain('grantType')
  })

  test('shows no such line where registering is no remedy', () => {
    expect(page().elements).not.toContain('pre')
  })

  test('offers to register with one click to a person at this machine only', () => {
    const registrable = { clientId: 'my"app', redirectUri: 'http://localhost:8080/cb?a=1&b=2' }
    expect(page(registrable).elements).not.toContain('form')
    const { headers, body } = renderErrorPage([mistake], registrable, 'client_id=my%22app&state=<b>')
    const fields = formsOf(body).filter(({ name }) => name === 'input')
    expect(fields.map(({ attributes }) => [attributes['name'], attributes['value']])).toEqual([
      ['client_id', 'my"app'],
      ['redirect_uri', 'http://localhost:8080/cb?a=1&b=2'],
      ['authorize', 'client_id=my%22app&state=<b>'],
    ])
    const [form] = formsOf(body).filter(({ name }) => name === 'form')
    expect(form?.attributes).toMatchObject({ method: 'post', action: '/_mock/clients' })
    expect(new Map(headers).get('Content-Security-Policy')).toContain("; form-action 'self'; ")
  })

  test('offers it nowhere where registering is no remedy', () => {
    const { headers, body } = renderErrorPage([mistake], null, 'client_id=x')
    expect(formsOf(body).map(({ name }) => name)).not.toContain('form')
    expect(new Map(headers).get('Content-Security-Policy')).toContain("; form-action 'none'; ")
  })

  test('allows its own style sheet and nothing else', () => {
    const { headers, body } = page()
    const style = /<style>([\s\S]*)<\/style>/.exec(body)?.[1] ?? ''
    const hash = createHash('sha256').update(style, 'utf8').digest('base64')
    expect(headers.get('Content-Security-Policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(headers.get('X-Frame-Options')).toBe('DENY')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
  })

  test('adds no second mark to a sentence that is a question', () => {
    const { body } = renderErrorPage([{ ...mistake, sentence: 'was the URL cut?' }], null)
    expect(body).toContain('>was the URL cut?<')
  })
})
