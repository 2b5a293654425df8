// The parts of one run that several machines gathered, as that run: it is judged once, because checks look across runs.
import { loggedIn } from './control.js'
import { deadEndOf } from './dead-runs.js'
import { isControl } from './judge/plan.js'
import type { GatheredRun, RunHead } from './saved/saved-run.js'
import { select } from './selection.js'
import { shardText } from './shard.js'
import { type PlannedScenario, runName, type Transcript } from './transcript.js'

/** A part, and what it is called in a problem: its folder. */
export interface NamedRun {
  readonly name: string
  readonly run: GatheredRun
}

export type Merged =
  | { readonly kind: 'good'; readonly run: GatheredRun }
  /** One sentence each, no full stop. */
  | { readonly kind: 'bad'; readonly problems: readonly string[] }

const nameOf = ({ id, variant }: PlannedScenario) => runName(id, variant)
const nameOfMade = ({ scenario, variant }: Transcript) => runName(scenario, variant)

/** What must be the same on all machines, for the parts to be of one run. */
const same: readonly (readonly [what: string, of: (head: RunHead) => unknown])[] = [
  ['the client', ({ client }) => client.target],
  ['the kind of the client', ({ client }) => client.kind],
  ['how the client is operated', ({ client }) => client.call ?? []],
  ['how it is judged', ({ judgement }) => judgement],
]

function differences(first: NamedRun, others: readonly NamedRun[]): readonly string[] {
  return others.flatMap(({ name, run }) =>
    same.flatMap(([what, of]) => {
      const [one, other] = [of(first.run.head), of(run.head)].map((value) => JSON.stringify(value))
      return one === other ? [] : [`${name}: ${what} differs from ${first.name}: ${other}, not ${one}`]
    }),
  )
}

/** Parts that are none, that are there twice, or that are missing. */
function partProblems(parts: readonly NamedRun[]): readonly string[] {
  const whole = parts.filter(({ run }) => run.head.shard === undefined)
  if (whole.length > 0)
    return whole.map(({ name }) => `${name}: is a whole run and no part of one (--shard): --judge judges it`)
  const counts = new Set(parts.map(({ run }) => run.head.shard?.of))
  if (counts.size > 1) return [`the parts are of different runs: ${parts.map(described).join(', ')}`]
  const [of = 0] = counts
  return Array.from({ length: of }, (_, place) => place + 1).flatMap((index) => {
    const found = parts.filter(({ run }) => run.head.shard?.index === index)
    const names = found.map(({ name }) => name).join(' and ')
    if (found.length === 0) return [`part ${index}/${of} is missing`]
    return found.length > 1 ? [`part ${index}/${of} is there twice: ${names}`] : []
  })
}

function described({ name, run }: NamedRun): string {
  return `${name} is ${run.head.shard === undefined ? 'whole' : shardText(run.head.shard)}`
}

function isActive({ scenario }: Transcript): boolean {
  return !isControl(scenario)
}

/** Whether a part went on to its end, or was ended by somebody: what is missing from it then is told by the report. */
function isCut({ head, transcripts }: GatheredRun): boolean {
  return head.interruptedBy !== null || deadEndOf(transcripts) !== null
}

/**
 * Parts whose control failed though that of others did not: their scenarios are missing, and a verdict without them
 * would be one on less than it says.
 */
function gaps(parts: readonly NamedRun[]): readonly string[] {
  const works = ({ run }: NamedRun) => run.transcripts.some((one) => isControl(one.scenario) && loggedIn(one))
  if (!parts.some(works)) return []
  return parts
    .filter((part) => !works(part) && !isCut(part.run))
    .map(
      ({ name }) => `${name}: the client did not log in there, though it did elsewhere: run this part again`,
    )
}

function missing(parts: readonly NamedRun[], planned: readonly PlannedScenario[]): readonly string[] {
  const transcripts = parts.flatMap(({ run }) => run.transcripts)
  if (parts.some(({ run }) => isCut(run)) || !transcripts.some(isActive)) return []
  const seen = new Set(transcripts.map(nameOfMade))
  const names = planned.filter(({ id }) => !isControl(id)).map(nameOf)
  const absent = names.filter((name) => !seen.has(name))
  return absent.length === 0
    ? []
    : [`no part holds ${absent.join(', ')}: the parts were made by another version of the kit`]
}

/** Runs that failed come last among the closing ones: the last one decides whether silence counts. */
function closingsOf(transcripts: readonly Transcript[]): readonly Transcript[] {
  const closing = transcripts.filter(({ scenario }) => scenario === 'honest-again')
  return [...closing.filter(loggedIn), ...closing.filter((one) => !loggedIn(one))]
}

/** In the order of a run on one machine; a part that came to nothing stays together, as the end of the whole. */
function ordered(parts: readonly GatheredRun[], planned: readonly PlannedScenario[]): readonly Transcript[] {
  const dead = parts.filter(({ transcripts }) => deadEndOf(transcripts) !== null)
  const whole = parts.filter((part) => !dead.includes(part)).flatMap(({ transcripts }) => transcripts)
  const place = new Map(planned.map((run, index) => [nameOf(run), index]))
  const placeOf = (one: Transcript) => place.get(nameOfMade(one)) ?? planned.length
  return [
    ...whole.filter(({ scenario }) => scenario === 'honest'),
    ...whole.filter(({ scenario }) => scenario === 'forgiving'),
    ...whole.filter(isActive).toSorted((a, b) => placeOf(a) - placeOf(b)),
    ...closingsOf(whole),
    ...dead.flatMap(({ transcripts }) => transcripts),
  ]
}

function headOf(first: GatheredRun, parts: readonly GatheredRun[]): RunHead {
  const { shard: _, ...head } = first.head
  const begins = parts.map((part) => Date.parse(part.head.startedAt))
  const begin = Math.min(...begins)
  const end = Math.max(...parts.map((part, index) => (begins[index] ?? begin) + part.head.durationMs))
  const interrupted = parts.find((part) => part.head.interruptedBy !== null)
  const why = parts.find(({ head: { client } }) => client.why !== null)?.head.client.why ?? null
  return {
    ...head,
    startedAt: new Date(begin).toISOString(),
    durationMs: end - begin,
    client: { ...head.client, why },
    interruptedBy: interrupted?.head.interruptedBy ?? null,
  }
}

/**
 * The run of which `parts` are the parts (`--shard`), in any order. Its report is that of a run on one machine, with
 * more logins: each part has its controls. What is wrong with the parts is told all at once.
 */
export function mergeRuns(parts: readonly NamedRun[]): Merged {
  const sorted = parts.toSorted((a, b) => (a.run.head.shard?.index ?? 0) - (b.run.head.shard?.index ?? 0))
  const [first, ...others] = sorted
  if (first === undefined) return { kind: 'bad', problems: ['there is nothing to merge'] }
  const found = [...partProblems(sorted), ...differences(first, others)]
  if (found.length > 0) return { kind: 'bad', problems: found }
  const { judgement, client } = first.run.head
  const { planned } = select({ ...judgement, kind: client.kind })
  const failed = gaps(sorted)
  const problems = failed.length > 0 ? failed : missing(sorted, planned)
  if (problems.length > 0) return { kind: 'bad', problems }
  const runs = sorted.map(({ run }) => run)
  return { kind: 'good', run: { head: headOf(first.run, runs), transcripts: ordered(runs, planned) } }
}
