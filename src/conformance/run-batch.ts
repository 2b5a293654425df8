// Several runs in one app that is started once. What does not go as usual is repeated in an app of its own.
import { PortTakenError, type Random } from '../server/index.js'
import { freePort } from './gather/free-port.js'
import { type KeptApp, keepApp } from './gather/kept-app.js'
import type { ScenarioResult } from './gather/scenario-run.js'
import { whyRepeated } from './shared-apps.js'
import type { Slots } from './slots.js'
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
  /** In which the client may work; `run` gives its place back as soon as it only waits. */
  readonly slots: Slots
  /** Makes a run, in `app` or with a start of its own. */
  run(scenario: PlannedScenario, onQuiet: () => void, app?: KeptApp): Promise<ScenarioResult>
  done(scenario: PlannedScenario, result: Done): void
  /** Hears that a run is made once more, and why. */
  onRepeated(scenario: PlannedScenario, why: string): void
}

/** Makes a run once there is a place for it; null when nothing is to be begun any more. */
async function runInSlot(
  batch: Batch,
  scenario: PlannedScenario,
  app?: KeptApp,
): Promise<ScenarioResult | null> {
  const giveBack = await batch.slots.take()
  try {
    return batch.signal.aborted ? null : await batch.run(scenario, giveBack, app)
  } finally {
    giveBack()
  }
}

async function runAlone(batch: Batch, scenario: PlannedScenario): Promise<void> {
  const result = await runInSlot(batch, scenario)
  if (result !== null) batch.done(scenario, { ...result, shared: false })
}

/** A run in a shared app, why it has to be made in another way, or null. */
async function tried(
  batch: Batch,
  scenario: PlannedScenario,
  app: KeptApp,
): Promise<ScenarioResult | string | null> {
  try {
    const result = await runInSlot(batch, scenario, app)
    return result && (whyRepeated(result.transcript, app.hasEnded()) ?? result)
  } catch (error) {
    if (error instanceof PortTakenError) return `port ${error.port} was taken meanwhile`
    throw error
  }
}

/** Runs of a batch that may be repeated: an app of which more have to be does not bear to be shared. */
const mostRepeated = 2

async function runShared(batch: Batch): Promise<void> {
  let app: KeptApp | null = null
  let repeated = 0
  try {
    for (const scenario of batch.scenarios) {
      if (repeated === mostRepeated) {
        await runAlone(batch, scenario)
        continue
      }
      app ??= keepApp(await freePort(batch.random))
      const result = await tried(batch, scenario, app)
      if (result === null) return
      if (typeof result !== 'string') {
        batch.done(scenario, { ...result, shared: true })
        continue
      }
      await app.stop()
      app = null
      repeated += 1
      batch.onRepeated(scenario, result)
      await runAlone(batch, scenario)
    }
  } finally {
    await app?.stop()
  }
}

/** Makes the runs of a batch in turn; the only one of a batch in an app of its own. Leaves nothing behind. */
export async function runBatch(batch: Batch): Promise<void> {
  const [only, ...others] = batch.scenarios
  if (others.length > 0) return runShared(batch)
  if (only !== undefined) await runAlone(batch, only)
}
