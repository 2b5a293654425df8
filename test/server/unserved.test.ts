import { describe, expect, test } from 'vitest'
import { memberOf } from '../support/login.js'
import { mockWith } from '../support/mock.js'
import { postForm, requestFor } from '../support/requests.js'

describe('unserved', () => {
  const stray: readonly { name: string; method: 'GET' | 'POST'; path: string; served: string }[] = [
    {
      name: 'B021: the token endpoint below the API',
      method: 'POST',
      path: '/api/v2/oauth/token',
      served: '/oauth/token',
    },
    { name: 'without a version', method: 'POST', path: '/api/oauth/token', served: '/oauth/token' },
    {
      name: 'the authorize endpoint',
      method: 'GET',
      path: '/api/v2/oauth/authorize',
      served: '/oauth/authorize',
    },
    { name: 'with a slash at its end', method: 'POST', path: '/api/v2/oauth/token/', served: '/oauth/token' },
    {
      name: 'the metadata',
      method: 'GET',
      path: '/api/v2/.well-known/oauth-authorization-server',
      served: '/.well-known/oauth-authorization-server',
    },
  ]
  for (const { name, method, path, served } of stray) {
    test(`a path of the login below the API gets the address of the login: ${name}`, async () => {
      const { ask, recorder } = mockWith()
      const reply = await ask(method === 'POST' ? postForm(path, {}) : requestFor('GET', path))
      expect(reply.status).toBe(404)
      expect(memberOf(reply, 'code')).toBe('not.found')
      expect(memberOf(reply, 'message')).toContain(`login.<domain>${served}`)
      expect(recorder.exchanges[0]?.outcome.mistakes).toMatchObject([{ kind: 'login-path-on-api' }])
    })
  }

  const near: readonly { path: string; served: string | null; method?: 'GET' | 'POST' }[] = [
    { path: '/oauth2/token', served: '/oauth/token', method: 'POST' },
    { path: '/oauth/token/', served: '/oauth/token', method: 'POST' },
    { path: '//oauth/token', served: '/oauth/token', method: 'POST' },
    { path: '/OAuth/Token', served: '/oauth/token', method: 'POST' },
    { path: '/v2/oauth/token', served: '/oauth/token', method: 'POST' },
    { path: '/oauth/tokne', served: '/oauth/token', method: 'POST' },
    { path: '/authorize', served: '/oauth/authorize' },
    { path: '/oauth/authorise', served: '/oauth/authorize' },
    { path: '/api/v1/users/me', served: '/api/v2/users/me' },
    { path: '/api/v2/user/me/users/me', served: '/api/v2/users/me' },
    { path: '/api/v2/userss/me', served: '/api/v2/users/me' },
    { path: '/api/v2/organisations/me', served: '/api/v2/organizations/me' },
    { path: '/v2/tokens/me', served: '/api/v2/tokens/me' },
    { path: '/api/v2/conversations', served: null },
    { path: '/api/v2/routing/queues', served: null },
  ]
  for (const { path, served, method = 'GET' } of near) {
    test(`${path} ${served === null ? 'is near to nothing' : `is told that ${served} is served`}`, async () => {
      const { ask, recorder } = mockWith()
      const reply = await ask(requestFor(method, path))
      expect(reply.status).toBe(404)
      const [found] = recorder.exchanges[0]?.outcome.mistakes ?? []
      expect(found?.kind).toBe('path-unknown')
      const told = served === null ? '' : `, but it serves ${served}`
      expect(found?.sentence).toBe(`the mock serves nothing at ${path}${told}`)
    })
  }

  test('a guess that is near to nothing is no mistake', async () => {
    const { ask, recorder } = mockWith()
    const reply = await ask(requestFor('GET', '/robots.txt'))
    expect(reply.status).toBe(404)
    expect(recorder.exchanges[0]?.outcome).toMatchObject({ kind: 'answered', mistakes: [] })
  })
})
