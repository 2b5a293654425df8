// What is done in an application after its login, for the scenarios that look at it.
import type { MockServer } from '../../server/index.js'
import type { DoneAction, Ending } from '../transcript.js'
import { performActions } from './actions.js'
import type { RunningClient } from './client.js'
import type { ScenarioRun } from './scenario-plan.js'
import type { UserAgent } from './user-agent.js'

export interface SignedIn {
  readonly client: RunningClient
  readonly userAgent: UserAgent
  readonly mock: MockServer
  readonly ending: Ending
}

/** A path belongs to the app that took the callback. */
async function openPath(path: string, userAgent: UserAgent) {
  const callback = userAgent.callbacks.at(-1)?.url
  if (callback === undefined) return { exitCode: null, what: 'no app is known to open it in' }
  const status = await userAgent.open(new URL(path, callback).href)
  return {
    exitCode: null,
    what: status === null ? `${path} gave no page` : `${path} was answered with ${status}`,
  }
}

/** Does what the scenario looks at after a login that came to its end. */
export async function actIn(
  run: ScenarioRun,
  { client, userAgent, mock, ending }: SignedIn,
): Promise<readonly DoneAction[]> {
  const { actions = {}, scenario, ports, signal } = run
  if (ending.kind !== 'client-finished') return []
  return performActions({
    scenario,
    actions,
    clock: ports.clock,
    signal,
    lastExchange: () => mock.exchanges.at(-1)?.number ?? 0,
    async perform(how) {
      if (how.startsWith('/')) return openPath(how, userAgent)
      const end = await client.run?.(how)
      return end ?? { exitCode: null, what: 'a client that is no program runs no command' }
    },
  })
}
