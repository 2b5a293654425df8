// The API of the mock, asked with a good token.
import type { AccessToken } from '../../src/server/protocol/records.js'
import { fakeStart } from './fake-ports.js'
import { publicClient } from './login.js'
import { mockWith } from './mock.js'
import { requestFor } from './requests.js'

const record: AccessToken = {
  id: 'token-1',
  family: 'login-1',
  clientId: publicClient.id,
  userEmail: 'agent@example.com',
  scope: ['all'],
  issuedAt: fakeStart,
  expiresAt: fakeStart + 86_400_000,
  exchange: 4,
}

/** `call` sends a request with a token that differs from a good one by `changes`. */
export async function apiWith(
  changes: Partial<AccessToken> = {},
  mock: ReturnType<typeof mockWith> = mockWith(),
) {
  const token = { ...record, ...changes }
  await mock.store.saveAccessToken(token)
  const text = await mock.context.tokens.issue(token, { issuer: 'i', audience: 'a' })
  const call = (method: string, target: string, body = '') =>
    mock.ask(requestFor(method, target, [['Authorization', `Bearer ${text}`]], body))
  return { ...mock, call }
}
