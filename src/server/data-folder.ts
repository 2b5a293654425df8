// Where the mock keeps what outlives it, when nobody says where.
import { posix, win32 } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const name = 'gc-mock-oauth'

/**
 * The folder for the data of this program by the conventions of the platform (`linux`, `darwin`, `win32`, ...):
 * `$XDG_DATA_HOME/gc-mock-oauth` wherever that is set (XDG Base Directory Specification, which has relative
 * paths ignored); else `~/Library/Application Support` on macOS, `%LOCALAPPDATA%` on Windows, and
 * `~/.local/share` elsewhere. Null when the environment names no home.
 */
export function dataFolder(env: Environment, platform: string): string | null {
  const { isAbsolute, join } = platform === 'win32' ? win32 : posix
  const folder = (variable: string, ...rest: readonly string[]) => {
    const value = env[variable]
    return value !== undefined && isAbsolute(value) ? join(value, ...rest, name) : null
  }
  return folder('XDG_DATA_HOME') ?? byPlatform(folder, platform)
}

type FolderIn = (variable: string, ...rest: readonly string[]) => string | null

function byPlatform(folder: FolderIn, platform: string): string | null {
  if (platform === 'darwin') return folder('HOME', 'Library', 'Application Support')
  if (platform === 'win32') return folder('LOCALAPPDATA') ?? folder('USERPROFILE', 'AppData', 'Local')
  return folder('HOME', '.local', 'share')
}
