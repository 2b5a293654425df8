// Who plays the browser in one run: a real one for single-page apps, and the kit itself for every other client.
import { demoUser, type MockServer, type Ports } from '../../server/index.js'
import type { ObservedExchange } from '../transcript.js'
import { type BrowserAgent, createBrowserAgent } from './browser/browser-agent.js'
import type { Launch, RunningClient } from './client.js'
import type { ClientWatch } from './client-watch.js'
import { createDelivery, type Delivery } from './delivery.js'
import type { HeldPorts } from './held-ports.js'
import { operationFor } from './operations/index.js'
import { listensFor } from './reach.js'
import { comeToRest } from './rest.js'
import type { ScenarioRun } from './scenario-plan.js'
import type { Props } from './stage.js'
import { createUserAgent, type UserAgent, type UserAgentOptions } from './user-agent.js'

export type AnyAgent = UserAgent & Partial<Pick<BrowserAgent, 'senderOf' | 'look'>>

/** What came to the mock, with who sent it. */
export function exchangesOf(mock: MockServer, userAgent: AnyAgent | null): readonly ObservedExchange[] {
  return mock.exchanges.map((exchange) => ({
    ...exchange,
    sender: userAgent?.senderOf?.(exchange) ?? senderOf(exchange.correlation, userAgent),
  }))
}

function senderOf(correlation: string, userAgent: UserAgent | null): ObservedExchange['sender'] {
  if (userAgent?.ownCorrelations.has(correlation)) return 'kit'
  return userAgent?.correlations.has(correlation) ? 'user-agent' : 'client'
}

/** Milliseconds of silence after which a login has come to rest. */
const restingQuiet = 500

function propsFor(run: ScenarioRun, mock: MockServer, over: AbortSignal): Props {
  const answered = () => mock.exchanges.filter(({ endpoint }) => endpoint === 'oauth-token')
  const { patience, ports, known } = run
  return {
    random: ports.random,
    earlierState: known?.state ?? null,
    rest: () =>
      comeToRest({
        clock: ports.clock,
        signal: over,
        untilToken: patience.callbackToToken,
        quiet: restingQuiet,
        seen: () => ({ exchanges: mock.exchanges.length, tokens: answered().length }),
      }),
  }
}

/** Scenarios in which the mock sends text that must only be shown. */
const withCanaries: ReadonlySet<string> = new Set([
  'authz-errors/markup',
  'authz-errors/script-uri',
  'token-errors/markup',
])

/**
 * What listens on a port that was taken away from the client is no client. Where the client was seen to listen when it
 * asked for its code, nobody else does: the tables of the system, which are long, are not read again.
 */
function deliveryTo(
  client: RunningClient,
  held: HeldPorts,
  watch: ClientWatch,
  clock: Ports['clock'],
): Delivery {
  const delivery = createDelivery(client, clock)
  return {
    ...delivery,
    async stranger(url) {
      const taken = held.whyNotAt(url)
      return taken ?? (listensFor(url, watch.listeners()) ? null : await delivery.stranger(url))
    },
  }
}

/** What a run of the client is made of while it goes on. */
export interface RunningScenario {
  readonly run: ScenarioRun
  readonly mock: MockServer
  readonly launch: Launch
  readonly held: HeldPorts
  readonly client: RunningClient
  readonly watch: ClientWatch
}

/**
 * @param over aborted when the run is over
 * @param resting aborted when the client has ended, or the run is over: nothing more is waited for then
 */
export function agentFor(running: RunningScenario, over: AbortSignal, resting: AbortSignal): AnyAgent {
  const { run, mock, launch, held, client, watch } = running
  const { id, variant } = run.scenario
  const bring = operationFor(id, variant)
  return agentOf(run, mock, client, {
    clock: run.ports.clock,
    mockUrl: mock.url,
    intercepts: launch.front !== undefined,
    user: demoUser,
    lastExchange: () => mock.exchanges.at(-1)?.number ?? 0,
    signal: over,
    delivery: deliveryTo(client, held, watch, run.ports.clock),
    ...(bring === undefined ? {} : { operation: { bring, props: propsFor(run, mock, resting) } }),
    searchesPages: withCanaries.has(`${id}/${variant}`),
  })
}

/** A single-page app needs a real browser; every other client is followed without one. */
function agentOf(
  { target, offered }: ScenarioRun,
  mock: MockServer,
  { site }: RunningClient,
  options: UserAgentOptions,
): AnyAgent {
  if (target.kind !== 'browser' || site === undefined) return createUserAgent(options)
  const trustedKey = mock.ca?.spkiHash ?? ''
  const { redirectUri } = offered
  return createBrowserAgent({ ...options, host: target.host, site, trustedKey, redirectUri })
}
