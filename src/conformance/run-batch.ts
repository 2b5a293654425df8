// Several runs in one app that is started once. What does not go as usual is repeated in an app of its own.
import { PortTakenError, type Random } from '../server/index.js'
import { freePort } from './gather/free-port.js'
import { type KeptApp, keepApp } from './gather/kept-app.js'
import type { ScenarioResult } from './gather/scenario-run.js'
import { whyRepeated } from './shared-apps.js'
import type { PlannedScenario } from './transcript.js'

/** A run that was made. */
export interface Done extends ScenarioResult {
  /** In an app in which others had been made before, or were made afterwards. */
  readonly shared: boolean
}

export interface Batch {
  readonly scenarios: readonly PlannedScenario[]
  readonly random: Random
  /** Aborted when no further run is to be begun. */
  readonly signal: AbortSignal
  /** Makes a run, in `app` or with a start of its own. */
  run(scenario: PlannedScenario, app?: KeptApp): Promise<ScenarioResult>
  done(scenario: PlannedScenario, result: Done): void
  /** Hears that a run is made once more, and why. */
  onRepeated(scenario: PlannedScenario, why: string): void
}

/** A run in a shared app, or why it has to be made in another way. */
async function tried(
  { run }: Batch,
  scenario: PlannedScenario,
  app: KeptApp,
): Promise<ScenarioResult | string> {
  try {
    const result = await run(scenario, app)
    return whyRepeated(result.transcript, app.hasEnded()) ?? result
  } catch (error) {
    if (error instanceof PortTakenError) return `port ${error.port} was taken meanwhile`
    throw error
  }
}

async function runShared(batch: Batch): Promise<void> {
  let app: KeptApp | null = null
  try {
    for (const scenario of batch.scenarios) {
      if (batch.signal.aborted) return
      app ??= keepApp(await freePort(batch.random))
      const result = await tried(batch, scenario, app)
      if (typeof result !== 'string') {
        batch.done(scenario, { ...result, shared: true })
        continue
      }
      await app.stop()
      app = null
      batch.onRepeated(scenario, result)
      batch.done(scenario, { ...(await batch.run(scenario)), shared: false })
    }
  } finally {
    await app?.stop()
  }
}

/** Makes the runs of a batch in turn; the only one of a batch in an app of its own. Leaves nothing behind. */
export async function runBatch(batch: Batch): Promise<void> {
  const [only, ...others] = batch.scenarios
  if (others.length > 0) return runShared(batch)
  if (only !== undefined && !batch.signal.aborted)
    batch.done(only, { ...(await batch.run(only)), shared: false })
}
