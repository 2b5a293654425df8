// One run with what the options of the user say about it.
import { UsageError } from '../command-line/index.js'
import { defaultPort, PortTakenError } from '../server/index.js'
import type { ScenarioRun } from './gather/scenario-plan.js'
import { runScenario, type ScenarioResult } from './gather/scenario-run.js'
import type { ConformanceOptions } from './run-options.js'
import { type PlannedScenario, runName } from './transcript.js'

export function nameOf({ id, variant }: PlannedScenario): string {
  return runName(id, variant)
}

/** An app that already runs was told one address of the mock: every run has its mock there. */
function portOf({ client, port }: ConformanceOptions): { readonly port?: number } {
  if (port !== undefined) return { port }
  return client === undefined ? { port: defaultPort } : {}
}

/**
 * @throws UsageError when the port that the options name is taken: the person who named it has to know before
 * anything is judged; PortTakenError when it is that of a shared app.
 */
export async function runOne(
  options: ConformanceOptions,
  run: Omit<ScenarioRun, 'port' | 'onStep'>,
): Promise<ScenarioResult> {
  const onStep = (text: string) =>
    options.onProgress?.({ kind: 'step', text, scenario: nameOf(run.scenario) })
  try {
    return await runScenario({ ...run, ...portOf(options), onStep })
  } catch (error) {
    if (!(error instanceof PortTakenError) || run.app !== undefined) throw error
    const problem = `--port: ${error.port} is taken by another program`
    throw new UsageError([{ problem, hint: 'end that program, or name a free port with --port' }])
  }
}
