import { describe, expect, test } from 'vitest'
import { senderOfRequest } from '../../../../src/conformance/gather/browser/browser-agent.js'
import type { Pairs } from '../../../../src/server/protocol/message.js'

const rows: readonly { readonly name: string; readonly headers: Pairs; readonly sender: string }[] = [
  { name: 'a page that is opened', headers: [['Sec-Fetch-Dest', 'document']], sender: 'user-agent' },
  { name: 'a page in a frame', headers: [['sec-fetch-dest', 'iframe']], sender: 'user-agent' },
  { name: 'a request of a script', headers: [['Sec-Fetch-Dest', 'empty']], sender: 'client' },
  { name: 'a picture', headers: [['Sec-Fetch-Dest', 'image']], sender: 'client' },
  { name: 'a request that says nothing', headers: [], sender: 'client' },
  {
    name: 'a login of the kit',
    headers: [
      ['User-Agent', 'Mozilla/5.0 gc-pkce-check-kit'],
      ['Sec-Fetch-Dest', 'document'],
    ],
    sender: 'kit',
  },
]

describe('browser-agent', () => {
  for (const { name, headers, sender } of rows) {
    test(`takes ${name} for a request of the ${sender}`, () => {
      const request = { method: 'GET', origin: '', path: '/', query: '', headers, body: '' }
      expect(senderOfRequest({ request })).toBe(sender)
    })
  }
})
