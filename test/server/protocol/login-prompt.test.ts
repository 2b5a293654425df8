import { describe, expect, test } from 'vitest'
import { decideLogin, userOf } from '../../../src/server/protocol/login-prompt.js'

const ada = { email: 'Ada@Example.com', password: 'a', name: 'Ada' }
const bob = { email: 'bob@example.com', password: 'b', name: 'Bob' }
const users = [ada, bob] as const
const nothing = { prompt: null, loginHint: null, sessionUser: null, users, interactive: false }

const straight = [
  { name: 'the default user without any sign', given: {}, user: ada },
  { name: 'the user of the hint', given: { loginHint: 'bob@example.com' }, user: bob },
  {
    name: 'the user of a hint with an organisation',
    given: { loginHint: 'BOB@example.com:acme' },
    user: bob,
  },
  { name: 'the default user for a hint of an organisation', given: { loginHint: 'acme' }, user: ada },
  { name: 'the user of the session', given: { sessionUser: bob }, user: bob },
  {
    name: 'the user of the hint rather than of the session',
    given: { loginHint: 'ada@example.com', sessionUser: bob },
    user: ada,
  },
  {
    name: 'the default user for prompt=none, which the service does not know',
    given: { prompt: 'none' },
    user: ada,
  },
  {
    name: 'the user of the session of an interactive mock',
    given: { interactive: true, sessionUser: bob },
    user: bob,
  },
  {
    name: 'the user of the session that the hint names as well',
    given: { interactive: true, sessionUser: bob, loginHint: 'bob@example.com:acme' },
    user: bob,
  },
  {
    name: 'the user of the session for a hint of an organisation',
    given: { interactive: true, sessionUser: bob, loginHint: 'acme' },
    user: bob,
  },
]

const pages = [
  { name: 'an interactive mock without a session', given: { interactive: true }, email: '' },
  {
    name: 'an interactive mock with a hint',
    given: { interactive: true, loginHint: 'ada@example.com:acme' },
    email: 'Ada@Example.com',
  },
  {
    name: 'a session of somebody else than the hint names',
    given: { interactive: true, sessionUser: bob, loginHint: 'ada@example.com' },
    email: 'Ada@Example.com',
  },
  { name: 'prompt=login', given: { prompt: 'login' }, email: '' },
  { name: 'prompt=login in spite of a session', given: { prompt: 'login', sessionUser: bob }, email: '' },
  { name: 'prompt with login among others', given: { prompt: 'consent login' }, email: '' },
  {
    name: 'a hint of somebody unknown, who is filled in all the same',
    given: { prompt: 'login', loginHint: 'eve@example.com' },
    email: 'eve@example.com',
  },
  { name: 'a hint of an organisation', given: { prompt: 'login', loginHint: 'acme' }, email: '' },
]

describe('login-prompt', () => {
  for (const row of straight) {
    test(`logs in ${row.name}`, () => {
      expect(decideLogin({ ...nothing, ...row.given })).toEqual({ kind: 'straight', user: row.user })
    })
  }

  for (const row of pages) {
    test(`shows the page for ${row.name}`, () => {
      expect(decideLogin({ ...nothing, ...row.given })).toEqual({ kind: 'page', email: row.email })
    })
  }

  test('finds a user whatever the case of the address, and nobody for nothing', () => {
    expect(userOf(' ada@example.COM ', users)).toBe(ada)
    expect(userOf('', users)).toBeNull()
    expect(userOf(null, users)).toBeNull()
  })
})
