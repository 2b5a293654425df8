// The command `scenarios`: how the mock can misbehave, as a list or one in detail.
import { type Arguments, exitCodes, type Io, nearest, UsageError } from '../../command-line/index.js'
import { endpoints } from '../endpoints/index.js'
import {
  type ChosenScenario,
  findScenario,
  nameOfScenario,
  scenarioNames,
  scenarios,
} from '../scenarios/index.js'
import { places } from '../stage.js'

/** One scenario as `--json` prints it. */
interface ScenarioView {
  /** What `--scenario` takes. */
  readonly name: string
  readonly scenario: string
  readonly variant: string | null
  /** What the mock does, one sentence. */
  readonly what: string
  /** Method and path of what it may answer otherwise than an honest mock, besides paths of the user's own API. */
  readonly touches: readonly string[]
  /** The switches and numbers of the policy that it changes. */
  readonly policy: Readonly<Record<string, unknown>>
  /** Who plays it: `kit` means that the mock stays honest and gc-pkce-check operates the client in an unusual way. */
  readonly operatedBy: 'mock' | 'kit'
  /** Uses after which it ends by itself; null: none. */
  readonly times: number | null
  /** What a right client may do, each in a few words. */
  readonly right: readonly string[]
}

/** Runs the command; see `scenarios.command.ts` for its words and flags. */
export function run(flags: Arguments, io: Io): Promise<number> {
  const name = flags.word('name')
  const chosen = (name === undefined ? scenarioNames() : namesMeant(name)).map(viewOf)
  const [only] = chosen
  if (flags.switch('json')) io.out(`${JSON.stringify(chosen, null, 2)}\n`)
  else if (name !== undefined && chosen.length === 1 && only !== undefined) io.out(detail(only))
  else io.out(table(chosen.map(({ name: one, what }) => [one, what])))
  return Promise.resolve(exitCodes.success)
}

/** The full names that a word stands for: itself, or the variants of a scenario. */
function namesMeant(word: string): readonly string[] {
  const found = findScenario(word)
  if (found !== undefined) return [nameOfScenario(found)]
  const variants = scenarioNames().filter((name) => name.startsWith(`${word}/`))
  if (variants.length > 0) return variants
  const near = nearest(word, [...scenarioNames(), ...scenarios.map(({ id }) => id)])
  const hint = near === undefined ? 'gc-mock-oauth scenarios lists them all' : `did you mean ${near}?`
  throw new UsageError([{ problem: `scenarios: there is no scenario "${word}"`, hint }])
}

function viewOf(name: string): ScenarioView {
  const scenario = findScenario(name)
  if (scenario === undefined) throw new Error(`the list of scenarios names ${name}, which is none`)
  const { id, variant, what, policy, operatedBy, times, right } = scenario
  const touches = operatedBy === 'kit' ? [] : touchedBy(scenario)
  return { name, scenario: id, variant, what, touches, policy, operatedBy, times, right }
}

function touchedBy({ concerns, policy }: ChosenScenario): readonly string[] {
  const changesAll = concerns.length === 0 && Object.keys(policy).length > 0
  const patterns = changesAll ? Object.values(places) : concerns.map((concern) => places[concern])
  return endpoints.filter(({ id }) => patterns.some((pattern) => pattern.test(id))).map(called)
}

function called({ methods, path }: (typeof endpoints)[number]): string {
  return `${Object.keys(methods).join(', ')} ${path}`
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, what]) => `${name.padEnd(width)}  ${what}\n`).join('')
}

function detail(view: ScenarioView): string {
  const { name, what, policy, times, right } = view
  const changed = Object.entries(policy).map(([option, value]) => `  ${option}: ${JSON.stringify(value)}\n`)
  return [
    `${name}\n  ${what}\n\n`,
    touchedText(view),
    ...(times === null ? [] : [`It ends by itself after ${times === 1 ? 'one use' : `${times} uses`}.\n`]),
    ...(changed.length === 0 ? [] : ['\nIt changes the policy\n', ...changed]),
    `\nA right client\n${right.map((one) => `  ${one}\n`).join('')}`,
    ...usageOf(view),
  ].join('')
}

function touchedText({ touches, operatedBy }: ScenarioView): string {
  if (operatedBy === 'kit') return 'The mock stays honest: gc-pkce-check operates the client in this way.\n'
  if (touches.length === 0) return 'It touches no endpoint.\n'
  return `It touches\n${touches.map((one) => `  ${one}\n`).join('')}`
}

function usageOf({ name, operatedBy }: ScenarioView): readonly string[] {
  if (operatedBy === 'kit') return []
  return [
    '\nTo use it\n',
    `  gc-mock-oauth start --scenario ${name}\n`,
    `  curl -X POST http://127.0.0.1:7636/_mock/scenario -d '${JSON.stringify({ id: name })}'\n`,
  ]
}
