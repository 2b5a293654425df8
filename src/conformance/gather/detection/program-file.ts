// How a single file is run: by its ending, or by itself when it is executable.
import { extname } from 'node:path'
import type { FolderEntry } from './folder.js'

const runners: Readonly<Record<string, string>> = {
  '.js': 'node',
  '.mjs': 'node',
  '.cjs': 'node',
  '.py': 'python3',
  '.sh': 'sh',
  '.rb': 'ruby',
  '.php': 'php',
  '.java': 'java',
}

/** `.js, .mjs, .cjs, …`, for people. */
export const knownEndings = Object.keys(runners).join(', ')

/** Whether the kit knows how to run a file with this name. */
export function isProgram(entry: FolderEntry): boolean {
  return entry.isFile && (extname(entry.name) in runners || (entry.executable && extname(entry.name) === ''))
}

/** Program and arguments for the file `name`, or null: not executable and of no known ending. */
export function commandForFile(name: string, executable: boolean): readonly [string, ...string[]] | null {
  const runner = runners[extname(name)]
  // A shell script that is executable has a first line which names its own shell.
  if (runner === undefined || (runner === 'sh' && executable)) return executable ? [`./${name}`] : null
  return [runner, name]
}
