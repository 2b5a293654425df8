// The environment twin of every flag: `--data-dir` of gc-mock-oauth is GC_MOCK_OAUTH_DATA_DIR. A flag counts more.
import type { Arguments, Command, Flag, Program } from './command.js'
import { nearest } from './nearest.js'
import type { UsageProblem } from './usage-error.js'

type Environment = Readonly<Record<string, string | undefined>>

/** What begins the name of every variable of a program: `GC_MOCK_OAUTH_`. */
export function prefixOf(program: Pick<Program, 'name'>): string {
  return `${program.name.toUpperCase().replaceAll('-', '_')}_`
}

/** The variable that stands for a flag. */
export function variableOf(program: Pick<Program, 'name'>, flag: string): string {
  return `${prefixOf(program)}${flag.toUpperCase().replaceAll('-', '_')}`
}

/** What `--help` says of the variables, once. */
export function environmentHelp(program: Pick<Program, 'name'>): string {
  return (
    `Every flag can be given by the environment as well: its name in capitals after ${prefixOf(program)}, with _ for -. ` +
    'Lists are separated by commas, switches are true or false. A flag counts more than its variable.'
  )
}

export interface FromEnvironment {
  /** The arguments, and for every flag that is not among them the value of its variable. */
  readonly flags: Arguments
  /** Values that cannot be meant; each names its variable. */
  readonly problems: readonly UsageProblem[]
}

interface Given {
  readonly variable: string
  readonly values: readonly string[]
}

const switchValues: Readonly<Record<string, boolean>> = {
  true: true,
  1: true,
  yes: true,
  on: true,
  false: false,
  0: false,
  no: false,
  off: false,
}

/** An empty variable counts as none: that is how scripts leave one out. */
export function withEnvironment(
  program: Program,
  command: Command,
  given: Arguments,
  env: Environment,
): FromEnvironment {
  const entries = Object.entries(command.flags).flatMap(([flag, { kind }]) => {
    const variable = variableOf(program, flag)
    const text = env[variable]?.trim() ?? ''
    if (text === '' || given.has(flag)) return []
    return [[flag, { variable, values: kind === 'list' ? partsOf(text) : [text] }] as const]
  })
  const twins: ReadonlyMap<string, Given> = new Map(entries)
  const problems = entries.flatMap(([flag, twin]) => problemsOf(command.flags[flag], twin))
  return { flags: merged(given, twins), problems }
}

function partsOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function merged(given: Arguments, twins: ReadonlyMap<string, Given>): Arguments {
  return {
    text: (name) => given.text(name) ?? twins.get(name)?.values[0],
    list: (name) => twins.get(name)?.values ?? given.list(name),
    switch: (name) => {
      const text = twins.get(name)?.values[0]
      return text === undefined ? given.switch(name) : switchValues[text.toLowerCase()] === true
    },
    has: (name) => given.has(name) || twins.has(name),
    variable: (name) => twins.get(name)?.variable,
    word: given.word,
    rest: given.rest,
  }
}

function problemsOf(flag: Flag | undefined, { variable, values }: Given): readonly UsageProblem[] {
  const wrong = (expected: string, value: string) => ({
    problem: `${variable}: expected ${expected}, got ${JSON.stringify(value)}`,
  })
  if (flag?.kind === 'switch') {
    return values
      .filter((value) => !Object.hasOwn(switchValues, value.toLowerCase()))
      .map((value) => wrong('true or false', value))
  }
  const { choices } = flag ?? {}
  if (choices === undefined) return []
  return values
    .filter((value) => !choices.includes(value))
    .map((value) => wrong(`one of ${choices.join(', ')}`, value))
}

/** A sentence for every variable that looks like one of this program and is none: mostly a slip of the pen. */
export function strangeVariables(program: Program, env: Environment): readonly string[] {
  const flags = new Set(program.commands.flatMap((command) => Object.keys(command.flags)))
  const known = [...[...flags].map((flag) => variableOf(program, flag)), ...(program.variables ?? [])]
  return Object.keys(env)
    .filter((name) => name.startsWith(prefixOf(program)) && !known.includes(name))
    .sort()
    .map((name) => {
      const near = nearest(
        name,
        known.map((variable) => variable.toLowerCase()),
      )
      const hint = near === undefined ? '' : ` (did you mean ${near.toUpperCase()}?)`
      return `the variable ${name} means nothing to ${program.name}${hint}`
    })
}

/** A problem that names a flag, in the words of the user: where a variable gave the value, it names that. */
export function namedBySource(problem: UsageProblem, flags: Arguments): UsageProblem {
  const flag = /^--([a-z][a-z-]*)(?=[: ])/.exec(problem.problem)?.[1]
  const variable = flag === undefined ? undefined : flags.variable(flag)
  if (flag === undefined || variable === undefined) return problem
  return { ...problem, problem: `${variable}${problem.problem.slice(flag.length + 2)}` }
}
