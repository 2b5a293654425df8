import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type ConsentPage, renderConsentPage } from '../../../src/server/pages/consent-page.js'
import { elementsOf } from '../../support/login-page.js'

const page: ConsentPage = {
  action: '/oauth/authorize',
  hidden: { request: 'client_id=a&state=b', ticket: 'T', flow: 'F' },
  clientName: 'Demo client',
  user: { email: 'ada@example.com', name: 'Ada' },
  scopes: ['users:readonly', 'routing'],
  redirectUri: 'http://localhost:8080/cb',
  notice: null,
}
const hostile = '"><script>alert(1)</script><input name="x" value=\''

function read(changes: Partial<ConsentPage> = {}) {
  const { headers, body } = renderConsentPage({ ...page, ...changes })
  const elements = elementsOf(body)
  const named = (name: string) => elements.filter((element) => element.name === name)
  return { headers: new Map(headers), body, elements, named }
}

describe('consent-page', () => {
  test('says who asks whom for what, and where the answer goes', () => {
    const { named } = read()
    expect(named('main')[0]?.text).toContain('Demo client wants to act for you, Ada (ada@example.com).')
    expect(named('li').map(({ text }) => text)).toEqual([
      'See usersusers:readonly',
      'See and change routingrouting',
    ])
    expect(named('main')[0]?.text).toContain('http://localhost:8080/cb')
  })

  test('has the buttons Allow and Deny, and no field that a person could change', () => {
    const { named } = read()
    expect(
      named('button').map(({ text, attributes }) => [text, attributes['name'], attributes['value']]),
    ).toEqual([
      ['Allow', 'gc_choice', 'allow'],
      ['Deny', 'gc_choice', 'deny'],
    ])
    expect(
      named('input').map(({ attributes }) => [attributes['type'], attributes['name'], attributes['value']]),
    ).toEqual([
      ['hidden', 'gc_request', 'client_id=a&state=b'],
      ['hidden', 'gc_ticket', 'T'],
      ['hidden', 'gc_flow', 'F'],
      ['hidden', 'gc_page', 'consent'],
      ['hidden', 'email', 'ada@example.com'],
    ])
    expect(named('form')[0]?.attributes).toMatchObject({ method: 'post', action: '/oauth/authorize' })
  })

  test('says so where nothing is asked for', () => {
    const { named, body } = read({ scopes: [] })
    expect(named('li')).toEqual([])
    expect(body).toContain('nothing but to know who you are')
  })

  test('tells what was wrong before', () => {
    const [notice] = read({ notice: 'Too old.' }).elements.filter(
      ({ attributes }) => attributes['role'] === 'alert',
    )
    expect(notice?.text).toBe('Too old.')
  })

  test('shows what came from outside as text', () => {
    const { named, elements } = read({
      hidden: { request: hostile, ticket: 'T', flow: 'F' },
      clientName: hostile,
      user: { email: hostile, name: hostile },
      scopes: [hostile],
      redirectUri: hostile,
      notice: hostile,
    })
    expect(named('script')).toEqual([])
    expect(elements.filter(({ attributes }) => attributes['name'] === 'x')).toEqual([])
  })

  test('loads nothing, runs nothing, and is shown in no frame', () => {
    const { headers, body, elements } = read()
    const style = /<style>([\s\S]*)<\/style>/.exec(body)?.[1] ?? ''
    const hash = createHash('sha256').update(style, 'utf8').digest('base64')
    expect(headers.get('Content-Security-Policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; frame-ancestors 'none'`,
    )
    expect(headers.get('X-Frame-Options')).toBe('DENY')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(elements.filter(({ name }) => /^(?:script|link|img|iframe|object|base)$/.test(name))).toEqual([])
  })
})
