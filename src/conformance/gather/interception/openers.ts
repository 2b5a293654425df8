// Programs that stand in for the browser: they write down what they were asked to open.
import { watch } from 'node:fs'
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Names by which programs open a URL on Linux and macOS. */
const names = [
  'xdg-open',
  'open',
  'sensible-browser',
  'x-www-browser',
  'www-browser',
  'gio',
  'gvfs-open',
  'gnome-open',
  'kde-open',
  'kde-open5',
  'kde-open6',
  'exo-open',
  'wslview',
  'cmd.exe',
  'explorer.exe',
  'termux-open-url',
  'firefox',
  'firefox-esr',
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'brave-browser',
  'opera',
  'vivaldi',
  'epiphany',
  'konqueror',
  'lynx',
  'w3m',
  'links',
  'elinks',
]

/** One line per argument that is a URL. Only shell built-ins: the stand-in needs no other program. */
const script = `#!/bin/sh
for argument in "$@"; do
  case "$argument" in
    http://*|https://*) printf '%s\\n' "$argument" >> "$GC_PKCE_OPEN_LOG" ;;
  esac
done
exit 0
`

export interface Openers {
  /** Folder to put first in the search path. */
  readonly folder: string
  /** For the variable BROWSER. */
  readonly browser: string
  readonly log: string
}

/** Writes the stand-ins below `folder`. */
export async function writeOpeners(folder: string): Promise<Openers> {
  const bin = join(folder, 'openers')
  await mkdir(bin, { recursive: true })
  const browser = join(bin, 'gc-pkce-open')
  await writeFile(browser, script)
  await chmod(browser, 0o755)
  for (const name of names) await symlink(basename(browser), join(bin, name))
  const log = join(folder, 'opened')
  await writeFile(log, '')
  return { folder: bin, browser, log }
}

/** Calls `onUrl` for every further line of the log; the function returned ends that. */
export function watchOpened(log: string, onUrl: (url: string) => void): () => Promise<void> {
  let read = 0
  const look = async () => {
    const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n').slice(0, -1)
    const fresh = lines.slice(read)
    read = lines.length
    for (const line of fresh) onUrl(line)
  }
  // The folder is watched, not the file: editors of a file may replace it.
  const watcher = watch(dirname(log), (_event, name) => {
    if (name === null || name === basename(log)) void look()
  })
  watcher.on('error', () => undefined)
  return async () => {
    watcher.close()
    await look()
  }
}
