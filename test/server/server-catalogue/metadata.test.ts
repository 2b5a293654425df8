// The server catalogue, metadata, keys and transport: every row by its id, against a mock over sockets.
import { createPublicKey, createVerify, type JsonWebKey } from 'node:crypto'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer } from '../../../src/server/index.js'
import { testKey } from '../../support/keys.js'
import { login, type Served, served } from '../../support/socket-client.js'

let at: Served
beforeAll(async () => {
  at = await served()
})
afterAll(() => at.mock.stop())

async function metadata(path = '/.well-known/oauth-authorization-server'): Promise<Response> {
  return fetch(`${at.mock.url}${path}`)
}

/** Verifies an RS256 signature with the published key that the token names. */
async function verifies(token: string): Promise<boolean> {
  const { keys } = await (await fetch((await (await metadata()).json()).jwks_uri)).json()
  const [header = '', payload = '', signature = ''] = token.split('.')
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
  const key = keys.find((candidate: JsonWebKey & { kid: string }) => candidate.kid === kid)
  if (key === undefined) return false
  expect(Object.keys(key)).not.toEqual(expect.arrayContaining(['d']))
  const publicKey = createPublicKey({ key, format: 'jwk' })
  return createVerify('RSA-SHA256')
    .update(`${header}.${payload}`)
    .verify(publicKey, Buffer.from(signature, 'base64url'))
}

describe('server catalogue: metadata, keys, transport', () => {
  test('as.meta.document: where RFC 8414 looks for it, with the issuer that was asked', async () => {
    const response = await metadata()
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    const document = await response.json()
    expect(document.issuer).toBe(at.mock.url)
    expect(document.authorization_endpoint).toBe(`${at.mock.url}/oauth/authorize`)
    expect(document.token_endpoint).toBe(`${at.mock.url}/oauth/token`)
    expect(document.response_types_supported).toEqual(['code'])
  })
  test('as.meta.document: there is no OpenID discovery, as on the real service', async () => {
    expect((await metadata('/.well-known/openid-configuration')).status).toBe(404)
  })

  test('as.meta.pkce-advertised: S256 and nothing else', async () => {
    expect((await (await metadata()).json()).code_challenge_methods_supported).toEqual(['S256'])
  })

  test('as.jwks.rotation: a new key signs, and old tokens verify throughout', async () => {
    const before = (await login(at)).body.access_token
    expect(await verifies(before)).toBe(true)
    await at.mock.rotateKeys()
    const after = (await login(at)).body.access_token
    const kid = (token: string) =>
      JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid
    expect(kid(after)).not.toBe(kid(before))
    expect(await verifies(after)).toBe(true)
    expect(await verifies(before)).toBe(true)
  })

  test('as.tls: plain http is served to this machine alone, and without HSTS', async () => {
    expect([...at.mock.addresses.open, ...at.mock.addresses.missing].sort()).toEqual(['127.0.0.1', '::1'])
    expect((await metadata()).headers.get('strict-transport-security')).toBeNull()
  })

  const versions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const
  for (const version of versions) {
    const isNew = version === 'TLSv1.2' || version === 'TLSv1.3'
    test(`as.tls: the https of the mock ${isNew ? 'speaks' : 'refuses'} ${version}`, async () => {
      const mock = createMockServer({ port: 0, https: true, signingKey: testKey })
      await mock.start()
      try {
        const agreed = await new Promise<string | null>((resolve) => {
          const socket = connectTls({
            port: mock.port,
            host: '127.0.0.1',
            servername: 'login.mypurecloud.com',
            minVersion: version,
            maxVersion: version,
            ciphers: 'DEFAULT@SECLEVEL=0',
            ca: mock.ca?.pem ?? '',
          })
          socket.on('secureConnect', () => {
            resolve(socket.getProtocol())
            socket.destroy()
          })
          socket.on('error', () => resolve(null))
        })
        expect(agreed).toBe(isNew ? version : null)
      } finally {
        await mock.stop()
      }
    })
  }
})
