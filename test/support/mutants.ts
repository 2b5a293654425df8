// The mutants: sample clients with one planted defect each, and what each of them declares about itself.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Check } from '../../src/conformance/judge/checks/check.js'
import { checks } from '../../src/conformance/judge/checks/index.js'
import { root } from './source-files.js'

/** Options that a mutant has to be run with. */
export interface MutantSettings {
  readonly clientId?: string
  readonly clientSecret?: string
  readonly quick?: boolean
  readonly kind?: 'native' | 'web' | 'spa'
  readonly neededScopes?: readonly string[]
  /** Only these run, besides the controls: for defects that show in full runs. */
  readonly scenarios?: readonly string[]
  /** How to do in it what is done after a login. */
  readonly actions?: Readonly<Record<string, string>>
  /** For defects that are waited out. */
  readonly timeoutSeconds?: number
}

/** A text in a file of the correct single-page app, and what stands in its place. */
export type Change = readonly [file: string, from: string, to: string]

/** What replaces the seams of the correct client. */
export type Overrides = Readonly<Record<string, unknown>>

export interface Mutant {
  /** Name of its folder: what is broken. */
  readonly name: string
  /** From the root, with slashes. */
  readonly folder: string
  /** The first comment line of its program: what it does, one sentence. */
  readonly sentence: string
  readonly language: 'javascript' | 'python'
  /** Every `check/reason` that it trips, and no other. */
  readonly breaks: readonly string[]
  /**
   * The checks that cannot be judged because of the defect. In a program the word `active` stands for every check that
   * needs a misbehaving mock: without a login that works nothing of them can be.
   */
  readonly inconclusive: readonly string[]
  /** What of it cannot be judged besides when it runs as a program, because a program shows more. */
  readonly inconclusiveAsProgram: readonly string[]
  /** Options that it has to be run with. */
  readonly settings: MutantSettings
  /**
   * The runs in which its defect shows, besides the controls: all that the checks which it declares need. Null: every
   * run of an ordinary check, which are few where the login itself fails.
   */
  readonly shownIn: readonly string[] | null
  /** Its defect shows only from outside of a process: there is nothing to see of a function. */
  readonly onlyAsProgram: boolean
  /** Null when it is no JavaScript, and for a single-page app. */
  readonly overrides: Overrides | null
  /** What is written otherwise in the files of the correct single-page app; null for every other mutant. */
  readonly changes: readonly Change[] | null
}

const folder = 'fixtures/clients/mutants'

function isObject(value: unknown): value is Overrides {
  return typeof value === 'object' && value !== null
}

function textsIn(value: unknown, what: string): readonly string[] {
  if (!Array.isArray(value)) throw new Error(`${what}: expected a list of texts`)
  return value.map(String)
}

function sentenceIn(program: string, path: string): string {
  const found = /^(?:\/\/|#) (.+)\.\n/.exec(program)?.[1]
  if (found === undefined) throw new Error(`${path}: the first line must say what it does, in one sentence`)
  return found
}

function settingsIn(value: unknown): MutantSettings {
  const settings = isObject(value) ? value : {}
  const { clientId, clientSecret, quick, kind, neededScopes, scenarios, actions, timeoutSeconds } = settings
  return {
    ...(typeof clientId === 'string' ? { clientId } : {}),
    ...(typeof clientSecret === 'string' ? { clientSecret } : {}),
    ...(quick === true ? { quick } : {}),
    ...(kind === 'native' || kind === 'web' || kind === 'spa' ? { kind } : {}),
    ...(neededScopes === undefined ? {} : { neededScopes: textsIn(neededScopes, 'neededScopes') }),
    ...(scenarios === undefined ? {} : { scenarios: textsIn(scenarios, 'scenarios') }),
    ...(isObject(actions)
      ? { actions: Object.fromEntries(Object.entries(actions).map(([name, how]) => [name, String(how)])) }
      : {}),
    ...(typeof timeoutSeconds === 'number' ? { timeoutSeconds } : {}),
  }
}

function changesIn(value: unknown, name: string): readonly Change[] | null {
  if (value === undefined) return null
  if (!Array.isArray(value)) throw new Error(`changes of ${name}: expected a list`)
  return value.map((change): Change => {
    const [file = '', from = '', to = ''] = textsIn(change, `changes of ${name}`)
    return [file, from, to]
  })
}

async function readJavaScript(
  name: string,
  path: string,
): Promise<Omit<Mutant, 'name' | 'folder' | 'sentence' | 'shownIn'>> {
  const module: unknown = await import(pathToFileURL(join(root, path)).href)
  if (!isObject(module)) throw new Error(`${name} exports nothing`)
  const changes = changesIn(module['changes'], name)
  if (changes === null && !isObject(module['overrides'])) throw new Error(`${name} exports no overrides`)
  const {
    breaks,
    inconclusive = [],
    inconclusiveAsProgram = [],
    settings = {},
    onlyAsProgram = false,
    overrides,
  } = module
  return {
    language: 'javascript',
    breaks: textsIn(breaks, `breaks of ${name}`),
    inconclusive: textsIn(inconclusive, `inconclusive of ${name}`),
    inconclusiveAsProgram: textsIn(inconclusiveAsProgram, `inconclusiveAsProgram of ${name}`),
    settings: settingsIn(settings),
    onlyAsProgram: onlyAsProgram === true,
    overrides: isObject(overrides) ? overrides : changes === null ? {} : null,
    changes,
  }
}

/** A Python program declares itself in lines such as `breaks = ["a.check/reason"]`, which are read as JSON. */
function readPython(name: string, program: string): Omit<Mutant, 'name' | 'folder' | 'sentence' | 'shownIn'> {
  const listIn = (variable: string): readonly string[] => {
    const found = new RegExp(`^${variable} = (\\[.*?\\])`, 'ms').exec(program)?.[1]
    return found === undefined ? [] : textsIn(JSON.parse(found), `${variable} of ${name}`)
  }
  const scenarios = listIn('scenarios')
  return {
    language: 'python',
    breaks: listIn('breaks'),
    inconclusive: listIn('inconclusive'),
    inconclusiveAsProgram: [],
    settings: {
      ...(/^quick = True$/m.test(program) ? { quick: true } : {}),
      ...(scenarios.length === 0 ? {} : { scenarios }),
    },
    onlyAsProgram: true,
    overrides: null,
    changes: null,
  }
}

const controls = ['honest', 'forgiving', 'honest-again']

function shownIn({ breaks, inconclusive, settings }: Pick<Mutant, 'breaks' | 'inconclusive' | 'settings'>) {
  if (settings.scenarios !== undefined) return settings.scenarios
  if (settings.quick || inconclusive.includes('active')) return null
  const named = [...inconclusive, ...breaks.map((reason) => reason.replace(/\/.*/, ''))]
  const all: readonly Check[] = checks
  const declared = all.filter(({ id }) => named.includes(id))
  // What a check across runs blames may show in any of them.
  if (declared.some(({ acrossRuns, acrossLogins }) => acrossRuns && !acrossLogins)) return null
  const usual = new Set(all.flatMap(({ scenarios }) => scenarios))
  const runs = declared
    .flatMap(({ scenarios, fullScenarios = [] }) => [
      ...scenarios,
      // What another check needs in every run is read by this one too.
      ...fullScenarios.filter((id) => usual.has(id)),
    ])
    .filter((id) => !controls.includes(id))
  return runs.length === 0 ? ['honest'] : [...new Set<string>(runs)]
}

/** The checks that a client of this kind cannot be judged by in an ordinary run without a misbehaving mock. */
function activeChecks({ kind = 'native', quick }: MutantSettings): readonly string[] {
  const all: readonly Check[] = quick ? [] : checks
  return all
    .filter((check) => check.kinds.includes(kind) && check.acrossLogins === undefined)
    .filter((check) => check.scenarios.some((id) => !controls.includes(id)))
    .map(({ id }) => id)
}

async function readMutant(name: string): Promise<Mutant> {
  const path = ['index.mjs', 'main.py'].map((file) => `${folder}/${name}/${file}`)
  const program = path.find((candidate) => existsSync(join(root, candidate)))
  if (program === undefined) throw new Error(`${folder}/${name} has neither index.mjs nor main.py`)
  const text = readFileSync(join(root, program), 'utf8')
  const declared = program.endsWith('.py') ? readPython(name, text) : await readJavaScript(name, program)
  const inconclusive = declared.inconclusive.flatMap((id) =>
    id === 'active' ? activeChecks(declared.settings) : [id],
  )
  return {
    name,
    folder: `${folder}/${name}`,
    sentence: sentenceIn(text, program),
    ...declared,
    shownIn: shownIn(declared),
    inconclusive: [...new Set(inconclusive)],
  }
}

/** All mutants, by name. */
export async function readMutants(): Promise<readonly Mutant[]> {
  const names = readdirSync(join(root, folder)).sort()
  return Promise.all(names.map(readMutant))
}
