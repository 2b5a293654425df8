// The mock without sockets: everything real but clock, random and network.
import { type AnswerParts, createAnswer } from '../../src/server/answer.js'
import type { EndpointContext } from '../../src/server/endpoints/endpoint.js'
import { defaultPolicy, type Policy } from '../../src/server/protocol/policy.js'
import { noQuirks } from '../../src/server/protocol/quirks.js'
import { createRecorder } from '../../src/server/recorder.js'
import { noPrefixes } from '../../src/server/routing.js'
import type { Tamper } from '../../src/server/scenarios/scenario.js'
import type { Stage } from '../../src/server/stage.js'
import { createMemoryStore } from '../../src/server/state/memory.js'
import { createSignedTokens } from '../../src/server/tokens/signed.js'
import { fakePorts, fakeStart } from './fake-ports.js'
import { testKey } from './keys.js'
import { confidentialClient, publicClient } from './login.js'

export const testUsers = [
  { email: 'agent@example.com', password: 'x', name: 'Demo Agent' },
  { email: 'second@example.com', password: 'y', name: 'Second Agent' },
  { email: 'Third@Example.com', password: 'z', name: 'Third Agent' },
] as const

export const testOrganization = { id: '77777777-2222-4333-8444-555555555555', name: 'Test organisation' }

interface Changes extends Partial<Omit<AnswerParts, 'policy'>> {
  /** What to make of every reply, in the place of a scenario. */
  readonly tamper?: Tamper
  readonly policy?: Partial<AnswerParts['policy']>
  /** Bound on live logins. */
  readonly logins?: number
}

function stageOf(tamper: Tamper, policy: Policy): Stage {
  return (request, endpoint) => ({
    policy,
    end: (honest) => ({
      sent: tamper(honest, { endpoint, request, at: fakeStart, issuer: null }),
      scenario: null,
    }),
  })
}

/** `ask` answers a request; `faults` collects every exception inside. */
export function mockWith({ policy = {}, logins = 1000, tamper, ...changes }: Changes = {}) {
  const ports = fakePorts()
  const store = createMemoryStore({ logins, recentLogins: 20 }, ports.clock)
  void store.saveClient(publicClient)
  void store.saveClient(confidentialClient)
  const recorder = createRecorder({ exchanges: 1000, exchangeCharacters: 64_000_000 })
  const faults: unknown[] = []
  const parts: AnswerParts = {
    policy: { ...defaultPolicy, ...policy },
    ports,
    store,
    tokens: createSignedTokens(testKey),
    users: testUsers,
    organization: testOrganization,
    names: { issuer: null, audience: null },
    recorder,
    onFault: (fault) => faults.push(fault),
    ...(tamper === undefined ? {} : { stage: stageOf(tamper, { ...defaultPolicy, ...policy }) }),
    ...changes,
  }
  const context: EndpointContext = {
    ...parts,
    quirks: noQuirks,
    exchange: 7,
    correlation: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
    exchanges: recorder.exchanges,
    parameters: new Map(),
    prefixes: parts.prefixes ?? noPrefixes,
    caller: { loopback: true },
  }
  return { ask: createAnswer(parts), ports, store, recorder, faults, context, parts }
}
