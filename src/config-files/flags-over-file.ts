// Options from flags and a config file, as one value to be checked: a flag counts more than the file.
import type { GivenFlags, UsageProblem } from '../command-line/index.js'
import type { Problem } from '../validation/validation.js'
import type { ConfigFile } from './config-file.js'
import { concerns, lineIn, problemInFile } from './file-problem.js'
import { isObject, type Members } from './members.js'
import { locate } from './place.js'

/** A flag that stands for one option. */
export interface OptionFlag {
  readonly flag: string
  /** With dots, as problems name it. */
  readonly option: string
  readonly read: (flags: GivenFlags, flag: string) => unknown
  /** A further option that it turns on. */
  readonly turnsOn?: string
}

export const textOf = (flags: GivenFlags, flag: string) => flags.text(flag)

export const switchOf = (flags: GivenFlags, flag: string) =>
  flags.has(flag) ? flags.switch(flag) : undefined

export const listOf = (flags: GivenFlags, flag: string) => {
  const values = flags.list(flag)
  return values.length > 0 ? values : undefined
}

/** What is no number stays text, so that the message shows it as it was typed. */
export const numberOf = (flags: GivenFlags, flag: string) => {
  const value = flags.text(flag)
  return value !== undefined && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value
}

/** Where the value of an option comes from. */
export type Source =
  | { readonly kind: 'flag' | 'variable'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string; readonly line: number }
  | { readonly kind: 'default' }

/** More problems of one call than these are not told one by one. */
const mostProblems = 100

export interface GivenOptions {
  /** To be checked: whatever the user wrote. */
  readonly options: unknown
  /** The problem of an option in the words of the user: by its flag, or by its place in the file. */
  problemOf(problem: Problem): UsageProblem
  /** The same for all of them: flags first, then from the first line of the file to the last. */
  problemsOf(problems: readonly Problem[]): readonly UsageProblem[]
  /** Where the value at `field` comes from, with dots; of a list or an object only what was written itself. */
  sourceOf(field: string): Source
}

/** How a program maps its flags and its file to options. */
export interface OptionRules {
  readonly flags: readonly OptionFlag[]
  /** The options that a file holds, whose value is an object: paths in it are meant from where it lies. */
  optionsIn(file: ConfigFile, members: Members): Members
  /** Objects that may be a mere true or false instead. */
  readonly switches: readonly string[]
}

/** The members of a file without `$schema`, which is for editors: which schema the file follows. */
export function membersOf({ root: { value } }: ConfigFile): Members {
  const { $schema, ...others } = isObject(value) ? value : {}
  // Anything but a text is no such thing.
  return typeof $schema === 'string' || $schema === undefined ? others : { ...others, $schema }
}

export function flagsOverFile(flags: GivenFlags, file: ConfigFile | null, rules: OptionRules): GivenOptions {
  const given = rules.flags.flatMap((optionFlag) => {
    const value = optionFlag.read(flags, optionFlag.flag)
    return value === undefined ? [] : [{ ...optionFlag, value }]
  })
  const flagOf = (field: string) => flagFor(given, field)?.flag
  const lineOf = (field: string) => (file === null || flagOf(field) !== undefined ? 0 : lineIn(file, field))
  const problemOf = (problem: Problem): UsageProblem => {
    const flag = flagOf(problem.field)
    if (flag !== undefined) return said(`--${flag}`, problem)
    return otherProblem(file, rules.flags, problem)
  }
  return {
    options: merged(file, given, rules),
    problemOf,
    problemsOf(problems) {
      const sorted = problems.map((problem) => ({ line: lineOf(problem.field), problem }))
      sorted.sort((one, other) => one.line - other.line)
      const said = sorted.slice(0, mostProblems).map(({ problem }) => problemOf(problem))
      const left = problems.length - said.length
      return left === 0 ? said : [...said, { problem: `and ${left} further problems` }]
    },
    sourceOf(field) {
      const flag = flagOf(field)
      const variable = flag === undefined ? undefined : flags.variable(flag)
      if (variable !== undefined) return { kind: 'variable', name: variable }
      if (flag !== undefined) return { kind: 'flag', name: `--${flag}` }
      const found = file === null ? null : locate(file.root, field)
      if (file === null || found === null) return { kind: 'default' }
      return { kind: 'file', name: file.name, line: file.placeOf(found.offset).line }
    },
  }
}

/** The flag whose value `field` is, or lies in: a switch has nothing in it. */
function flagFor<F extends OptionFlag>(flags: readonly F[], field: string): F | undefined {
  return (
    flags.find(({ option }) => field === option) ??
    flags.find(({ option, read }) => read !== switchOf && field.startsWith(`${option}.`)) ??
    flags.find(({ turnsOn }) => field === turnsOn)
  )
}

/** A problem of what no flag gave: it stands in the file, or it is one of a default. */
function otherProblem(file: ConfigFile | null, flags: readonly OptionFlag[], problem: Problem): UsageProblem {
  if (file !== null && concerns(file, problem.field)) return problemInFile(file, problem)
  const flag = flagFor(flags, problem.field)?.flag
  return said(flag === undefined ? problem.field : `--${flag}`, problem)
}

function said(place: string, { problem, hint }: Problem): UsageProblem {
  return { problem: `${place}: ${problem}`, ...(hint === undefined ? {} : { hint }) }
}

interface Given {
  readonly option: string
  readonly value: unknown
}

/** A file that holds no object is left to the check of the options, which says so. */
function merged(
  file: ConfigFile | null,
  given: readonly Given[],
  { optionsIn, switches }: OptionRules,
): unknown {
  if (file !== null && !isObject(file.root.value)) return file.root.value
  return given.reduce<Members>(
    (options, { option, value }) => withValue(options, option.split('.'), value, switches),
    file === null ? {} : optionsIn(file, membersOf(file)),
  )
}

/** `options` with `value` at a path. A member in between that is no object is left to the check of the options. */
function withValue(
  options: Members,
  [name = '', inner]: readonly string[],
  value: unknown,
  switches: readonly string[],
): Members {
  const present = options[name]
  // A switch that turns on what is there in detail changes nothing.
  if (inner === undefined)
    return value === true && isObject(present) ? options : { ...options, [name]: value }
  const isSwitch = switches.includes(name) && typeof present === 'boolean'
  if (present !== undefined && !isSwitch && !isObject(present)) return options
  return { ...options, [name]: { ...(isObject(present) ? present : {}), [inner]: value } }
}
