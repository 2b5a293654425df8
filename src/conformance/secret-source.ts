// Where the secret of the client comes from: a flag, a variable, or the config file; as text or in a file of its own.
import type { GivenOptions } from '../config-files/flags-over-file.js'
import type { Problem } from '../validation/validation.js'
import type { ConfigSettings } from './settings-schema.js'

/** What was read from the file of a secret. */
export type SecretFile =
  /** `readableByAll`: every user of this machine may read it. */
  | { readonly kind: 'read'; readonly text: string; readonly readableByAll: boolean }
  /** `there is no such file` */
  | { readonly kind: 'unreadable'; readonly why: string }

export interface SecretWorld {
  readonly environment: Readonly<Record<string, string | undefined>>
  readSecretFile(path: string): SecretFile
  /** The name of a config file that every user of this machine may read; null for any other, or for none. */
  readonly openConfigFile: string | null
}

export interface FoundSecret {
  readonly secret: string | undefined
  readonly problems: readonly Problem[]
  /** Sentences for the user; none of them shows the secret. */
  readonly warnings: readonly string[]
}

/** The variable by which the secret is given to the kit without the prefix of its flags. */
export const secretVariable = 'GC_PKCE_CLIENT_SECRET'

type Level = 'flag' | 'variable' | 'file'

const levels: readonly Level[] = ['flag', 'variable', 'file']

/** A flag counts more than a variable, and that more than the file; two ways of one kind contradict each other. */
export function secretOf(
  settings: Pick<ConfigSettings, 'clientSecret' | 'clientSecretFile'>,
  given: Pick<GivenOptions, 'sourceOf'>,
  world: SecretWorld,
): FoundSecret {
  const { clientSecret: text, clientSecretFile: path } = settings
  const levelOf = (key: keyof typeof settings): Level | null => {
    const { kind } = given.sourceOf(key)
    return settings[key] === undefined || kind === 'default' ? null : kind
  }
  const [ofText, ofPath] = [levelOf('clientSecret'), levelOf('clientSecretFile')]
  const variable = world.environment[secretVariable] || undefined
  for (const level of levels) {
    if (ofText === level && ofPath === level)
      return refused('contradicts clientSecret: one of them is enough')
    if (ofText === level) return fromText(text, level, world)
    if (ofPath === level && path !== undefined) return fromFile(path, world)
    if (level === 'variable' && variable !== undefined)
      return { secret: variable, problems: [], warnings: [] }
  }
  return { secret: undefined, problems: [], warnings: [] }
}

function refused(problem: string): FoundSecret {
  return { secret: undefined, problems: [{ field: 'clientSecretFile', problem }], warnings: [] }
}

function fromText(secret: string | undefined, level: Level, { openConfigFile }: SecretWorld): FoundSecret {
  const isOpen = level === 'file' && openConfigFile !== null
  return { secret, problems: [], warnings: isOpen ? [readableByAll(openConfigFile)] : [] }
}

function readableByAll(path: string): string {
  return `every user of this machine may read the secret in ${path}: chmod 600 ${path}`
}

function fromFile(path: string, { readSecretFile }: SecretWorld): FoundSecret {
  const file = readSecretFile(path)
  if (file.kind === 'unreadable') return refused(`"${path}": ${file.why}`)
  const secret = file.text.replace(/\r?\n$/, '')
  if (secret === '') return refused(`"${path}" is empty`)
  if (/[\r\n]/.test(secret)) return refused(`"${path}" holds more than one line, and a secret is one`)
  if (!/^[\x20-\x7e]+$/.test(secret)) return refused(`"${path}" holds other than printable ASCII characters`)
  return { secret, problems: [], warnings: file.readableByAll ? [readableByAll(path)] : [] }
}
