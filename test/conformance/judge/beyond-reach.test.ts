import { describe, expect, test } from 'vitest'
import { beyondReach } from '../../../src/conformance/judge/beyond-reach.js'
import { transcript } from '../../support/transcript-builder.js'

const rows = [
  {
    name: 'a scheme that only an installed app takes',
    answer: { kind: 'not-delivered', why: 'the redirect URI has the scheme com.example.app:' } as const,
    url: 'com.example.app:/oauth2redirect?code=c&state=s',
    ending: 'callback-not-delivered' as const,
    why: 'the redirect URI has the scheme com.example.app:, and the kit has no way to hand it over',
  },
  {
    name: 'no host of another machine: the redirect URI can be another one here',
    answer: { kind: 'not-delivered', why: 'app.example.com is not this machine' } as const,
    url: 'https://app.example.com/cb?code=c',
    ending: 'callback-not-delivered' as const,
    why: null,
  },
  {
    name: 'no port on which nothing listens',
    answer: { kind: 'unreachable', why: 'nothing listens on 127.0.0.1:1' } as const,
    url: 'http://127.0.0.1:1/cb?code=c',
    ending: 'callback-not-delivered' as const,
    why: null,
  },
  {
    name: 'no code that was typed',
    answer: { kind: 'typed', what: 'code', prompt: 'Code:', at: 1 } as const,
    url: 'urn:ietf:wg:oauth:2.0:oob?code=c',
    ending: 'client-finished' as const,
    why: null,
  },
]

describe('beyondReach', () => {
  for (const { name, answer, url, ending, why } of rows) {
    test(`is ${name}`, () => {
      expect(beyondReach([transcript().authorize().callback(answer, url).ended(ending)])).toBe(why)
    })
  }
})
