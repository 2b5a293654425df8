import { describe, expect, test } from 'vitest'
import { adminWith } from '../../support/admin.js'
import { confidentialClient, publicClient } from '../../support/login.js'
import { elementsOf } from '../../support/login-page.js'

const mobile = { id: 'mobile', name: 'Mobile', grantType: 'CODE', redirectUris: ['com.example.app:/cb'] }
const form = [['Content-Type', 'application/x-www-form-urlencoded']] as const

describe('clients', () => {
  test('without a seed the demo client is the first and only one', async () => {
    const { call } = adminWith()
    expect((await call('GET', '/_mock/clients')).body).toEqual({
      items: [
        {
          id: '6fd1c6a4-59c1-4c0f-9b1f-3f8a2c7d7636',
          name: 'Demo client',
          grantType: 'CODE',
          redirectUris: [],
          anyLoopbackRedirect: true,
          confidential: false,
        },
      ],
    })
  })

  test('a secret is told as confidential and never shown', async () => {
    const { call } = adminWith({ clients: [publicClient, confidentialClient] })
    const { body } = await call('GET', '/_mock/clients')
    expect(body.items).toEqual([
      { ...publicClient, confidential: false },
      expect.objectContaining({ id: confidentialClient.id, confidential: true }),
    ])
    expect(JSON.stringify(body)).not.toContain(confidentialClient.secret)
    const one = await call('GET', `/_mock/clients/${confidentialClient.id}`)
    expect(one.body).toMatchObject({ confidential: true })
    expect(one.body).not.toHaveProperty('secret')
  })

  test('a client that is registered is there for the next request, and told', async () => {
    const { call, state, notices } = adminWith({ clients: [publicClient] })
    const { status, body } = await call('POST', '/_mock/clients', { ...mobile, secret: 'top-secret' })
    expect({ status, body }).toEqual({ status: 201, body: { ...mobile, confidential: true } })
    expect(await state.store.clients()).toContainEqual({ ...mobile, secret: 'top-secret' })
    expect(notices).toEqual(['client mobile was registered'])
  })

  test('one with the same id is replaced', async () => {
    const { call } = adminWith({ clients: [publicClient] })
    const { status } = await call('POST', '/_mock/clients', { ...mobile, id: publicClient.id })
    expect(status).toBe(200)
    expect((await call('GET', '/_mock/clients')).body.items).toHaveLength(1)
  })

  test('a client is forgotten', async () => {
    const { call, state } = adminWith({ clients: [publicClient, confidentialClient] })
    expect(await call('DELETE', `/_mock/clients/${publicClient.id}`)).toMatchObject({ status: 204, body: '' })
    expect((await state.store.clients()).map(({ id }) => id)).toEqual([confidentialClient.id])
    expect((await call('DELETE', `/_mock/clients/${publicClient.id}`)).status).toBe(404)
  })

  test('an id with signs of its own is found when it is encoded', async () => {
    const { call } = adminWith({ clients: [publicClient] })
    await call('POST', '/_mock/clients', { ...mobile, id: 'a/b c?' })
    expect((await call('GET', '/_mock/clients/a%2Fb%20c%3F')).body).toMatchObject({ id: 'a/b c?' })
    expect((await call('GET', '/_mock/clients/%E0')).status).toBe(404)
  })

  test('an unknown client is named with the nearest', async () => {
    const { call } = adminWith({ clients: [{ ...publicClient, id: 'web-client' }] })
    expect(await call('GET', '/_mock/clients/web-cleint')).toMatchObject({
      status: 404,
      body: {
        error: 'unknown_client',
        message: 'no client with this id is registered; the nearest is web-client',
        problems: [],
      },
    })
  })

  test('every problem of a body is told at once, by its field, without secrets', async () => {
    const { call, state } = adminWith({ clients: [publicClient] })
    const bad = { id: '', grantType: 'PKCE', redirectUris: ['/cb'], secret: 'to\u0001p-hidden', nmae: 'x' }
    const { status, body } = await call('POST', '/_mock/clients', bad)
    expect(status).toBe(400)
    expect(body.error).toBe('invalid_body')
    expect(body.problems.map(({ field }: { field: string }) => field).sort()).toEqual([
      'grantType',
      'id',
      'name',
      'nmae',
      'redirectUris.0',
      'secret',
    ])
    expect(JSON.stringify(body)).not.toContain('p-hidden')
    expect(await state.store.clients()).toHaveLength(1)
  })

  test('a client that contradicts itself, or has scopes that do not exist, is refused', async () => {
    const { call } = adminWith()
    const contradiction = { ...mobile, grantType: 'CLIENT-CREDENTIALS', scopes: ['nonsense'] }
    const { status, body } = await call('POST', '/_mock/clients', contradiction)
    expect(status).toBe(400)
    expect(body.problems.map(({ field }: { field: string }) => field)).toEqual([
      'secret',
      'redirectUris',
      'scopes.0',
    ])
  })

  test('unknown scopes pass where the options ignore them', async () => {
    const { call } = adminWith({ policy: { unknownScopes: 'ignore' } })
    expect((await call('POST', '/_mock/clients', { ...mobile, scopes: ['nonsense'] })).status).toBe(201)
  })

  test('at the bound no further client is taken, and known ones can still be replaced', async () => {
    const { call } = adminWith({ clients: [publicClient], bounds: { clients: 1 } })
    expect(await call('POST', '/_mock/clients', mobile)).toMatchObject({
      status: 409,
      body: { error: 'full' },
    })
    expect((await call('POST', '/_mock/clients', { ...mobile, id: publicClient.id })).status).toBe(200)
  })
})

describe('clients: the form of the error page', () => {
  const fields = (changes: Record<string, string> = {}) =>
    new URLSearchParams({
      client_id: 'my-app',
      redirect_uri: 'http://localhost:8080/cb',
      authorize: 'client_id=my-app&state=x',
      ...changes,
    }).toString()

  test('registers a client that was not known, and leads on to the login', async () => {
    const { call, state } = adminWith()
    const { status, headers, body } = await call('POST', '/_mock/clients', fields(), { headers: form })
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    const link = elementsOf(body).find(({ name }) => name === 'a')
    expect(link?.attributes['href']).toBe('http://127.0.0.1:7636/oauth/authorize?client_id=my-app&state=x')
    expect((await state.store.clients()).at(-1)).toEqual({
      id: 'my-app',
      name: 'My client',
      grantType: 'CODE',
      redirectUris: ['http://localhost:8080/cb'],
    })
  })

  test('adds the redirect URI to a client that is known, and takes nothing from it', async () => {
    const { call, state } = adminWith({ clients: [confidentialClient] })
    const body = fields({ client_id: confidentialClient.id })
    await call('POST', '/_mock/clients', body, { headers: form })
    await call('POST', '/_mock/clients', body, { headers: form })
    expect(await state.store.clients()).toEqual([
      {
        ...confidentialClient,
        redirectUris: [...confidentialClient.redirectUris, 'http://localhost:8080/cb'],
      },
    ])
  })

  test('refuses what cannot be registered', async () => {
    const { call } = adminWith()
    const sent = fields({ client_id: '', redirect_uri: 'nowhere' })
    const { status, body } = await call('POST', '/_mock/clients', sent, { headers: form })
    expect(status).toBe(400)
    expect(body.problems.map(({ field }: { field: string }) => field)).toEqual(['id', 'redirectUris.0'])
  })

  test('JSON under the name of a form is JSON, as command-line tools send it', async () => {
    const { call } = adminWith()
    expect((await call('POST', '/_mock/clients', mobile, { headers: form })).status).toBe(201)
  })

  test('is refused from a page of another site', async () => {
    const { call, state } = adminWith()
    const headers = [...form, ['Origin', 'https://evil.example'] as const]
    expect((await call('POST', '/_mock/clients', fields(), { headers })).status).toBe(403)
    expect(await state.store.clients()).toHaveLength(1)
  })
})
