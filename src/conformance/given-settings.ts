// What a run of the kit is told by flags and its config file, as one value to be checked: a flag counts more.
import { relative, resolve } from 'node:path'
import type { GivenFlags } from '../command-line/index.js'
import type { ConfigFile } from '../config-files/config-file.js'
import {
  flagsOverFile,
  type GivenOptions,
  listOf,
  numberOf,
  type OptionFlag,
  switchOf,
  textOf,
} from '../config-files/flags-over-file.js'
import type { Members } from '../config-files/members.js'
import type { ConfigSettings } from './settings-schema.js'

/** Several values of one flag may also be separated by commas. */
const partsOf = (flags: GivenFlags, flag: string) => {
  const parts = flags
    .list(flag)
    .flatMap((value) => value.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return parts.length > 0 ? parts : undefined
}

type KitFlag = OptionFlag & { readonly option: keyof ConfigSettings }

/** Every flag that stands for a key of the config file. */
export const settingFlags: readonly KitFlag[] = [
  { flag: 'client', option: 'client', read: textOf },
  { flag: 'start', option: 'start', read: textOf },
  { flag: 'url', option: 'url', read: textOf },
  { flag: 'login-path', option: 'loginPath', read: textOf },
  { flag: 'port', option: 'port', read: numberOf },
  { flag: 'kind', option: 'kind', read: textOf },
  { flag: 'home', option: 'home', read: textOf },
  { flag: 'client-id', option: 'clientId', read: textOf },
  { flag: 'redirect-uri', option: 'redirectUri', read: textOf },
  { flag: 'client-secret', option: 'clientSecret', read: textOf },
  { flag: 'client-secret-file', option: 'clientSecretFile', read: textOf },
  { flag: 'check', option: 'check', read: partsOf },
  { flag: 'skip', option: 'skip', read: partsOf },
  { flag: 'scenario', option: 'scenario', read: partsOf },
  { flag: 'quick', option: 'quick', read: switchOf },
  { flag: 'full', option: 'full', read: switchOf },
  { flag: 'profile', option: 'profile', read: textOf },
  { flag: 'timeout', option: 'timeout', read: numberOf },
  { flag: 'workers', option: 'workers', read: numberOf },
  { flag: 'strict', option: 'strict', read: switchOf },
  { flag: 'allow-inconclusive', option: 'allowInconclusive', read: switchOf },
  { flag: 'expect', option: 'expect', read: textOf },
  { flag: 'reporter', option: 'reporter', read: listOf },
  { flag: 'output', option: 'output', read: textOf },
  { flag: 'save-transcripts', option: 'saveTranscripts', read: textOf },
  { flag: 'redact', option: 'redact', read: textOf },
  { flag: 'quiet', option: 'quiet', read: switchOf },
]

/** Paths in a file are meant from where it lies; this is how they are reached from `cwd`. */
function fromFolder(path: unknown, folder: string, cwd: string): unknown {
  if (typeof path !== 'string' || path === '') return path
  return relative(cwd, resolve(folder, path)) || '.'
}

/** `sarif=out.sarif` */
function reporterFrom(value: unknown, folder: string, cwd: string): unknown {
  const at = typeof value === 'string' ? value.indexOf('=') : -1
  if (typeof value !== 'string' || at < 0) return value
  return `${value.slice(0, at)}=${fromFolder(value.slice(at + 1), folder, cwd)}`
}

const pathKeys: readonly string[] = [
  'client',
  'workingDirectory',
  'clientSecretFile',
  'expect',
  'output',
  'saveTranscripts',
  'redact',
] satisfies (keyof ConfigSettings)[]

function withPaths(members: Members, folder: string, cwd: string): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => {
      if (pathKeys.includes(name)) return [name, fromFolder(value, folder, cwd)]
      if (name !== 'reporter') return [name, value]
      const moved = (one: unknown) => reporterFrom(one, folder, cwd)
      return [name, Array.isArray(value) ? value.map(moved) : moved(value)]
    }),
  )
}

/** The options as they were written, not checked yet; paths of the file as they are reached from `cwd`. */
export function givenSettings(flags: GivenFlags, file: ConfigFile | null, cwd: string): GivenOptions {
  return flagsOverFile(flags, file, {
    flags: settingFlags,
    optionsIn: ({ folder }, members) => withPaths(members, folder, cwd),
    switches: [],
  })
}
