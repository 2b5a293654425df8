// The options of a mock from flags and a config file: a flag counts more than the file.
import { resolve } from 'node:path'
import type { GivenFlags, UsageProblem } from '../../command-line/index.js'
import type { Problem } from '../validation.js'
import type { ConfigFile } from './config-file.js'
import { isObject, type Members } from './members.js'

/** A flag that stands for one option. */
interface OptionFlag {
  readonly flag: string
  /** With dots, as problems name it. */
  readonly option: string
  readonly read: (flags: GivenFlags, flag: string) => unknown
}

const text = (flags: GivenFlags, flag: string) => flags.text(flag)
const on = (flags: GivenFlags, flag: string) => (flags.switch(flag) ? true : undefined)
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
  // Before the switch, so that a problem of a host is one of this flag.
  { flag: 'https-host', option: 'https.hosts', read: list },
  { flag: 'https', option: 'https', read: on },
]

export interface StartOptions {
  /** To be checked: whatever the user wrote. */
  readonly options: unknown
  /** The problem of an option in the words of the user: by its flag, or by the file that it stands in. */
  problemOf(problem: Problem): UsageProblem
}

export function startOptions(flags: GivenFlags, file: ConfigFile | null): StartOptions {
  const given = optionFlags.flatMap((optionFlag) => {
    const value = optionFlag.read(flags, optionFlag.flag)
    return value === undefined ? [] : [{ ...optionFlag, value }]
  })
  return {
    options: merged(file, given),
    problemOf({ field, problem }) {
      const own = given.find(({ option }) => field === option || field.startsWith(`${option}.`))
      if (own !== undefined) return { problem: `--${own.flag}: ${problem}` }
      const place = field === '' ? '' : `${field}: `
      return { problem: file === null ? `${place}${problem}` : `${file.name}: ${place}${problem}` }
    },
  }
}

interface Given {
  readonly option: string
  readonly value: unknown
}

/** The members of a file; the paths among them are meant from where it lies. */
function fromFolder({ folder, value }: ConfigFile): Members {
  const members = isObject(value) ? value : {}
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
      names.includes(name) && typeof value === 'string' ? [name, resolve(folder, value)] : [name, value],
    ),
  )
}

/** A file that holds no object is left to the check of the options, which says so. */
function merged(file: ConfigFile | null, given: readonly Given[]): unknown {
  if (file !== null && !isObject(file.value)) return file.value
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
