import { describe, expect, test } from 'vitest'
import { readPrompt } from '../../../src/conformance/gather/prompt.js'

const rows = [
  { name: 'a code', output: 'Enter the code: ', kind: 'code' },
  { name: 'a code without a mark', output: 'Paste authorization code here', kind: 'code' },
  { name: 'a code in one word', output: 'Code> ', kind: 'code' },
  { name: 'a verification code', output: 'Enter verification code:', kind: 'code' },
  {
    name: 'a code, in colours',
    output: '\u001b[36m?\u001b[39m Paste the code \u001b[2m›\u001b[22m ',
    kind: 'code',
  },
  { name: 'a code on a line of its own', output: 'Please paste the code:\n', kind: 'code' },
  {
    name: 'a code, and then a mark on the next line',
    output: 'Enter the authorization code\n> ',
    kind: 'code',
  },
  {
    name: 'the code that a page at a URL shows',
    output: 'Open the URL above and enter the code: ',
    kind: 'code',
  },
  { name: 'the code out of a URL', output: 'Enter the code from the redirect URL: ', kind: 'code' },
  { name: 'a code in German', output: 'Bitte den Code eingeben: ', kind: 'code' },
  { name: 'a code in Spanish', output: 'Introduzca el código: ', kind: 'code' },
  {
    name: 'a code behind the URL of the login page',
    output: 'https://x.example/oauth/authorize?a=b\nCode: ',
    kind: 'code',
  },
  { name: 'the whole callback URL', output: 'Paste the full callback URL: ', kind: 'url' },
  { name: 'the redirect URL', output: 'Paste the full redirect URL here: ', kind: 'url' },
  { name: 'the URL that holds the code', output: 'Enter the URL (it contains code=...): ', kind: 'url' },
  { name: 'the address', output: 'Then paste the address to which it was sent: ', kind: 'url' },
  { name: 'the address of which it waits without a verb', output: 'Redirected URL: ', kind: 'url' },
  { name: 'the code or the URL: the URL says more', output: 'Paste the code or the full URL: ', kind: 'url' },
  { name: 'ENTER', output: 'Press ENTER to open the browser', kind: 'enter' },
  { name: 'ENTER, with a line break', output: 'Hit return to continue...\n', kind: 'enter' },
  { name: 'any key', output: 'Press any key to continue . . . ', kind: 'enter' },
  { name: 'yes or no', output: 'Open the login page in your browser? [Y/n] ', kind: 'enter' },
  { name: 'a client secret', output: 'Client secret: ', kind: 'other' },
  { name: 'a country code, which is no code', output: 'Country code: ', kind: 'other' },
  { name: 'a region', output: 'Region [mypurecloud.com]: ', kind: 'other' },
] as const

const silent = [
  { name: 'nothing was printed', output: '' },
  { name: 'a line was printed', output: 'Listening on http://127.0.0.1:3000\n' },
  { name: 'it waits', output: 'Waiting for the authorization code...\n' },
  { name: 'it waits without line break', output: 'Waiting for the browser... ' },
  { name: 'a URL is the last thing', output: 'https://x.example/oauth/authorize?code_challenge=a' },
  { name: 'it reports an exit code', output: 'done, exit code 3\n' },
]

describe('readPrompt', () => {
  for (const row of rows) {
    test(`reads that it asks for ${row.name}`, () => {
      expect(readPrompt(row.output)?.kind).toBe(row.kind)
    })
  }

  for (const row of silent) {
    test(`reads no prompt when ${row.name}`, () => {
      expect(readPrompt(row.output)).toBeNull()
    })
  }

  test('gives the words of the prompt', () => {
    expect(readPrompt('Visit https://x.example/a?b=c\nEnter the code: ')?.text).toBe('Enter the code:')
  })
})
