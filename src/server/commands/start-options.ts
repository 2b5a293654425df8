// The options of a mock from flags and a config file: a flag counts more than the file.
import { resolve } from 'node:path'
import type { GivenFlags, UsageProblem } from '../../command-line/index.js'
import type { ConfigFile } from '../../config-files/config-file.js'
import { isObject, type Members } from '../../config-files/members.js'
import { type Located, locate, locateNearest } from '../../config-files/place.js'
import type { Problem } from '../../validation/validation.js'
import { printable } from '../protocol/log-line.js'

/** A flag that stands for one option. */
interface OptionFlag {
  readonly flag: string
  /** With dots, as problems name it. */
  readonly option: string
  readonly read: (flags: GivenFlags, flag: string) => unknown
  /** A further option that it turns on. */
  readonly turnsOn?: string
}

const text = (flags: GivenFlags, flag: string) => flags.text(flag)
const on = (flags: GivenFlags, flag: string) => (flags.has(flag) ? flags.switch(flag) : undefined)
const list = (flags: GivenFlags, flag: string) => {
  const values = flags.list(flag)
  return values.length > 0 ? values : undefined
}

/** What is no number stays text, so that the message shows it as it was typed. */
const number = (flags: GivenFlags, flag: string) => {
  const value = flags.text(flag)
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : value
}

const optionFlags: readonly OptionFlag[] = [
  { flag: 'port', option: 'port', read: number },
  { flag: 'host', option: 'host', read: text },
  { flag: 'scenario', option: 'scenario', read: text },
  { flag: 'issuer', option: 'issuer', read: text },
  { flag: 'interactive', option: 'policy.interactive', read: on },
  { flag: 'consent', option: 'policy.consent', read: on },
  { flag: 'token-format', option: 'policy.tokenFormat', read: text },
  { flag: 'signing-algorithm', option: 'policy.signingAlgorithm', read: text },
  { flag: 'strict-body', option: 'policy.strictBody', read: on },
  { flag: 'terse-errors', option: 'policy.terseErrors', read: on },
  { flag: 'admin-token', option: 'adminToken', read: text },
  { flag: 'allow-host', option: 'allowHosts', read: list },
  { flag: 'data-dir', option: 'dataDir', read: text },
  { flag: 'https', option: 'https', read: on },
  // After the switch, because a host turns it on.
  { flag: 'https-host', option: 'https.hosts', read: list, turnsOn: 'https' },
]

/** Where the value of an option comes from. */
export type Source =
  | { readonly kind: 'flag' | 'variable'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string; readonly line: number }
  | { readonly kind: 'default' }

/** More problems of one call than these are not told one by one. */
const mostProblems = 100

export interface StartOptions {
  /** To be checked: whatever the user wrote. */
  readonly options: unknown
  /** The problem of an option in the words of the user: by its flag, or by its place in the file. */
  problemOf(problem: Problem): UsageProblem
  /** The same for all of them: flags first, then from the first line of the file to the last. */
  problemsOf(problems: readonly Problem[]): readonly UsageProblem[]
  /** Where the value at `field` comes from, with dots; of a list or an object only what was written itself. */
  sourceOf(field: string): Source
}

export function startOptions(flags: GivenFlags, file: ConfigFile | null): StartOptions {
  const given = optionFlags.flatMap((optionFlag) => {
    const value = optionFlag.read(flags, optionFlag.flag)
    return value === undefined ? [] : [{ ...optionFlag, value }]
  })
  const flagOf = (field: string) => flagFor(given, field)?.flag
  const lineOf = (field: string) => (file === null || flagOf(field) !== undefined ? 0 : lineIn(file, field))
  const problemOf = (problem: Problem): UsageProblem => {
    const flag = flagOf(problem.field)
    return flag === undefined ? problemIn(file, problem) : { problem: `--${flag}: ${problem.problem}` }
  }
  return {
    options: merged(file, given),
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
    flags.find(({ option, read }) => read !== on && field.startsWith(`${option}.`)) ??
    flags.find(({ turnsOn }) => field === turnsOn)
  )
}

function lineIn(file: ConfigFile, field: string): number {
  return file.placeOf(locateNearest(file.root, field).offset).line
}

/** A problem of what no flag gave: it stands in the file, or it is one of a default. */
function problemIn(file: ConfigFile | null, { field, problem }: Problem): UsageProblem {
  const isInFile = file !== null && (field === '' || locate(file.root, field.split('.')[0] ?? '') !== null)
  if (!isInFile) {
    const flag = flagFor(optionFlags, field)?.flag
    return { problem: flag === undefined ? `${field}: ${problem}` : `--${flag}: ${problem}` }
  }
  const place = field === '' ? '' : `${field}: `
  const hint = hintFor(locate(file.root, field), problem, file.root)
  const text = printable(`${file.name}:${lineIn(file, field)}: ${place}${problem}`)
  return hint === null ? { problem: text } : { problem: text, hint }
}

/** What in a file without quotes reads like one thing and is another. */
function hintFor(found: Located | null, problem: string, root: Located): string | null {
  if (found === null || !found.isPlain) return null
  if (found.value === null) return 'nothing stands after the colon: give it a value, or remove the key'
  if (typeof found.value === 'string') {
    if (found === root) return 'YAML wants a space after the colon of "key: value"'
    const meant = /^expected true or false/.test(problem) && /^(?:yes|no|on|off|y|n)$/i.test(found.value)
    return meant ? 'YAML 1.2 writes true and false; this is text' : null
  }
  return /^expected text/.test(problem) ? 'without quotes this is no text: write it in quotes' : null
}

interface Given {
  readonly option: string
  readonly value: unknown
}

/** The members of a file; the paths among them are meant from where it lies. */
function fromFolder({ folder, root: { value } }: ConfigFile): Members {
  const { $schema, ...others } = isObject(value) ? value : {}
  // For editors: which schema the file follows. Anything but a text is no such thing.
  const members: Members =
    typeof $schema === 'string' || $schema === undefined ? others : { ...others, $schema }
  const https = members['https']
  return {
    stubFolder: folder,
    ...withPaths(members, ['stubFolder', 'dataDir'], folder),
    ...(isObject(https) ? { https: withPaths(https, ['caFolder'], folder) } : {}),
  }
}

function withPaths(members: Members, names: readonly string[], folder: string): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) =>
      names.includes(name) && typeof value === 'string' && value !== ''
        ? [name, resolve(folder, value)]
        : [name, value],
    ),
  )
}

/** A file that holds no object is left to the check of the options, which says so. */
function merged(file: ConfigFile | null, given: readonly Given[]): unknown {
  if (file !== null && !isObject(file.root.value)) return file.root.value
  return given.reduce<Members>(
    (options, { option, value }) => withValue(options, option.split('.'), value),
    file === null ? {} : fromFolder(file),
  )
}

/** `options` with `value` at a path. A member in between that is no object is left to the check of the options. */
function withValue(options: Members, [name = '', inner]: readonly string[], value: unknown): Members {
  const present = options[name]
  // A switch that turns on what is there in detail changes nothing.
  if (inner === undefined)
    return value === true && isObject(present) ? options : { ...options, [name]: value }
  const mayBeSwitch = name === 'https' && typeof present === 'boolean'
  if (present !== undefined && !mayBeSwitch && !isObject(present)) return options
  return { ...options, [name]: { ...(isObject(present) ? present : {}), [inner]: value } }
}
