import { describe, expect, test } from 'vitest'
import { logRecord } from '../../../src/server/protocol/log-record.js'
import { loggedExchange, missing } from '../../support/logged-exchange.js'

describe('log-record', () => {
  test('has these members, in this order, and no other', () => {
    const exchange = loggedExchange({
      endpoint: 'oauth-token',
      request: {
        query: 'access_token=secret-1',
        body: 'client_id=my-app&code=secret-2&code_verifier=secret-3',
        headers: [['Authorization', 'Bearer secret-4']],
      },
      mistakes: [missing],
      login: 'L1',
      cause: 7,
      scenario: 'token-errors/slow',
    })
    expect(JSON.stringify(logRecord(exchange, 3))).toBe(
      '{"type":"exchange","time":"2027-01-02T03:04:05.006Z","number":12,"method":"POST",' +
        '"path":"/oauth/token","status":400,"milliseconds":3,"client":"my-app","endpoint":"oauth-token",' +
        '"outcome":"refused","forgiven":false,"mistakes":[{"kind":"verifier-missing",' +
        '"parameter":"code_verifier","problem":"code_verifier is missing","fix":"Store it."}],"cause":7,' +
        '"login":"L1","scenario":"token-errors/slow","correlation":"c0ffee"}',
    )
  })

  test('what is not known is null', () => {
    const exchange = loggedExchange({ kind: 'answered', request: { method: 'GET', path: '/x' }, status: 404 })
    expect(logRecord(exchange, null)).toMatchObject({
      milliseconds: null,
      client: null,
      endpoint: null,
      mistakes: [],
      cause: null,
      login: null,
      scenario: null,
    })
  })
})
