import { describe, expect, test } from 'vitest'
import { agreeToConsent, fillLoginForm } from '../../../src/conformance/gather/login-form.js'

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
  {
    name: 'sends the boxes that are ticked, and no others',
    html: '<form method=post action=/go><input type=checkbox name=stay checked><input type=checkbox name=news value=1><input type=radio name=r value=2 checked><input type=password name=pw></form>',
    expected: { method: 'POST', url: 'http://127.0.0.1:7636/go', body: 'stay=on&r=2&pw=p%2Bw' },
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

const agreement = { method: 'POST', url: 'http://127.0.0.1:7636/go' }
const consents = [
  {
    name: 'presses the button that allows, with its name and value',
    html: '<form method=post action=/go><input type=hidden name=t value="a&amp;b"><button name=c value=deny>Deny</button><button name=c value=allow> <b>Allow</b> access</button></form>',
    expected: { ...agreement, body: 't=a%26b&c=allow' },
  },
  {
    name: 'knows a button that is an input, and sends the scopes that are ticked',
    html: '<form method=post action=/go><input type=checkbox name=s value=users checked><input type=checkbox name=s value=routing><input type=submit name=ok value="Authorise"></form>',
    expected: { ...agreement, body: 's=users&ok=Authorise' },
  },
  {
    name: 'sends nothing for a button without a name',
    html: '<form method=post action=/go><input type=hidden name=t><button>Yes, go on</button></form>',
    expected: { ...agreement, body: 't=' },
  },
  {
    name: 'presses no button that does not agree',
    html: '<form method=post action=/go><button name=c value=allow>Do not allow</button><button>Deny</button></form>',
    expected: null,
  },
  {
    name: 'presses no button that sends nothing',
    html: '<form method=post action=/go><button type=button>Allow</button><input type=button value=Allow></form>',
    expected: null,
  },
  {
    name: 'leaves a form alone that is not posted',
    html: '<form action=/go><button>Allow</button></form>',
    expected: null,
  },
]

describe('agreeToConsent', () => {
  for (const row of consents) {
    test(row.name, () => {
      expect(agreeToConsent(row.html, page)).toEqual(row.expected)
    })
  }
})
