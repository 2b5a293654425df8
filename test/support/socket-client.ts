// A client and its user agent that reach a mock over sockets, as a program would.
import { createHash } from 'node:crypto'
import { createMockServer, type MockServer, type ServerOptions } from '../../src/server/index.js'
import { type FakePorts, fakePorts } from './fake-ports.js'
import { testKey } from './keys.js'
import { authorizeForm, confidentialClient, publicClient } from './login.js'
import { type Form, formOf } from './requests.js'

export const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
export const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
export const secret = 'not-a-real-secret'
export const webRedirect = 'https://web.example/callback'

export const robot = {
  id: '33333333-2222-4333-8444-555555555555',
  name: 'Robot',
  grantType: 'CLIENT-CREDENTIALS',
  secret: 'robot-secret',
  redirectUris: [],
} as const

export interface Served {
  readonly mock: MockServer
  readonly ports: FakePorts
}

/** A mock that listens; whoever starts it stops it. */
export async function served(options: ServerOptions = {}): Promise<Served> {
  const ports = fakePorts()
  const clients = [{ ...publicClient, refreshTokens: true }, confidentialClient, robot]
  const mock = createMockServer({ port: 0, clients, signingKey: testKey, ...options }, ports)
  await mock.start()
  return { mock, ports }
}

export function s256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url')
}

export function basic(id: string, password: string): Record<string, string> {
  return { Authorization: `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}` }
}

/** A form in which null leaves a parameter out and several values double it. */
export type Changes = Readonly<Record<string, string | null | readonly string[]>>

function encoded(form: Form, changes: Changes): string {
  const kept = Object.entries({ ...form, ...changes })
  const pairs = kept.flatMap(([name, value]) =>
    (value === null ? [] : typeof value === 'string' ? [value] : value).map((one) => [name, one]),
  )
  return new URLSearchParams(pairs).toString()
}

export async function authorize(
  { mock }: Served,
  changes: Changes = {},
  init: RequestInit = {},
): Promise<Response> {
  return fetch(`${mock.url}/oauth/authorize?${encoded(authorizeForm, changes)}`, {
    redirect: 'manual',
    ...init,
  })
}

/** The parameters that a redirect brings back to the client; empty where there was no redirect. */
export function answeredWith(response: Response): URLSearchParams {
  const location = response.headers.get('location')
  return location === null ? new URLSearchParams() : new URL(location).searchParams
}

export async function codeFrom(at: Served, changes: Changes = {}): Promise<string> {
  const code = answeredWith(await authorize(at, changes)).get('code')
  if (code === null) throw new Error('the mock gave no code')
  return code
}

export function tokenBody(code: string, changes: Changes = {}): string {
  const form = {
    grant_type: 'authorization_code',
    code,
    client_id: publicClient.id,
    redirect_uri: authorizeForm['redirect_uri'] ?? '',
    code_verifier: verifier,
  }
  return encoded(form, changes)
}

export async function postToken({ mock }: Served, body: string, headers: Record<string, string> = {}) {
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const response = await fetch(`${mock.url}/oauth/token`, {
    method: 'POST',
    body,
    headers: { ...type, ...headers },
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) }
}

/** Redeems the code of a fresh login. */
export async function login(at: Served, token: Changes = {}, begun: Changes = {}) {
  return postToken(at, tokenBody(await codeFrom(at, begun), token))
}

/** The changes that make a login one of the confidential client. */
export const webBegun: Changes = { client_id: confidentialClient.id, redirect_uri: webRedirect }
export const webToken: Changes = { client_id: confidentialClient.id, redirect_uri: webRedirect }
export const withoutPkce: Changes = { code_challenge: null, code_challenge_method: null }

/** Status of the API for a token. */
export async function apiStatus({ mock }: Served, token: unknown): Promise<number> {
  const headers = { Authorization: `Bearer ${token}` }
  return (await fetch(`${mock.url}/api/v2/users/me`, { headers })).status
}

export { formOf, publicClient }
