// Each scenario over a whole login: what it does not concern is answered as by an honest mock, octet by octet.
import { describe, expect, test } from 'vitest'
import type { HttpRequest } from '../../../src/server/protocol/message.js'
import type { Exchange } from '../../../src/server/recorder.js'
import { createScenarioControl } from '../../../src/server/scenario-control.js'
import { findScenario, scenarioNames } from '../../../src/server/scenarios/index.js'
import { createStage } from '../../../src/server/stage.js'
import { authorizeRequest, codeOf, memberOf, tokenRequest } from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { requestFor } from '../../support/requests.js'

/** A login by what an honest server says, whatever the scenario sends, and everything around it. */
async function exchangesUnder(name: string): Promise<readonly Exchange[]> {
  const { parts } = mockWith()
  const stage = createStage({
    control: createScenarioControl([{ id: name }]),
    policy: parts.policy,
    subjectOf: async () => ({ user: null, login: null }),
    rotateKeys: () => parts.tokens.rotate(),
  })
  const { ask, recorder } = mockWith({ stage, wait: async () => {} })
  const honest = async (request: HttpRequest) => {
    await ask(request)
    return recorder.exchanges.at(-1)?.honest ?? { status: 0, headers: [], body: '' }
  }
  await honest(requestFor('GET', '/.well-known/oauth-authorization-server'))
  await honest(requestFor('GET', '/.well-known/jwks.json'))
  await honest(requestFor('OPTIONS', '/oauth/token', [['Origin', 'https://app.example']]))
  await honest(authorizeRequest({ client_id: 'nobody' }))
  await honest(authorizeRequest({ code_challenge: 'short' }))
  const code = codeOf(await honest(authorizeRequest()))
  await honest(tokenRequest('unknown'))
  const token = await honest(tokenRequest(code))
  const headers = [['Authorization', `Bearer ${String(memberOf(token, 'access_token'))}`]] as const
  for (const path of [
    '/api/v2/tokens/me',
    '/api/v2/users/me',
    '/api/v2/organizations/me',
    '/api/v2/nothing',
  ]) {
    await honest(requestFor('GET', path, headers))
    await honest(requestFor('HEAD', path, headers))
    await honest(requestFor('GET', path))
  }
  await honest(requestFor('GET', '/logout'))
  await honest(requestFor('GET', '/_mock/health'))
  await honest(requestFor('GET', '/nowhere'))
  return recorder.exchanges
}

const concernOf = {
  authorize: ({ endpoint }: Exchange) => endpoint === 'oauth-authorize',
  token: ({ endpoint }: Exchange) => endpoint === 'oauth-token',
  api: ({ endpoint }: Exchange) => endpoint?.startsWith('api-') ?? false,
}

/** What a client sees. */
function seen({ sent }: Exchange): unknown {
  return { status: sent.status, headers: sent.headers, body: sent.body }
}

const reference = await exchangesUnder('honest')

describe('a whole login', () => {
  test('is answered honestly without a scenario, and has something to change in each part', () => {
    expect(reference.every(({ honest, sent }) => honest === sent)).toBe(true)
    for (const concerns of Object.values(concernOf))
      expect(reference.filter(concerns).length).toBeGreaterThan(1)
  })

  for (const name of scenarioNames()) {
    const concern = findScenario(name)?.concerns ?? null
    const everywhere = name === 'forgiving'
    const isConcerned = concern === null ? () => everywhere : concernOf[concern]

    test(`${name}: everything else is as from an honest mock`, async () => {
      const exchanges = await exchangesUnder(name)
      expect(exchanges).toHaveLength(reference.length)
      for (const [index, exchange] of exchanges.entries()) {
        const wanted = reference[index]
        if (wanted === undefined || isConcerned(exchange)) continue
        expect(seen(exchange), `${exchange.request.method} ${exchange.request.path}`).toEqual(seen(wanted))
        expect(exchange.scenario).toBeUndefined()
      }
    })

    test(`${name}: what it concerns is refused for a fault of the client as ever`, async () => {
      const exchanges = await exchangesUnder(name)
      for (const [index, exchange] of exchanges.entries()) {
        const wanted = reference[index]
        if (wanted === undefined || wanted.outcome.kind === 'granted' || everywhere) continue
        expect(seen(exchange), `${exchange.request.method} ${exchange.request.path}`).toEqual(seen(wanted))
      }
    })
  }
})
