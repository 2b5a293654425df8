import { describe, expect, test } from 'vitest'
import { findLogin, type Visitor } from '../../../src/conformance/gather/front-door.js'

const origin = 'http://localhost:3000'
const authorize = 'http://127.0.0.1:7636/oauth/authorize?client_id=a'

interface Answer {
  readonly status?: number
  readonly location?: string
  readonly html?: string
}

/** A visitor of an app whose pages are `pages`, by path; what it asked for, with who began it. */
function visitorOf(pages: Readonly<Record<string, Answer>>) {
  const asked: string[] = []
  const visitor: Visitor = {
    mockUrl: 'http://127.0.0.1:7636',
    isMock: (url) => new URL(url).port === '7636',
    load(step, initiator) {
      const { pathname, host } = new URL(step.url)
      asked.push(`${step.method} ${host}${pathname} ${initiator}`)
      const page = pages[pathname]
      if (page === undefined) return Promise.reject(new Error('nothing there'))
      const { status = 200, location, html = '' } = page
      return Promise.resolve({ status, location, type: 'text/html', correlation: undefined, html })
    },
  }
  return { visitor, asked }
}

const door = (paths: readonly string[] = []) => ({ url: `${origin}/`, paths })

describe('findLogin', () => {
  test('follows links and redirects to the login service, and says from which page', async () => {
    const { visitor, asked } = visitorOf({
      '/': { html: '<a href="/account">Sign in</a>' },
      '/account': { html: '<form method=post action=/begin><button>Connect Genesys Cloud</button></form>' },
      '/begin': { status: 303, location: authorize },
    })
    expect(await findLogin(door(), visitor)).toEqual({
      kind: 'login',
      step: { method: 'GET', url: authorize },
      page: `${origin}/begin`,
    })
    expect(asked).toEqual([
      'GET localhost:3000/ same-site',
      'GET localhost:3000/account same-site',
      'POST localhost:3000/begin same-site',
    ])
  })

  test('tries the likeliest way first, then the others, then the other paths', async () => {
    const { visitor, asked } = visitorOf({
      '/': { html: '<a href="/auth/other">Connect</a><a href="/genesys/login">Log in with Genesys</a>' },
      '/genesys/login': { status: 500 },
      '/auth/other': {},
      '/signin': { status: 302, location: authorize },
    })
    expect(await findLogin(door(['/login', '/signin']), visitor)).toMatchObject({ kind: 'login' })
    expect(asked.map((line) => line.split(' ')[1])).toEqual([
      'localhost:3000/',
      'localhost:3000/genesys/login',
      'localhost:3000/auth/other',
      'localhost:3000/login',
      'localhost:3000/signin',
    ])
  })

  test('says that the app leads to another login service', async () => {
    const real = 'https://login.mypurecloud.com/oauth/authorize?client_id=a'
    const { visitor } = visitorOf({ '/': { status: 302, location: real } })
    expect(await findLogin(door(), visitor)).toEqual({ kind: 'elsewhere', url: real })
  })

  test('takes a page of the app called authorize for a page of the app', async () => {
    const { visitor } = visitorOf({
      '/': { html: '<a href="/oauth/authorize">Log in</a>' },
      '/oauth/authorize': { status: 302, location: authorize },
    })
    expect(await findLogin(door(), visitor)).toMatchObject({
      kind: 'login',
      page: `${origin}/oauth/authorize`,
    })
  })

  test('goes round no circle, and says what was tried', async () => {
    const { visitor } = visitorOf({
      '/': { status: 302, location: '/login' },
      '/login': { status: 302, location: '/' },
    })
    expect(await findLogin(door(['/auth']), visitor)).toEqual({
      kind: 'none',
      why: 'no way to a login was found at http://localhost:3000: tried / (302), /login (302), /auth (no answer)',
    })
  })

  test('opens no page of another machine', async () => {
    const { visitor, asked } = visitorOf({
      '/': { html: '<a href="https://sso.example.com/login">Sign in</a>' },
    })
    const found = await findLogin(door(), visitor)
    expect(found.kind === 'none' && found.why).toContain(
      'https://sso.example.com (not this machine: not opened)',
    )
    expect(asked).toHaveLength(1)
  })

  test('says that pages are drawn by JavaScript', async () => {
    const { visitor } = visitorOf({ '/': { html: '<div id=root></div><script src="/app.js"></script>' } })
    const found = await findLogin(door(), visitor)
    expect(found.kind === 'none' && found.why).toContain(
      'its pages are drawn by JavaScript, which was not run',
    )
  })

  test('opens a bounded number of pages of an app that has ever more', async () => {
    let number = 0
    const visitor: Visitor = {
      ...visitorOf({}).visitor,
      load: () => {
        number += 1
        const html = `<a href="/login/${number}">Log in</a>`
        return Promise.resolve({
          status: 200,
          location: undefined,
          type: 'text/html',
          correlation: undefined,
          html,
        })
      },
    }
    expect((await findLogin(door(), visitor)).kind).toBe('none')
    expect(number).toBe(30)
  })
})
