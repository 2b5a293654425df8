// All runs of one client in their order: the control, the forgiving one in its place, the active ones, the closing one.
import { UsageError } from '../command-line/index.js'
import { defaultPort, PortTakenError } from '../server/index.js'
import { deservesForgiveness, knownLoginOf, loggedIn } from './control.js'
import { isDead, mostDead, tooManyDead } from './dead-runs.js'
import { cores } from './gather/cores.js'
import { runScenario, type ScenarioResult, type ScenarioRun } from './gather/scenario-run.js'
import { sameAgain, suspicious, whyAlone, whyAloneAfter } from './one-at-a-time.js'
import { patienceFor, patienceIn } from './patience.js'
import type { ConformanceOptions } from './run-options.js'
import { givenClients } from './subject.js'
import type { PlannedScenario, Transcript } from './transcript.js'
import { workOff } from './work-off.js'

/** What stays the same in all runs of one client. */
export type Common = Omit<
  ScenarioRun,
  'scenario' | 'forgiving' | 'clients' | 'patience' | 'port' | 'known' | 'onStep'
>

/** The control runs: the honest one, and the forgiving one where it took its place. */
type Controls = readonly [ScenarioResult, ...ScenarioResult[]]

/** More at a time would keep the kit itself too busy to see in time what a client does. */
const mostWorkers = 8

function workersFor({ workers }: ConformanceOptions): number {
  return workers ?? Math.min(mostWorkers, cores())
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
async function runOn(
  options: ConformanceOptions,
  run: Omit<ScenarioRun, 'port' | 'onStep'>,
): Promise<ScenarioResult> {
  const onStep = (text: string) =>
    options.onProgress?.({ kind: 'step', text, scenario: nameOf(run.scenario) })
  try {
    return await runScenario({ ...run, ...portOf(options), onStep })
  } catch (error) {
    if (!(error instanceof PortTakenError)) throw error
    const problem = `--port: ${error.port} is taken by another program`
    throw new UsageError([{ problem, hint: 'end that program, or name a free port with --port' }])
  }
}

/** The control run, and the forgiving one that takes its place when the client was refused for its own fault. */
async function gatherControls(common: Common, options: ConformanceOptions): Promise<Controls> {
  const clients = givenClients(options)
  const patience = patienceFor(null, options)
  const honest = { id: 'honest', variant: null }
  const first = await runOn(options, { ...common, scenario: honest, forgiving: false, clients, patience })
  if (!deservesForgiveness(first.transcript) || common.signal.aborted) return [first]
  options.onProgress?.({ kind: 'forgiving' })
  const scenario = { id: 'forgiving', variant: null }
  return [first, await runOn(options, { ...common, scenario, forgiving: true, clients, patience })]
}

function nameOf({ id, variant }: PlannedScenario): string {
  return variant === null ? id : `${id}/${variant}`
}

/** The runs after a control that logged in, in parts: within one, several may go on at the same time. */
interface Rest {
  readonly common: Common
  readonly options: ConformanceOptions
  readonly control: ScenarioResult
  readonly announce: (scenario: PlannedScenario) => void
}

async function gatherPart(
  { common, options, control, announce }: Rest,
  items: readonly PlannedScenario[],
  workers: number,
  before: readonly ScenarioResult[],
): Promise<readonly ScenarioResult[]> {
  const { forgiving } = control.transcript
  const patience = patienceFor(control.transcript, options)
  const known = knownLoginOf(control.transcript)
  return workOff<PlannedScenario, ScenarioResult>(items, {
    batches: items.map((item) => [item]),
    workers,
    signal: common.signal,
    isEnough: (results) => deadOf([...before, ...results]) !== null,
    async work(batch, done, signal) {
      for (const scenario of batch) {
        if (signal.aborted) return
        announce(scenario)
        const { clients } = control
        const run = { ...common, scenario, forgiving, clients, known, signal }
        done(scenario, await runOn(options, { ...run, patience: patienceIn(scenario, patience) }))
      }
    },
  })
}

/** The last runs, when the client began no login in any of them; null while that is not so. */
function deadOf(results: readonly ScenarioResult[]): readonly Transcript[] | null {
  const last = results.slice(-mostDead).map(({ transcript }) => transcript)
  return last.length === mostDead && last.every(isDead) ? last : null
}

/** Everything after the control: the closing one last and alone, the others as many at a time as there are workers. */
async function gatherRest(
  rest: Rest,
  others: readonly PlannedScenario[],
): Promise<readonly ScenarioResult[]> {
  const { common, options, control } = rest
  const active = others.filter(({ id }) => id !== 'honest-again')
  const closing = others.filter(({ id }) => id === 'honest-again')
  const results: ScenarioResult[] = []
  const gather = async (items: readonly PlannedScenario[], workers: number) => {
    if (deadOf(results) === null && !common.signal.aborted)
      results.push(...(await gatherPart(rest, items, workers, results)))
  }
  const workers = active.length > 1 ? workersFor(options) : 1
  let why = workers > 1 ? (whyAlone(common.target, options.port) ?? whyAloneAfter(control)) : null
  const probes = workers > 1 && why === null && suspicious(control).size > 0 ? active.slice(0, 1) : []
  await gather(probes, 1)
  for (const probe of results) why = whyAloneAfter(probe) ?? sameAgain(control, probe)
  if (why !== null) options.onProgress?.({ kind: 'note', text: `scenarios run one at a time: ${why}` })
  await gather(active.slice(probes.length), why === null ? workers : 1)
  await gather(closing, 1)
  const dead = deadOf(results)
  if (dead !== null) options.onProgress?.({ kind: 'note', text: tooManyDead(dead) })
  return results
}

/** All planned runs; a control that did not log in ends them, because nothing after it could be judged. */
export async function gather(
  common: Common,
  planned: readonly PlannedScenario[],
  options: ConformanceOptions,
): Promise<readonly Transcript[]> {
  const announce = (scenario: PlannedScenario) =>
    options.onProgress?.({
      kind: 'scenario',
      name: nameOf(scenario),
      index: planned.indexOf(scenario) + 1,
      of: planned.length,
    })
  const [honest, ...others] = planned
  if (honest) announce(honest)
  const controls = await gatherControls(common, options)
  const control = controls.at(-1) ?? controls[0]
  const rest = loggedIn(control.transcript)
    ? await gatherRest({ common, options, control, announce }, others)
    : []
  return [...controls, ...rest].map(({ transcript }) => transcript)
}
