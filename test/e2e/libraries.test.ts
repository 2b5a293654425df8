import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type ServerOptions } from '../../src/server/index.js'
import { root } from '../support/source-files.js'

/** Characters that Basic credentials carry differently raw and form-encoded. */
const secret = 'p+q/r=s%25:t&u v'

const clients = [
  {
    id: '11111111-2222-4333-8444-555555555555',
    name: 'Public client',
    grantType: 'CODE',
    redirectUris: ['http://127.0.0.1:8085/callback'],
  },
  {
    id: '22222222-2222-4333-8444-555555555555',
    name: 'Web client',
    secret,
    grantType: 'CODE',
    redirectUris: ['http://127.0.0.1:8085/callback'],
  },
  {
    id: '33333333-2222-4333-8444-555555555555',
    name: 'Robot',
    secret,
    grantType: 'CLIENT-CREDENTIALS',
    redirectUris: [],
  },
] as const
const [publicClient, webClient, robot] = clients

const started: MockServer[] = []
const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const mock of started.splice(0)) await mock.stop()
})

async function startedMock(options: ServerOptions = {}): Promise<MockServer> {
  const mock = createMockServer({ port: 0, clients, ...options })
  started.push(mock)
  await mock.start()
  return mock
}

function environmentFor({ url }: MockServer): NodeJS.ProcessEnv {
  return {
    ...process.env,
    MOCK_URL: url,
    PUBLIC_ID: publicClient.id,
    WEB_ID: webClient.id,
    WEB_SECRET: secret,
    ROBOT_ID: robot.id,
    ROBOT_SECRET: secret,
  }
}

/** Runs a program of fixtures/clients/foreign against the mock; what it printed. */
async function ran(mock: MockServer, program: string, ...script: readonly string[]) {
  const path = join(root, 'fixtures/clients/foreign', ...script)
  const { stdout } = await promisify(execFile)(program, [path], { env: environmentFor(mock) })
  return JSON.parse(stdout)
}

/** The kinds of mistakes that the mock saw, each once. */
function kindsSeen({ exchanges }: MockServer): readonly string[] {
  return [...new Set(exchanges.flatMap(({ outcome }) => outcome.mistakes.map(({ kind }) => kind)))].sort()
}

const reused = expect.stringMatching(
  /^refresh_token was reused \d+ ms after exchange \d+ rotated it: parallel refresh, not theft$/,
)

describe('the official SDK in Node', () => {
  test('client credentials, PKCE, and the classic code grant with refresh', async () => {
    const mock = await startedMock()
    const { clientCredentials, pkce, classic } = await ran(
      mock,
      process.execPath,
      'genesys-sdk-grants',
      'index.mjs',
    )
    expect(clientCredentials).toMatchObject({ client: robot.id, refusal: 'not.a.user' })
    expect(pkce).toMatchObject({ user: 'agent@example.com', refreshToken: null })
    expect(classic).toMatchObject({ user: 'agent@example.com', again: 'agent@example.com' })
    const { first, second, reuse } = classic
    expect(new Set([first.accessToken, second.accessToken, pkce.accessToken]).size).toBe(3)
    expect(second.refreshToken).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(second.refreshToken).not.toBe(first.refreshToken)
    expect(reuse).toEqual({ error: 'invalid_grant', description: reused, error_description: reused })
    // The SDK sends id and secret without form encoding.
    expect(kindsSeen(mock)).toEqual(['basic-secret-raw', 'refresh-token-reused'])
  })

  test('the same with opaque tokens', async () => {
    const mock = await startedMock({ policy: { tokenFormat: 'opaque' } })
    const { clientCredentials, pkce, classic } = await ran(
      mock,
      process.execPath,
      'genesys-sdk-grants',
      'index.mjs',
    )
    expect(pkce.user).toBe('agent@example.com')
    expect(classic.again).toBe('agent@example.com')
    for (const { accessToken } of [clientCredentials, pkce, classic.first, classic.second]) {
      expect(accessToken).toMatch(/^[A-Za-z0-9_-]{86}$/)
    }
  })
})

describe('libraries', () => {
  const rotation = {
    user: 'agent@example.com',
    rotated: true,
    reuse: { error: 'invalid_grant', error_description: reused },
  }

  test('openid-client: discovery, client credentials, code with PKCE, refresh', async () => {
    const mock = await startedMock()
    const result = await ran(mock, process.execPath, 'openid-client-grants', 'index.mjs')
    const robotToken = { type: 'bearer', expiresIn: 86_400, client: robot.id }
    expect(result).toEqual({
      basic: robotToken,
      post: robotToken,
      publicLogin: { user: 'agent@example.com', refreshable: false },
      loginByBasic: rotation,
      loginByPost: rotation,
      openIdScopes: {
        error: 'invalid_scope',
        error_description: 'unknown scope: openid, profile (there are no OpenID scopes here)',
      },
    })
    expect(kindsSeen(mock)).toEqual(['basic-secret-encoded', 'refresh-token-reused', 'scope-unknown'])
  })

  for (const signingAlgorithm of ['RS256', 'ES256', 'EdDSA'] as const) {
    test(`oauth4webapi: discovery, all grants, and tokens that it validates by ${signingAlgorithm}`, async () => {
      const mock = await startedMock({ policy: { signingAlgorithm } })
      const result = await ran(mock, process.execPath, 'oauth4webapi-grants', 'index.mjs')
      const robotToken = { clientId: robot.id, scope: 'all' }
      const webToken = { clientId: webClient.id, scope: 'users:readonly', rotated: true }
      expect(result).toEqual({
        basic: robotToken,
        post: robotToken,
        publicLogin: { clientId: publicClient.id, scope: 'all', refreshable: false },
        loginByBasic: webToken,
        loginByPost: webToken,
        wrongSecret: { status: 401, code: expect.any(String) },
      })
      expect(kindsSeen(mock)).toEqual(['basic-secret-encoded', 'client-secret-wrong'])
    })
  }

  test('Python requests-oauthlib: client credentials, code with PKCE, classic code, refresh', async () => {
    const mock = await startedMock()
    const result = await ran(mock, '/usr/bin/python3', 'requests-oauthlib', 'main.py')
    const robotToken = { type: 'bearer', client: robot.id }
    expect(result).toEqual({
      basic: robotToken,
      post: robotToken,
      pkce: { user: 'agent@example.com', refreshable: false },
      classic: {
        user: 'agent@example.com',
        rotated: true,
        reuse: { error: 'invalid_grant', description: reused },
      },
      in_body: { user: 'agent@example.com' },
    })
    expect(kindsSeen(mock)).toEqual(['basic-secret-raw', 'refresh-token-reused'])
  })
})

describe('a resource server of express and jose', () => {
  async function resourceServerOf(mock: MockServer): Promise<string> {
    const path = join(root, 'fixtures/clients/foreign/resource-server/index.mjs')
    const child = spawn(process.execPath, [path], {
      env: environmentFor(mock),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(child)
    const [line] = await once(child.stdout, 'data')
    return String(line).trim()
  }

  async function tokenOf({ url }: MockServer): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: robot.id,
      client_secret: secret,
    })
    const answer = await fetch(`${url}/oauth/token`, { method: 'POST', body })
    return (await answer.json()).access_token
  }

  async function greeting(server: string, token: string) {
    const answer = await fetch(`${server}/greeting`, { headers: { authorization: `Bearer ${token}` } })
    return { status: answer.status, ...(await answer.json()) }
  }

  for (const signingAlgorithm of ['RS256', 'ES256', 'EdDSA'] as const) {
    test(`verifies by ${signingAlgorithm}, survives a rotation, and refuses a broken signature`, async () => {
      const mock = await startedMock({ policy: { signingAlgorithm } })
      const server = await resourceServerOf(mock)
      const before = await tokenOf(mock)
      const first = await greeting(server, before)
      expect(first).toMatchObject({ status: 200, hello: robot.id, client: robot.id })
      await mock.rotateKeys()
      const after = await tokenOf(mock)
      const second = await greeting(server, after)
      expect(second).toMatchObject({ status: 200, hello: robot.id })
      expect(second.signedBy).not.toBe(first.signedBy)
      expect(await greeting(server, before)).toEqual(first)
      const broken = after.replace(/.{8}$/, 'AAAAAAAA')
      expect(await greeting(server, broken)).toEqual({
        status: 401,
        refused: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      })
    })
  }

  test('refuses the token of another mock', async () => {
    const mock = await startedMock()
    const server = await resourceServerOf(mock)
    const other = await startedMock()
    expect(await greeting(server, await tokenOf(other))).toEqual({
      status: 401,
      refused: 'ERR_JWKS_NO_MATCHING_KEY',
    })
  })
})
