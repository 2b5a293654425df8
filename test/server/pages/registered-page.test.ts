import { describe, expect, test } from 'vitest'
import { renderRegisteredPage } from '../../../src/server/pages/registered-page.js'
import { elementsOf } from '../../support/login-page.js'

const registered = {
  clientId: 'my<app',
  redirectUri: 'http://localhost:8080/cb',
  origin: 'http://127.0.0.1:7636',
  authorize: 'client_id=x&state="y',
}

describe('registered-page', () => {
  test('names what was registered, escaped, and leads on to the login', () => {
    const { headers, body } = renderRegisteredPage(registered)
    const elements = elementsOf(body)
    expect(elements.filter(({ name }) => name === 'code').map(({ text }) => text)).toEqual([
      'my<app',
      'http://localhost:8080/cb',
    ])
    const links = elements.filter(({ name }) => name === 'a')
    expect(links.map(({ attributes }) => attributes['href'])).toEqual([
      'http://127.0.0.1:7636/oauth/authorize?client_id=x&state="y',
    ])
    expect(new Map(headers).get('Content-Security-Policy')).toContain("default-src 'none'")
  })

  test('without a login to go on with there is no link', () => {
    const { body } = renderRegisteredPage({ ...registered, authorize: null })
    expect(elementsOf(body).map(({ name }) => name)).not.toContain('a')
  })
})
