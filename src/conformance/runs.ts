// All runs of one client in their order: the control, the forgiving one in its place, the active ones, the closing one.
import { UsageError } from '../command-line/index.js'
import { type Client, defaultPort, PortTakenError } from '../server/index.js'
import { deservesForgiveness, knownLoginOf, loggedIn } from './control.js'
import { isDead, mostDead, tooManyDead } from './dead-runs.js'
import { runScenario, type ScenarioResult, type ScenarioRun } from './gather/scenario-run.js'
import { patienceFor, patienceIn } from './patience.js'
import type { ConformanceOptions } from './run-options.js'
import { givenClients } from './subject.js'
import type { PlannedScenario, Transcript } from './transcript.js'

/** What stays the same in all runs of one client. */
export type Common = Omit<ScenarioRun, 'scenario' | 'forgiving' | 'clients' | 'patience' | 'port' | 'known'>

interface Gathered {
  readonly transcripts: readonly Transcript[]
  readonly clients: readonly Client[]
}

/** An app that already runs was told one address of the mock: every run has its mock there. */
function portOf({ client, port }: ConformanceOptions): { readonly port?: number } {
  if (port !== undefined) return { port }
  return client === undefined ? { port: defaultPort } : {}
}

/**
 * @throws UsageError when the port that the options name is taken: the person who named it has to know before
 * anything is judged.
 */
async function runOn(options: ConformanceOptions, run: Omit<ScenarioRun, 'port'>): Promise<ScenarioResult> {
  try {
    return await runScenario({ ...run, ...portOf(options) })
  } catch (error) {
    if (!(error instanceof PortTakenError)) throw error
    const problem = `--port: ${error.port} is taken by another program`
    throw new UsageError([{ problem, hint: 'end that program, or name a free port with --port' }])
  }
}

/** The control run, and the forgiving one that takes its place when the client was refused for its own fault. */
async function gatherControl(common: Common, options: ConformanceOptions): Promise<Gathered> {
  const clients = givenClients(options)
  const patience = patienceFor(null, options)
  const honest = { id: 'honest', variant: null }
  const first = await runOn(options, { ...common, scenario: honest, forgiving: false, clients, patience })
  if (!deservesForgiveness(first.transcript) || common.signal.aborted) {
    return { transcripts: [first.transcript], clients: first.clients }
  }
  options.onProgress?.({ kind: 'forgiving' })
  const scenario = { id: 'forgiving', variant: null }
  const second = await runOn(options, { ...common, scenario, forgiving: true, clients, patience })
  return { transcripts: [first.transcript, second.transcript], clients: second.clients }
}

function nameOf({ id, variant }: PlannedScenario): string {
  return variant === null ? id : `${id}/${variant}`
}

/** All planned runs; a control that did not log in ends them, because nothing after it could be judged. */
export async function gather(
  common: Common,
  planned: readonly PlannedScenario[],
  options: ConformanceOptions,
): Promise<readonly Transcript[]> {
  const announce = (scenario: PlannedScenario, index: number) =>
    options.onProgress?.({ kind: 'scenario', name: nameOf(scenario), index: index + 1, of: planned.length })
  const [honest, ...others] = planned
  if (honest) announce(honest, 0)
  const { transcripts, clients } = await gatherControl(common, options)
  const control = transcripts.at(-1)
  if (!control || !loggedIn(control)) return transcripts
  const patience = patienceFor(control, options)
  const known = knownLoginOf(control)
  const all = [...transcripts]
  let dead: readonly Transcript[] = []
  for (const [index, scenario] of others.entries()) {
    if (common.signal.aborted) break
    announce(scenario, index + 1)
    const { transcript } = await runOn(options, {
      ...common,
      scenario,
      forgiving: control.forgiving,
      clients,
      patience: patienceIn(scenario, patience),
      known,
    })
    all.push(transcript)
    dead = isDead(transcript) ? [...dead, transcript] : []
    if (dead.length === mostDead) {
      options.onProgress?.({ kind: 'note', text: tooManyDead(dead) })
      break
    }
  }
  return all
}
