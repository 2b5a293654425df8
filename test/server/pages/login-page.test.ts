import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type LoginPage, renderLoginPage } from '../../../src/server/pages/login-page.js'
import { type Element, elementsOf } from '../../support/login-page.js'

const page: LoginPage = {
  action: '/oauth/authorize',
  hidden: { request: 'client_id=a&state=b', ticket: 'T', flow: 'F' },
  clientName: 'Demo client',
  email: '',
  notice: null,
  users: [
    { email: 'ada@example.com', name: 'Ada' },
    { email: 'bob@example.com', name: 'Bob' },
  ],
}
const hostile = '"><script>alert(1)</script><input name="x" value=\''

function read(changes: Partial<LoginPage> = {}) {
  const { headers, body } = renderLoginPage({ ...page, ...changes })
  const elements = elementsOf(body)
  const named = (name: string) => elements.filter((element) => element.name === name)
  return { headers: new Map(headers), body, elements, named }
}

/** The field that a label is for, as assistive technology and test tools find it. */
function fieldOf(elements: readonly Element[], label: string): Element | undefined {
  const id = elements.find(({ name, text }) => name === 'label' && text === label)?.attributes['for']
  return elements.find(({ attributes }) => id !== undefined && attributes['id'] === id)
}

describe('login-page', () => {
  test('has the labels and the button of the real page, each once', () => {
    const { elements, named } = read()
    expect(fieldOf(elements, 'Email Address')?.attributes).toMatchObject({ name: 'email', value: '' })
    expect(fieldOf(elements, 'Password')?.attributes).toMatchObject({ name: 'password', type: 'password' })
    const [main] = named('form')
    const buttons = main?.inside.filter(({ name }) => name === 'button').map(({ text }) => text)
    expect(buttons).toEqual(['Log In', 'Cancel'])
    // Tools that look for "Log In" or "Password" by a part of the name must not find something else as well.
    const names = elements.flatMap(({ name, text }) => (/^(?:button|label|h2)$/.test(name) ? [text] : []))
    expect(names.filter((name) => /log ?in/i.test(name))).toEqual(['Log In'])
    expect(names.filter((name) => /password/i.test(name))).toEqual(['Password'])
  })

  test('the first button is the one that the Enter key presses', () => {
    const [first] = read().named('button')
    expect(first).toMatchObject({ text: 'Log In', attributes: { type: 'submit' } })
  })

  test('offers every user by name and address', () => {
    const { named } = read()
    expect(named('form')).toHaveLength(1)
    const picks = named('button').filter(({ attributes }) => attributes['form'] === 'login')
    expect(picks.map(({ text }) => text)).toEqual(['Adaada@example.com', 'Bobbob@example.com'])
    for (const { attributes } of picks) expect(attributes).toHaveProperty('formnovalidate')
  })

  test('shows twelve users and counts the others', () => {
    const users = Array.from({ length: 15 }, (_, index) => ({ email: `u${index}@x`, name: `User ${index}` }))
    const { named, body } = read({ users })
    expect(named('button')).toHaveLength(14)
    expect(body).toContain('and 3 more, by e-mail address and password')
  })

  test('tells what was wrong, tied to the fields', () => {
    const { elements } = read({ notice: 'That is not the password of this user.', email: 'ada@example.com' })
    const notice = elements.find(({ attributes }) => attributes['role'] === 'alert')
    expect(notice).toMatchObject({ text: 'That is not the password of this user.' })
    for (const label of ['Email Address', 'Password']) {
      expect(fieldOf(elements, label)?.attributes).toMatchObject({
        'aria-describedby': notice?.attributes['id'],
        'aria-invalid': 'true',
      })
    }
  })

  test('the cursor waits where something is missing', () => {
    const focused = (email: string) =>
      read({ email })
        .elements.filter(({ attributes }) => 'autofocus' in attributes)
        .map(({ attributes }) => attributes['id'])
    expect(focused('')).toEqual(['email'])
    expect(focused('ada@example.com')).toEqual(['password'])
  })

  test('shows what came from outside as text', () => {
    const { named, elements } = read({
      hidden: { request: hostile, ticket: 'T', flow: 'F' },
      clientName: hostile,
      email: hostile,
      notice: hostile,
      users: [{ email: hostile, name: hostile }],
    })
    expect(named('script')).toEqual([])
    expect(elements.filter(({ attributes }) => attributes['name'] === 'x')).toEqual([])
    expect(fieldOf(elements, 'Email Address')?.attributes['value']).toBe(hostile)
  })

  test('loads nothing, runs nothing, and is shown in no frame', () => {
    const { headers, body, elements } = read()
    const style = /<style>([\s\S]*)<\/style>/.exec(body)?.[1] ?? ''
    const hash = createHash('sha256').update(style, 'utf8').digest('base64')
    // No form-action: browsers apply it to the redirects after the login as well.
    expect(headers.get('Content-Security-Policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; frame-ancestors 'none'`,
    )
    expect(headers.get('X-Frame-Options')).toBe('DENY')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    const loading = elements.filter(({ name }) => /^(?:script|link|img|iframe|object|base)$/.test(name))
    expect(loading).toEqual([])
  })
})
