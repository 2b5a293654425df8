// Where the command line keeps the CA: where the user says, else where programs of this platform keep their data.
import { type Io, UsageError } from '../../command-line/index.js'
import { dataFolder } from '../data-folder.js'
import { isObject } from './members.js'

/**
 * `options` (not checked yet) with a folder for the CA, where they ask for https and name none.
 * @throws UsageError when the environment names no home
 */
export function withCaFolder(options: unknown, { env, platform }: Pick<Io, 'env' | 'platform'>): unknown {
  if (!isObject(options)) return options
  const { https, dataDir } = options
  const isOn = https === true || isObject(https)
  if (!isOn || dataDir !== undefined || (isObject(https) && https['caFolder'] !== undefined)) return options
  const [system = ''] = platform.split(' ')
  const caFolder = dataFolder(env, system)
  if (caFolder === null) {
    const problem = '--https: there is no folder to keep the CA in, because the environment names no home'
    throw new UsageError([{ problem, hint: 'name a folder with --data-dir' }])
  }
  return { ...options, https: { ...(isObject(https) ? https : {}), caFolder } }
}
