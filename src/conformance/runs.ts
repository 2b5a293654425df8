// All runs of one client in their order: the control, the forgiving one in its place, the active ones, the closing one.
import { deservesForgiveness, knownLoginOf, loggedIn } from './control.js'
import { isDead, mostDead, tooManyDead } from './dead-runs.js'
import { type Doubt, doubtful } from './doubtful.js'
import { cores } from './gather/cores.js'
import { openAmong } from './gather/open-files.js'
import type { ScenarioRun } from './gather/scenario-plan.js'
import type { ScenarioResult } from './gather/scenario-run.js'
import { sameAgain, suspicious, whyAlone, whyAloneAfter } from './one-at-a-time.js'
import { oneAtATime, type Pace, paceFor } from './pace.js'
import { patienceFor, patienceIn } from './patience.js'
import { type Done, runBatch } from './run-batch.js'
import { nameOf, runOne } from './run-one.js'
import type { ConformanceOptions } from './run-options.js'
import { batchesFor } from './shared-apps.js'
import { createSlots } from './slots.js'
import { givenClients } from './subject.js'
import type { PlannedScenario, Transcript } from './transcript.js'
import { workOff } from './work-off.js'

/** What stays the same in all runs of one client. */
export type Common = Omit<
  ScenarioRun,
  'scenario' | 'forgiving' | 'clients' | 'patience' | 'port' | 'app' | 'known' | 'onStep' | 'onQuiet'
>

/** The control runs: the honest one, and the forgiving one where it took its place. */
type Controls = readonly [ScenarioResult, ...ScenarioResult[]]

/** The control run, and the forgiving one that takes its place when the client was refused for its own fault. */
async function gatherControls(common: Common, options: ConformanceOptions): Promise<Controls> {
  const clients = givenClients(options)
  const patience = patienceFor(null, options)
  const honest = { id: 'honest', variant: null }
  const first = await runOne(options, { ...common, scenario: honest, forgiving: false, clients, patience })
  if (!deservesForgiveness(first.transcript) || common.signal.aborted) return [first]
  options.onProgress?.({ kind: 'forgiving' })
  const scenario = { id: 'forgiving', variant: null }
  return [first, await runOne(options, { ...common, scenario, forgiving: true, clients, patience })]
}

/** What the runs after a control that logged in need. */
interface Rest {
  readonly common: Common
  readonly options: ConformanceOptions
  readonly controls: Controls
  readonly control: ScenarioResult
  /** Milliseconds from the start of the client to its first request; null when it made none. */
  readonly start: number | null
  readonly doubt: Doubt
  announce(scenario: PlannedScenario): void
}

function note({ options }: Rest, text: string): void {
  options.onProgress?.({ kind: 'note', text })
}

/** Makes one of the runs after the control. */
function runAfter(
  rest: Rest,
  scenario: PlannedScenario,
  { signal, onQuiet, app }: Pick<ScenarioRun, 'signal' | 'onQuiet' | 'app'>,
) {
  const { common, options, control, announce } = rest
  announce(scenario)
  const patience = patienceIn(scenario, patienceFor(control.transcript, options))
  return runOne(options, {
    ...common,
    scenario,
    // Each run listens to a signal of its own: too many listeners to one are taken for a leak.
    signal: AbortSignal.any([signal]),
    patience,
    forgiving: control.transcript.forgiving,
    clients: control.clients,
    known: knownLoginOf(control.transcript),
    ...(onQuiet === undefined ? {} : { onQuiet }),
    ...(app === undefined ? {} : { app }),
  })
}

/** How runs are put together, and how many go on at a time. */
interface Way {
  readonly batches: readonly (readonly PlannedScenario[])[]
  readonly pace: Pace
}

/** The last runs, when the client began no login in any of them; null while that is not so. */
function deadEnd(runs: readonly Done[]): readonly Transcript[] | null {
  const last = runs.slice(-mostDead).map(({ transcript }) => transcript)
  return last.length === mostDead && last.every(isDead) ? last : null
}

/** The runs of `items`, which follow on those of `before`; none where those were enough. */
async function gatherPart(
  rest: Rest,
  items: readonly PlannedScenario[],
  { batches, pace }: Way,
  before: readonly Done[],
): Promise<readonly Done[]> {
  if (deadEnd(before) !== null) return []
  const slots = createSlots(pace.busy)
  return workOff<PlannedScenario, Done>(items, {
    batches,
    workers: pace.alive,
    signal: rest.common.signal,
    isEnough: (results) => deadEnd([...before, ...results]) !== null,
    work: (scenarios, done, signal) =>
      runBatch({
        scenarios,
        signal,
        done,
        slots,
        random: rest.common.ports.random,
        run: (scenario, onQuiet, app) =>
          runAfter(rest, scenario, { signal, onQuiet, ...(app === undefined ? {} : { app }) }),
        onRepeated: (scenario, why) =>
          note(rest, `${nameOf(scenario)} once more in an app of its own: ${why}`),
      }),
  })
}

function alone(items: readonly PlannedScenario[], pace: Pace): Way {
  return { batches: items.map((item) => [item]), pace }
}

function scenarioOf({ transcript }: ScenarioResult): PlannedScenario {
  return { id: transcript.scenario, variant: transcript.variant }
}

/** Runs in shared apps on which a verdict that is no pass would rest, replaced by runs in apps of their own. */
async function withoutDoubt(rest: Rest, runs: readonly Done[], pace: Pace): Promise<readonly Done[]> {
  const shared = new Set(runs.filter((run) => run.shared).map(({ transcript }) => transcript))
  if (shared.size === 0 || rest.common.signal.aborted) return runs
  const all = [...rest.controls, ...runs].map(({ transcript }) => transcript)
  const doubted = new Set(doubtful(all, shared, rest.doubt))
  const old = runs.filter(({ transcript }) => doubted.has(transcript))
  if (old.length === 0) return runs
  const items = old.map(scenarioOf)
  note(rest, `once more in apps of their own, to be sure: ${items.map(nameOf).join(', ')}`)
  const repeated = await gatherPart(rest, items, alone(items, pace), [])
  const renewed = runs.map((run) => repeated[old.indexOf(run)] ?? run)
  return repeated.length < old.length ? renewed : withoutDoubt(rest, renewed, pace)
}

/** What is still written now that the client has ended is not its doing. */
function ownOf(result: ScenarioResult): ScenarioResult {
  const shared = result.written.filter(({ place }) => place === 'shared-temporary')
  const ofOthers = openAmong(shared.map(({ full }) => full))
  return { ...result, written: result.written.filter(({ full }) => !ofOthers.has(full)) }
}

/** Everything after the control: the closing one last and alone, the others as many at a time as there are workers. */
async function gatherRest(rest: Rest, others: readonly PlannedScenario[]): Promise<readonly Done[]> {
  const { common, options, control } = rest
  const active = others.filter(({ id }) => id !== 'honest-again')
  const closing = others.filter(({ id }) => id === 'honest-again')
  const wanted = active.length > 1 ? paceFor(options.workers, cores(), rest.start) : oneAtATime
  const seen = ownOf(control)
  let why = wanted.alive > 1 ? (whyAlone(common.target, options.port) ?? whyAloneAfter(seen)) : null
  const probes = wanted.alive > 1 && why === null && suspicious(seen).size > 0 ? active.slice(0, 1) : []
  const first = await gatherPart(rest, probes, alone(probes, oneAtATime), [])
  for (const probe of first.map(ownOf)) why = whyAloneAfter(probe) ?? sameAgain(seen, probe)
  if (why !== null) note(rest, `scenarios run one at a time: ${why}`)
  const pace = why === null ? wanted : oneAtATime
  const left = active.slice(probes.length)
  const way = { batches: batchesFor(common.target, left, pace.alive), pace }
  const gathered = [...first, ...(await gatherPart(rest, left, way, first))]
  const runs = deadEnd(gathered) === null ? await withoutDoubt(rest, gathered, pace) : gathered
  const all = [...runs, ...(await gatherPart(rest, closing, alone(closing, oneAtATime), runs))]
  const dead = deadEnd(all)
  if (dead !== null) note(rest, tooManyDead(dead))
  return all
}

/** All planned runs; a control that did not log in ends them, because nothing after it could be judged. */
export async function gather(
  common: Common,
  planned: readonly PlannedScenario[],
  options: ConformanceOptions,
  doubt: Doubt,
): Promise<readonly Transcript[]> {
  // Counted as they are begun, which is not the order of the report where several go on at a time.
  const begun: string[] = []
  const announce = (scenario: PlannedScenario) => {
    const name = nameOf(scenario)
    if (!begun.includes(name)) begun.push(name)
    options.onProgress?.({ kind: 'scenario', name, index: begun.indexOf(name) + 1, of: planned.length })
  }
  const [honest, ...others] = planned
  if (honest) announce(honest)
  const launched = common.ports.clock.now()
  const controls = await gatherControls(common, options)
  const control = controls.at(-1) ?? controls[0]
  const asked = controls[0].transcript.exchanges[0]?.at
  const start = asked === undefined ? null : asked - launched
  const rest = loggedIn(control.transcript)
    ? await gatherRest({ common, options, controls, control, start, doubt, announce }, others)
    : []
  return [...controls, ...rest].map(({ transcript }) => transcript)
}
