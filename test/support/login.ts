// One honest login, as the parameters of its two requests. The pair is that of RFC 7636 appendix B.
import type { HttpReply } from '../../src/server/protocol/message.js'
import { headerOf } from '../../src/server/protocol/message.js'
import { type Form, formOf, postForm, requestFor } from './requests.js'

export const publicClient = {
  id: '11111111-2222-4333-8444-555555555555',
  name: 'Public client',
  grantType: 'CODE',
  redirectUris: ['http://127.0.0.1/callback', 'https://app.example/cb?tenant=a%2Fb'],
} as const

export const confidentialClient = {
  id: '99999999-2222-4333-8444-555555555555',
  name: 'Web client',
  secret: 'not-a-real-secret',
  grantType: 'CODE',
  redirectUris: ['https://web.example/callback'],
} as const

export const authorizeForm: Form = {
  response_type: 'code',
  client_id: publicClient.id,
  redirect_uri: 'http://127.0.0.1:8976/callback',
  state: 'af0ifjsldkj',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
}

export function tokenForm(code: string, changes: Form = {}): Form {
  return {
    grant_type: 'authorization_code',
    code,
    client_id: publicClient.id,
    redirect_uri: 'http://127.0.0.1:8976/callback',
    code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    ...changes,
  }
}

export function authorizeRequest(changes: Form = {}) {
  return requestFor('GET', `/oauth/authorize?${formOf({ ...authorizeForm, ...changes })}`)
}

export function tokenRequest(code: string, changes: Form = {}) {
  return postForm('/oauth/token', tokenForm(code, changes))
}

/** The parameters that a redirect adds, decoded. */
export function redirectParameters(reply: HttpReply): URLSearchParams {
  return new URL(headerOf(reply, 'location') ?? 'missing:').searchParams
}

export function codeOf(reply: HttpReply): string {
  const code = redirectParameters(reply).get('code')
  if (code === null) throw new Error('the reply carries no code')
  return code
}

/** The member of a JSON body. */
export function memberOf(reply: HttpReply, name: string): unknown {
  return JSON.parse(reply.body)[name]
}
