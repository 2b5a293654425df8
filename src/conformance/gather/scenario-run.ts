// Runs one scenario: a mock of its own, the client from start to end, and everything observed as a transcript.
import type { Client } from '../../server/index.js'
import type { Registration, Transcript } from '../transcript.js'
import type { HeldPorts } from './held-ports.js'
import type { WrittenPlace } from './observation/observer.js'
import { operateClient } from './operate-client.js'
import { exchangesOf } from './scenario-agent.js'
import { launchFor, mockFor, takePorts } from './scenario-mock.js'
import type { ScenarioRun } from './scenario-plan.js'
import type { UserAgent } from './user-agent.js'

export interface ScenarioResult {
  readonly transcript: Transcript
  /** The clients registered at the end, the learned one included. */
  readonly clients: readonly Client[]
  /** The redirect URI that the client was offered; null where the user of the kit named it. */
  readonly offered: string | null
  /** The files that were created or changed meanwhile in the folders of the client. */
  readonly written: readonly WrittenPlace[]
}

function registrationOf(run: ScenarioRun, clients: readonly Client[]): Registration {
  const client = clients[0]
  return {
    source: run.registrationSource,
    clientId: client?.id ?? null,
    redirectUri: client?.redirectUris[0] ?? null,
    confidential: client?.secret !== undefined,
  }
}

function searchedBy(userAgent: UserAgent | null): Pick<Transcript, 'searchedPages' | 'liveTexts'> {
  if (userAgent === null || userAgent.searchedPages === 0) return {}
  const { searchedPages, liveTexts } = userAgent
  return { searchedPages, ...(liveTexts.length === 0 ? {} : { liveTexts: [...liveTexts] }) }
}

/** Runs the scenario and leaves nothing behind: no server, no process, no file. */
export async function runScenario(run: ScenarioRun): Promise<ScenarioResult> {
  const mock = await mockFor(run)
  await mock.start()
  let held: HeldPorts | null = null
  try {
    const makeLaunch = () => launchFor(run, mock)
    const launch = await (run.app === undefined ? makeLaunch() : run.app.launch(makeLaunch))
    held = await takePorts(run, launch)
    const operated = await operateClient(run, mock, launch, held)
    const { ending, output, userAgent, observations, browser, notes, actions, seeded, tls, written } =
      operated
    const clients = await mock.clients()
    const transcript: Transcript = {
      schema: 'gc-pkce-check/transcript/1',
      scenario: run.scenario.id,
      variant: run.scenario.variant,
      forgiving: run.forgiving,
      kind: run.kind,
      registration: registrationOf(run, clients),
      exchanges: exchangesOf(mock, userAgent),
      callbacks: [...(userAgent?.callbacks ?? [])],
      ...searchedBy(userAgent),
      ...(actions.length === 0 ? {} : { actions }),
      ...(seeded.length === 0 ? {} : { seeded }),
      ...(tls.length === 0 ? {} : { tls }),
      output,
      observations,
      ...(browser ? { browser } : {}),
      ending,
      notes,
    }
    const offered = run.offered.redirectUri === null ? launch.redirectUri : null
    return { transcript, clients, offered, written }
  } finally {
    held?.release()
    await mock.stop()
  }
}
