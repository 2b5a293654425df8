import { describe, expect, test } from 'vitest'
import { goesByItself, loginSteps } from '../../../src/conformance/gather/login-links.js'

const page = 'http://localhost:3000/start'
const urls = (html: string) => loginSteps(html, page).map(({ url }) => url)

const ways = [
  { name: 'a link by its words', html: '<a href="/go">Log in</a>', first: 'http://localhost:3000/go' },
  {
    name: 'a link by its address',
    html: '<a href="/auth/start">Go</a>',
    first: 'http://localhost:3000/auth/start',
  },
  {
    name: 'a link by the words of a picture',
    html: '<a href="/x"><img alt="Sign in"></a>',
    first: 'http://localhost:3000/x',
  },
  { name: 'a link in German', html: '<a href="/x">Anmelden</a>', first: 'http://localhost:3000/x' },
  { name: 'a link in Japanese', html: '<a href="/x">ログイン</a>', first: 'http://localhost:3000/x' },
  {
    name: 'the one of Genesys before others',
    html: '<a href="/a">Sign in with Google</a><a href="/b">Sign in</a><a href="/c">Sign in with Genesys Cloud</a>',
    first: 'http://localhost:3000/c',
  },
  {
    name: 'one to the login service before a page of its own',
    html: '<a href="/login">Log in</a><a href="http://127.0.0.1:7636/oauth/authorize?a=b">Go</a>',
    first: 'http://127.0.0.1:7636/oauth/authorize?a=b',
  },
  {
    name: 'an address below the base of the page',
    html: '<base href="/app/"><a href="login">Log in</a>',
    first: 'http://localhost:3000/app/login',
  },
  {
    name: 'a button with a script',
    html: `<button onclick="window.location.href='/login'">Sign in</button>`,
    first: 'http://localhost:3000/login',
  },
  {
    name: 'a button with a place to go',
    html: '<button data-href="/login">Sign in</button>',
    first: 'http://localhost:3000/login',
  },
]

const noWays = [
  { name: 'logging out', html: '<a href="/logout">Log out</a>' },
  { name: 'an account that is to be made', html: '<a href="/login/register">Register</a>' },
  { name: 'help about it', html: '<a href="/docs/login">Login help</a>' },
  {
    name: 'anything else',
    html: '<a href="/about">About us</a><a href="#login">Log in</a><a href="mailto:a@b.c">Login</a>',
  },
  {
    name: 'a password of another account',
    html: '<form action="/login"><input type=password name=p><button>Log in</button></form>',
  },
]

describe('loginSteps', () => {
  for (const { name, html, first } of ways) {
    test(`takes ${name}`, () => {
      expect(urls(html)[0]).toBe(first)
    })
  }

  for (const { name, html } of noWays) {
    test(`does not take ${name} for a login`, () => {
      expect(urls(html)).toEqual([])
    })
  }

  test('sends a form as it is, with its hidden fields and the button', () => {
    const html =
      '<form method=post action="/auth"><input type=hidden name=csrf value="a b"><input type=checkbox name=c value=1><button name=provider value=genesys>Log in</button></form>'
    expect(loginSteps(html, page)).toEqual([
      { method: 'POST', url: 'http://localhost:3000/auth', body: 'csrf=a+b&provider=genesys' },
    ])
  })

  test('sends a form of the method GET by its address', () => {
    expect(
      urls(
        '<form action="/login?x=1"><input type=hidden name=next value="/"><input type=submit value="Sign in"></form>',
      ),
    ).toEqual(['http://localhost:3000/login?next=%2F'])
  })
})

const itself = [
  {
    name: 'a refresh',
    html: '<meta http-equiv="Refresh" content="0; URL=\'/login\'">',
    url: 'http://localhost:3000/login',
  },
  {
    name: 'a script that only sets the address',
    html: '<script>window.location.replace("/login")</script>',
    url: 'http://localhost:3000/login',
  },
  {
    name: 'no script that may do it later',
    html: '<script>button.onclick = () => { location = "/login" }</script>',
    url: null,
  },
  { name: 'no refresh of itself', html: '<meta http-equiv="refresh" content="30">', url: null },
]

describe('goesByItself', () => {
  for (const { name, html, url } of itself) {
    test(`is ${name}`, () => {
      expect(goesByItself(html, page)).toBe(url)
    })
  }
})
