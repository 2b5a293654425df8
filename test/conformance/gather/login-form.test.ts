import { describe, expect, test } from 'vitest'
import { fillLoginForm } from '../../../src/conformance/gather/login-form.js'

const user = { email: 'ada@example.com', password: 'p+w' }
const page = 'http://127.0.0.1:7636/oauth/authorize?client_id=a'

const rows = [
  {
    name: 'fills in e-mail and password and keeps hidden fields',
    html: '<form method="post" action="/login"><input type=hidden name=csrf value="t&amp;1"><input type=email name=email><input type=password name=password><button>Log In</button></form>',
    expected: {
      method: 'POST',
      url: 'http://127.0.0.1:7636/login',
      body: 'csrf=t%261&email=ada%40example.com&password=p%2Bw',
    },
  },
  {
    name: 'sends a form without action to the page itself',
    html: '<form method=post><input name=username><input type=password name=pw></form>',
    expected: { method: 'POST', url: page, body: 'username=ada%40example.com&pw=p%2Bw' },
  },
  {
    name: 'keeps an e-mail address that the page proposes',
    html: '<form method=post action=x><input type=email name=email value="bob@example.com"><input type=password name=pw></form>',
    expected: {
      method: 'POST',
      url: 'http://127.0.0.1:7636/oauth/x',
      body: 'email=bob%40example.com&pw=p%2Bw',
    },
  },
  {
    name: 'skips a search form before the login form',
    html: '<form><input name=q></form><form method=post action=/go><input type=password name=pw></form>',
    expected: { method: 'POST', url: 'http://127.0.0.1:7636/go', body: 'pw=p%2Bw' },
  },
  {
    name: 'finds nothing on a page without password field',
    html: '<form><input name=q></form>',
    expected: null,
  },
  { name: 'finds nothing on an error page', html: '<h1>client unknown</h1>', expected: null },
]

describe('fillLoginForm', () => {
  for (const row of rows) {
    test(row.name, () => {
      expect(fillLoginForm(row.html, page, user)).toEqual(row.expected)
    })
  }
})
