import { describe, expect, test } from 'vitest'
import { classifyUrl, urlsIn } from '../../../src/conformance/gather/login-url.js'

const authorize = 'http://127.0.0.1:7636/oauth/authorize?client_id=a&state=b'

describe('urlsIn', () => {
  const rows = [
    { name: 'finds a URL in a sentence', text: `Please open ${authorize} now`, expected: [authorize] },
    { name: 'drops the full stop of the sentence', text: `Open ${authorize}.`, expected: [authorize] },
    { name: 'drops brackets and quotes around it', text: `(see "${authorize}")`, expected: [authorize] },
    { name: 'sees through colours', text: `\u001b[36m${authorize}\u001b[39m`, expected: [authorize] },
    {
      name: 'sees through a terminal hyperlink',
      text: `\u001b]8;;${authorize}\u0007${authorize}\u001b]8;;\u0007`,
      expected: [authorize],
    },
    {
      name: 'finds several in their order',
      text: 'http://a.test/1 then https://b.test/2',
      expected: ['http://a.test/1', 'https://b.test/2'],
    },
    { name: 'finds it right after a prompt', text: `Press ENTER${authorize}`, expected: [authorize] },
    {
      name: 'keeps a space that nobody encoded',
      text: 'Open http://a.test/authorize?code_challenge=[object Promise]&code_challenge_method=S256\nnow',
      expected: ['http://a.test/authorize?code_challenge=[object Promise]&code_challenge_method=S256'],
    },
    {
      name: 'keeps several raw spaces, up to the last parameter',
      text: 'http://a.test/authorize?scope=a b c&state=x and then wait',
      expected: ['http://a.test/authorize?scope=a b c&state=x'],
    },
    {
      name: 'does not take a later sentence for a parameter',
      text: 'http://a.test/?x=1 and set NAME=1',
      expected: ['http://a.test/?x=1'],
    },
    { name: 'finds none where there is none', text: 'nothing to see at example.com', expected: [] },
    {
      name: 'keeps a state that ends with a dash',
      text: 'http://a.test/?state=x-_',
      expected: ['http://a.test/?state=x-_'],
    },
  ]
  for (const row of rows) {
    test(row.name, () => {
      expect(urlsIn(row.text)).toEqual(row.expected)
    })
  }
})

describe('classifyUrl', () => {
  const rows = [
    { name: 'knows the login page of the mock', url: authorize, expected: 'mock' },
    {
      name: 'knows it under the name localhost',
      url: 'http://localhost:7636/oauth/authorize?x=1',
      expected: 'mock',
    },
    {
      name: 'knows it on the other address family',
      url: 'http://[::1]:7636/oauth/authorize',
      expected: 'mock',
    },
    {
      name: 'knows a login page of the real service',
      url: 'https://login.mypurecloud.com/oauth/authorize?client_id=a',
      expected: 'elsewhere',
    },
    {
      name: 'knows a login page of another server on this machine',
      url: 'http://localhost:9999/oauth/authorize',
      expected: 'elsewhere',
    },
    { name: 'knows a page of the client', url: 'http://localhost:3000/login', expected: 'local' },
    {
      name: 'leaves other pages of the mock alone',
      url: 'http://127.0.0.1:7636/_mock/health',
      expected: 'other',
    },
    {
      name: 'leaves documentation alone',
      url: 'https://developer.genesys.cloud/authorization',
      expected: 'other',
    },
    { name: 'leaves text alone that is no URL', url: 'http://', expected: 'other' },
  ]
  for (const row of rows) {
    test(row.name, () => {
      expect(classifyUrl(row.url, 'http://127.0.0.1:7636')).toBe(row.expected)
    })
  }
})
