// The options of a mock from flags and a config file: a flag counts more than the file.
import { resolve } from 'node:path'
import type { GivenFlags, UsageProblem } from '../../command-line/index.js'
import type { Problem } from '../validation.js'
import type { ConfigFile } from './config-file.js'

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
  { flag: 'token-format', option: 'policy.tokenFormat', read: text },
  { flag: 'signing-algorithm', option: 'policy.signingAlgorithm', read: text },
  { flag: 'strict-body', option: 'policy.strictBody', read: on },
  { flag: 'terse-errors', option: 'policy.terseErrors', read: on },
  { flag: 'admin-token', option: 'adminToken', read: text },
  { flag: 'allow-host', option: 'allowHosts', read: list },
  { flag: 'data-dir', option: 'dataDir', read: text },
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

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The members of a file; the paths among them are meant from where it lies. */
function fromFolder({ folder, value }: ConfigFile): Readonly<Record<string, unknown>> {
  const members = isObject(value) ? value : {}
  const paths = Object.entries({ stubFolder: '.', dataDir: undefined, ...members }).flatMap(([name, path]) =>
    ['stubFolder', 'dataDir'].includes(name) && typeof path === 'string'
      ? [[name, resolve(folder, path)]]
      : [],
  )
  return { ...members, ...Object.fromEntries(paths) }
}

/** A file that holds no object is left to the check of the options, which says so. */
function merged(
  file: ConfigFile | null,
  given: readonly { readonly option: string; readonly value: unknown }[],
): unknown {
  if (file !== null && !isObject(file.value)) return file.value
  const fromFile = file === null ? {} : fromFolder(file)
  const pairs = given.map(({ option, value }) => [option.split('.'), value] as const)
  const top = pairs.filter(([path]) => path.length === 1).map(([path, value]) => [path[0] ?? '', value])
  const policy = pairs.filter(([path]) => path.length === 2).map(([path, value]) => [path[1] ?? '', value])
  const options: Readonly<Record<string, unknown>> = { ...fromFile, ...Object.fromEntries(top) }
  const filePolicy = options['policy'] ?? {}
  if (policy.length === 0 || !isObject(filePolicy)) return options
  return { ...options, policy: { ...filePolicy, ...Object.fromEntries(policy) } }
}
