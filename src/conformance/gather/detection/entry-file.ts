// A folder without a manifest: its one obvious entry file.
import { parse } from 'node:path'
import type { Folder, FolderEntry } from './folder.js'
import { commandForFile, isProgram, knownEndings } from './program-file.js'

/** Names that say "begin here", the plainest first: of two names in one row neither is obvious. */
const obvious: readonly (readonly string[])[] = [
  ['index', 'main', '__main__'],
  ['app', 'client', 'cli', 'start', 'run', 'server'],
  ['login', 'auth', 'oauth', 'pkce'],
]

/** The one program whose name stands in the first row that has any; undefined when that row has several. */
function obviousOne(programs: readonly FolderEntry[]): FolderEntry | undefined {
  const rows = obvious.map((names) => programs.filter(({ name }) => names.includes(parse(name).name)))
  const first = rows.find((row) => row.length > 0) ?? []
  return first.length === 1 ? first[0] : undefined
}

/** The entry file, or a sentence that says why there is none. */
export function entryFileOf(folder: Folder) {
  const programs = folder.entries.filter(isProgram)
  if (programs.length === 0) {
    return `it has no program: no ${knownEndings} file and nothing executable`
  }
  const entry = programs.length === 1 ? programs[0] : obviousOne(programs)
  if (entry === undefined) {
    return `it has ${programs.length} programs and none is obviously the first: ${listed(programs)}`
  }
  const command = commandForFile(entry.name, entry.executable)
  return command ? { command, startedWith: command.join(' ') } : `${entry.name} is not executable`
}

function listed(programs: readonly FolderEntry[]): string {
  const names = programs.map(({ name }) => name).sort()
  return names.length > 6 ? `${names.slice(0, 6).join(', ')}, …` : names.join(', ')
}
