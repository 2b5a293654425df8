// The options of a mock from flags and a config file: a flag counts more than the file.
import { resolve } from 'node:path'
import type { GivenFlags } from '../../command-line/index.js'
import type { ConfigFile } from '../../config-files/config-file.js'
import {
  flagsOverFile,
  type GivenOptions,
  listOf,
  numberOf,
  type OptionFlag,
  switchOf,
  textOf,
} from '../../config-files/flags-over-file.js'
import { isObject, type Members } from '../../config-files/members.js'

const optionFlags: readonly OptionFlag[] = [
  { flag: 'port', option: 'port', read: numberOf },
  { flag: 'host', option: 'host', read: textOf },
  { flag: 'scenario', option: 'scenario', read: textOf },
  { flag: 'issuer', option: 'issuer', read: textOf },
  { flag: 'interactive', option: 'policy.interactive', read: switchOf },
  { flag: 'consent', option: 'policy.consent', read: switchOf },
  { flag: 'token-format', option: 'policy.tokenFormat', read: textOf },
  { flag: 'signing-algorithm', option: 'policy.signingAlgorithm', read: textOf },
  { flag: 'strict-body', option: 'policy.strictBody', read: switchOf },
  { flag: 'terse-errors', option: 'policy.terseErrors', read: switchOf },
  { flag: 'admin-token', option: 'adminToken', read: textOf },
  { flag: 'allow-host', option: 'allowHosts', read: listOf },
  { flag: 'data-dir', option: 'dataDir', read: textOf },
  { flag: 'https', option: 'https', read: switchOf },
  // After the switch, because a host turns it on.
  { flag: 'https-host', option: 'https.hosts', read: listOf, turnsOn: 'https' },
]

export function startOptions(flags: GivenFlags, file: ConfigFile | null): GivenOptions {
  return flagsOverFile(flags, file, { flags: optionFlags, optionsIn, switches: ['https'] })
}

/** The members of a file; the paths among them are meant from where it lies. */
function optionsIn({ folder }: ConfigFile, members: Members): Members {
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
