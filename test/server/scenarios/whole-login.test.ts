// Each scenario over a whole login: what it does not concern is answered as by an honest mock, octet by octet but for
// what is made at random.
import { describe, expect, test } from 'vitest'
import type { HttpRequest } from '../../../src/server/protocol/message.js'
import type { Exchange } from '../../../src/server/recorder.js'
import { createScenarioControl } from '../../../src/server/scenario-control.js'
import { findScenario, scenarioNames } from '../../../src/server/scenarios/index.js'
import type { Concern } from '../../../src/server/scenarios/scenario.js'
import { createStage } from '../../../src/server/stage.js'
import { fakeStart } from '../../support/fake-ports.js'
import { authorizeRequest, codeOf, memberOf, publicClient, tokenRequest } from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { postForm, requestFor } from '../../support/requests.js'

function isRevocation({ request }: Exchange): boolean {
  return request.path === '/oauth/revoke'
}

/** A login by what an honest server says, whatever the scenario sends, and everything around it. */
async function exchangesUnder(name: string): Promise<readonly Exchange[]> {
  const { parts } = mockWith()
  const control = createScenarioControl([{ id: name }])
  const stage = createStage({
    control,
    policy: parts.policy,
    subjectOf: async () => ({ user: null, login: null }),
    rotateKeys: () => parts.tokens.rotate(),
    changeToken: (text, change, elsewhere) => parts.tokens.changed(text, change, elsewhere),
    now: () => fakeStart,
    issuer: null,
  })
  const { ask, recorder } = mockWith({ stage, wait: async () => {} })
  const compared: Exchange[] = []
  const honest = async (request: HttpRequest) => {
    await ask(request)
    const exchange = recorder.exchanges.at(-1)
    if (exchange === undefined) throw new Error('nothing was recorded')
    compared.push(exchange)
    const isTakenBack = findScenario(name)?.takesBack === true && exchange.scenario !== undefined
    // Nobody but a scenario offers this endpoint.
    if (!isTakenBack || isRevocation(exchange)) return exchange.honest
    // What was taken back can be asked for once more, and is granted.
    control.set({ id: 'honest' })
    const again = await ask(request)
    control.set({ id: name })
    expect(again.status).toBe(exchange.honest.status)
    return again
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
  await honest(postForm('/oauth/revoke', { token: 'x', client_id: publicClient.id }))
  await honest(requestFor('GET', '/logout'))
  await honest(requestFor('GET', '/_mock/health'))
  await honest(requestFor('GET', '/nowhere'))
  return compared
}

const partOf: Readonly<Record<Concern, (exchange: Exchange) => boolean>> = {
  authorize: ({ request }) => request.path === '/oauth/authorize',
  token: ({ request }) => request.path === '/oauth/token',
  api: ({ request }) => request.path.startsWith('/api/'),
  metadata: ({ request }) => request.path === '/.well-known/oauth-authorization-server',
  revocation: isRevocation,
}

/** What a client sees. */
function seen({ sent }: Exchange): unknown {
  const text = JSON.stringify({ status: sent.status, headers: sent.headers, body: sent.body })
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '(id)')
    .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, '(token)')
    .replace(/([?&]code=)[\w-]{32}/g, '$1(code)')
    .replace(/exchange=?[ ]?\d+/g, 'exchange (number)')
}

const reference = await exchangesUnder('honest')

describe('a whole login', () => {
  test('is answered honestly without a scenario, and has something to change in each part', () => {
    expect(reference.every(({ honest, sent }) => honest === sent)).toBe(true)
    for (const part of Object.values(partOf)) expect(reference.filter(part).length).toBeGreaterThan(0)
  })

  for (const name of scenarioNames()) {
    const concerns = findScenario(name)?.concerns ?? []
    const everywhere = name === 'forgiving'
    const isConcerned = (exchange: Exchange) =>
      everywhere || concerns.some((concern) => partOf[concern](exchange))

    const offers = (exchange: Exchange) => concerns.includes('revocation') && isRevocation(exchange)
    const run = exchangesUnder(name)

    test(`${name}: everything else is as from an honest mock`, async () => {
      const exchanges = await run
      expect(exchanges).toHaveLength(reference.length)
      for (const [index, exchange] of exchanges.entries()) {
        const wanted = reference[index]
        if (wanted === undefined || isConcerned(exchange)) continue
        expect(seen(exchange), `${exchange.request.method} ${exchange.request.path}`).toEqual(seen(wanted))
        expect(exchange.scenario).toBeUndefined()
      }
    })

    test(`${name}: what it concerns is refused for a fault of the client as ever`, async () => {
      const exchanges = await run
      for (const [index, exchange] of exchanges.entries()) {
        const wanted = reference[index]
        if (wanted?.outcome.kind !== 'refused' || everywhere || offers(exchange)) continue
        expect(seen(exchange), `${exchange.request.method} ${exchange.request.path}`).toEqual(seen(wanted))
      }
    })
  }
})
