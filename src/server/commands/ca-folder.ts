// Where the command line keeps the CA: where the user says, else where programs of this platform keep their data.
import type { Io } from '../../command-line/index.js'
import { isObject } from '../../config-files/members.js'
import type { Problem } from '../../validation/validation.js'
import { dataFolder } from '../data-folder.js'

export interface WithCaFolder {
  /** Not checked yet. */
  readonly options: unknown
  readonly problems: readonly Problem[]
}

/** `options` (not checked yet) with a folder for the CA, where they ask for https and name none. */
export function withCaFolder(
  options: unknown,
  { env, platform }: Pick<Io, 'env' | 'platform'>,
): WithCaFolder {
  if (!isObject(options)) return { options, problems: [] }
  const { https, dataDir } = options
  const isOn = https === true || isObject(https)
  if (!isOn || dataDir !== undefined || (isObject(https) && https['caFolder'] !== undefined)) {
    return { options, problems: [] }
  }
  const [system = ''] = platform.split(' ')
  const caFolder = dataFolder(env, system)
  if (caFolder === null) {
    const problem =
      'there is no folder to keep the CA in, because the environment names no home: name one with --data-dir'
    return { options, problems: [{ field: 'https', problem }] }
  }
  return { options: { ...options, https: { ...(isObject(https) ? https : {}), caFolder } }, problems: [] }
}
