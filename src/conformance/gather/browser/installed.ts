// Finds a browser of the Chromium family on this machine.
import { accessSync, constants } from 'node:fs'
import { platform } from 'node:os'
import { delimiter, join } from 'node:path'

/** Names of programs, the plainest first. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]

const macApplications = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

type Environment = Readonly<Record<string, string | undefined>>

export type Installed =
  | { readonly kind: 'found'; readonly path: string }
  /** A sentence: what was looked for, and what to do. */
  | { readonly kind: 'missing'; readonly why: string }

/** Where to look, in order. `system` is that of `os.platform()`. */
export function placesOfBrowsers(environment: Environment, system: string): readonly string[] {
  if (system === 'darwin') {
    const folders = ['/Applications', `${environment['HOME'] ?? ''}/Applications`]
    return folders.flatMap((folder) => macApplications.map((name) => `${folder}/${name}`))
  }
  if (system === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
      (name) => environment[name] ?? [],
    )
    return folders.flatMap((folder) => windowsPrograms.map((name) => `${folder}\\${name}`))
  }
  const folders = [...(environment['PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/bin']
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The browser of this machine. `GC_PKCE_BROWSER` of `environment` names another one.
 * @param exists whether a program is there; asks the file system when left out
 */
export function installedBrowser(
  environment: Environment,
  exists: (path: string) => boolean = isProgram,
  system: string = platform(),
): Installed {
  const given = environment['GC_PKCE_BROWSER']
  if (given !== undefined && given !== '') {
    if (exists(given)) return { kind: 'found', path: given }
    return { kind: 'missing', why: `GC_PKCE_BROWSER names ${given}, and there is no program` }
  }
  const path = placesOfBrowsers(environment, system).find(exists)
  if (path !== undefined) return { kind: 'found', path }
  return {
    kind: 'missing',
    why: 'no Chromium, Chrome or Edge was found on this machine: install one (the package chromium of Debian and Ubuntu), or name its program with GC_PKCE_BROWSER',
  }
}
