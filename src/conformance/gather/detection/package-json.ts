// A folder with a package.json: its start script, else its main file.
import type { Folder } from './folder.js'
import { commandForFile } from './program-file.js'

/** What the kit reads of a package.json; anything of another shape counts as absent. */
export interface Manifest {
  readonly start: string | undefined
  readonly main: string | undefined
  readonly dependencies: readonly string[]
}

function textIn(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
  return typeof found === 'string' && found !== '' ? found : undefined
}

function namesIn(value: unknown, name: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
  return typeof found === 'object' && found !== null ? Object.keys(found) : []
}

/** The manifest of the folder; null when there is none; a sentence when it cannot be read. */
export function readManifest(folder: Folder): Manifest | null | string {
  const text = folder.read('package.json')
  if (text === undefined) return null
  try {
    const value: unknown = JSON.parse(text)
    const scripts: unknown =
      typeof value === 'object' && value !== null && 'scripts' in value ? value.scripts : undefined
    return {
      start: textIn(scripts, 'start'),
      main: textIn(value, 'main'),
      dependencies: namesIn(value, 'dependencies'),
    }
  } catch {
    return 'its package.json is not valid JSON'
  }
}

/** The command and its wording for people, or null when the manifest names no start. */
export function startOfManifest(manifest: Manifest, folder: Folder) {
  if (manifest.start !== undefined) {
    return { command: ['npm', 'start', '--silent'] as const, startedWith: 'npm start' }
  }
  const main = manifest.main?.replace(/^\.\//, '')
  if (main === undefined || folder.read(main) === undefined) return null
  const command = commandForFile(main, false)
  return command && { command, startedWith: command.join(' ') }
}
