import { describe, expect, test } from 'vitest'
import { createCookies } from '../../../src/conformance/gather/cookies.js'

const app = 'http://localhost:3000/callback'

const rows = [
  { name: 'one without attributes', cookie: 'a=1; Path=/', same: true, get: true, post: false },
  { name: 'SameSite=Lax', cookie: 'a=1; Path=/; SameSite=Lax', same: true, get: true, post: false },
  { name: 'SameSite=Strict', cookie: 'a=1; Path=/; SameSite=Strict', same: true, get: false, post: false },
  {
    name: 'SameSite=None with Secure',
    cookie: 'a=1; Path=/; SameSite=None; Secure',
    same: true,
    get: true,
    post: true,
  },
  {
    name: 'SameSite=None without Secure',
    cookie: 'a=1; Path=/; SameSite=None',
    same: false,
    get: false,
    post: false,
  },
  { name: 'an unknown SameSite', cookie: 'a=1; Path=/; SameSite=Odd', same: true, get: true, post: false },
  {
    name: 'Secure over http on this machine',
    cookie: 'a=1; Path=/; Secure',
    same: true,
    get: true,
    post: false,
  },
  { name: 'another path', cookie: 'a=1; Path=/admin', same: false, get: false, post: false },
  { name: 'its domain', cookie: 'a=1; Path=/; Domain=localhost', same: true, get: true, post: false },
  { name: 'another domain', cookie: 'a=1; Path=/; Domain=example.com', same: false, get: false, post: false },
  { name: 'one that is over', cookie: 'a=1; Path=/; Max-Age=0', same: false, get: false, post: false },
  {
    name: '__Host- with what it asks for',
    cookie: '__Host-a=1; Path=/; Secure',
    same: true,
    get: true,
    post: false,
  },
  { name: '__Host- without Secure', cookie: '__Host-a=1; Path=/', same: false, get: false, post: false },
]

describe('createCookies', () => {
  for (const { name, cookie, same, get, post } of rows) {
    test(`sends a cookie as browsers do: ${name}`, async () => {
      const cookies = createCookies()
      await cookies.keep('http://localhost:3000/login', [cookie])
      const sent = async (method: 'GET' | 'POST', initiator: 'same-site' | 'cross-site') =>
        (await cookies.header(app, method, initiator)) !== ''
      expect(await sent('GET', 'same-site')).toBe(same)
      expect(await sent('POST', 'same-site')).toBe(same)
      expect(await sent('GET', 'cross-site')).toBe(get)
      expect(await sent('POST', 'cross-site')).toBe(post)
    })
  }

  test('keeps the default path of the page that set it', async () => {
    const cookies = createCookies()
    await cookies.keep('http://localhost:3000/auth/login', ['a=1'])
    expect(await cookies.header('http://localhost:3000/auth/callback', 'GET', 'same-site')).toBe('a=1')
    expect(await cookies.header(app, 'GET', 'same-site')).toBe('')
  })

  test('sends nothing of 127.0.0.1 to localhost, and everything to another port', async () => {
    const cookies = createCookies()
    await cookies.keep('http://127.0.0.1:3000/', ['a=1'])
    expect(await cookies.header('http://localhost:3000/', 'GET', 'same-site')).toBe('')
    expect(await cookies.header('http://127.0.0.1:4000/', 'GET', 'same-site')).toBe('a=1')
  })

  test('names what a navigation from another site leaves behind', async () => {
    const cookies = createCookies()
    await cookies.keep('http://localhost:3000/', ['sid=1; SameSite=Strict', 'other=1'])
    expect(await cookies.leftBehind(app)).toEqual(['sid'])
  })
})
