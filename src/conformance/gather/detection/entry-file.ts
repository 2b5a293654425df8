// A folder without a manifest: its one obvious entry file.
import { parse } from 'node:path'
import type { Folder, FolderEntry } from './folder.js'
import { commandForFile, isProgram } from './program-file.js'

const obvious = new Set(['index', 'main', 'app', 'client', 'login', 'cli', 'start', 'server', 'run'])

/** The entry file, or a sentence that says why there is none. */
export function entryFileOf(folder: Folder) {
  const programs = folder.entries.filter(isProgram)
  const named = programs.filter(({ name }) => obvious.has(parse(name).name))
  const [only] = programs.length === 1 ? programs : named
  if (programs.length === 0)
    return 'it has no program: no .js, .mjs, .cjs, .py, .sh file and nothing executable'
  if (only === undefined || (programs.length > 1 && named.length > 1)) {
    return `it has ${programs.length} programs and none is obviously the first: ${listed(programs)}`
  }
  const command = commandForFile(only.name, only.executable)
  return command ? { command, startedWith: command.join(' ') } : `${only.name} is not executable`
}

function listed(programs: readonly FolderEntry[]): string {
  const names = programs.map(({ name }) => name).sort()
  return names.length > 6 ? `${names.slice(0, 6).join(', ')}, …` : names.join(', ')
}
