// A folder with a package.json: its start script, else its main file.
import type { Folder } from './folder.js'
import { commandForFile } from './program-file.js'

/** What the kit reads of a package.json; anything of another shape counts as absent. */
export interface Manifest {
  readonly start: string | undefined
  /** The first script that serves the app for development, where there is none called start: `dev`. */
  readonly otherStart: string | undefined
  readonly main: string | undefined
  /** Whether it names a program for the command line. */
  readonly hasProgram: boolean
  /** Those for development too: a bundler is one of them. */
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
      otherStart: ['dev', 'serve', 'develop'].find((name) => textIn(scripts, name) !== undefined),
      main: textIn(value, 'main'),
      hasProgram: textIn(value, 'bin') !== undefined || namesIn(value, 'bin').length > 0,
      dependencies: [...namesIn(value, 'dependencies'), ...namesIn(value, 'devDependencies')],
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
  if (manifest.otherStart !== undefined) {
    const command = ['npm', 'run', '--silent', manifest.otherStart] as const
    return { command, startedWith: `npm run ${manifest.otherStart}` }
  }
  const main = manifest.main?.replace(/^\.\//, '')
  if (main === undefined || folder.read(main) === undefined) return null
  const command = commandForFile(main, false)
  return command && { command, startedWith: command.join(' ') }
}
