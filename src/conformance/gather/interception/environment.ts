// What a client is told by its environment, so that it reaches the mock: the contract of direct mode.
import type { Launch } from '../client.js'
import { expanded } from './variables.js'

/** Variables that would let a client bypass the mock, open a real browser, or print in colours. */
const removed = new Set([
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'KDE_FULL_SESSION',
  'KDE_SESSION_VERSION',
  'GNOME_DESKTOP_SESSION_ID',
  'DESKTOP_SESSION',
  'ALL_PROXY',
  'all_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'FORCE_COLOR',
  'CI',
  'NODE_CHANNEL_FD',
])

/**
 * Variables by which a parent package manager or test runner would change how a client behaves, and those of the kit
 * itself: the secret of a client is given to the kit to look for it, and a client that shows it must not have it from
 * there.
 */
const removedFamilies =
  /^(?:GC_PKCE_(?:CHECK_|CLIENT_SECRET$)|npm_(?:lifecycle|package|config_(?!cache|registry|userconfig))|VITEST|NODE_V8_COVERAGE|INIT_CWD)/i

export interface EnvironmentParts {
  /** The environment of the kit. */
  readonly own: Readonly<Record<string, string | undefined>>
  readonly launch: Launch
  /** Folder with the programs that stand in for a browser; comes first in the search path. */
  readonly openers: string
  /** The program that stands in for the browser. */
  readonly browser: string
  /** File to which the stand-ins write what they were asked to open. */
  readonly openLog: string
  /** Folder for temporary files. */
  readonly temporary: string
  /** Variables of the fresh home; empty when the client keeps the real one. */
  readonly home: Readonly<Record<string, string>>
  /** What the user of the kit wants the client to have: counts more than everything else. */
  readonly wanted: Readonly<Record<string, string>>
}

/** What a client is told of the mock; the rest keeps it from leaving the kit. */
function contractOf({ launch, openLog }: Pick<EnvironmentParts, 'launch' | 'openLog'>) {
  return {
    GC_PKCE_CHECK: '1',
    GC_PKCE_RUN_ID: launch.runId,
    GC_PKCE_LOGIN_URL: launch.loginUrl,
    GC_PKCE_API_URL: launch.apiUrl,
    GC_PKCE_REGION: 'mypurecloud.com',
    GC_PKCE_CLIENT_ID: launch.clientId,
    GC_PKCE_REDIRECT_URI: launch.redirectUri,
    GC_PKCE_OPEN_LOG: openLog,
  }
}

/** The names of the variables that every client finds in its environment. */
export const contractNames: readonly string[] = Object.keys(
  contractOf({
    launch: { loginUrl: '', apiUrl: '', clientId: '', redirectUri: '', runId: '' },
    openLog: '',
  }),
)

/** The whole environment of a client process. */
export function clientEnvironment(parts: EnvironmentParts): Record<string, string> {
  const kept = Object.entries(parts.own).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !removed.has(entry[0]) && !removedFamilies.test(entry[0]),
  )
  const found = {
    ...Object.fromEntries(kept),
    ...parts.home,
    ...contractOf(parts),
    NO_PROXY: 'localhost,127.0.0.1,::1',
    no_proxy: 'localhost,127.0.0.1,::1',
    BROWSER: parts.browser,
    XDG_CURRENT_DESKTOP: 'X-Generic',
    NO_COLOR: '1',
    TERM: 'dumb',
    PYTHONUNBUFFERED: '1',
    TMPDIR: parts.temporary,
    NO_UPDATE_NOTIFIER: '1',
  }
  const known: Readonly<Record<string, string | undefined>> = { ...parts.own, ...found }
  const wanted = Object.entries(parts.wanted).map(
    ([name, value]) => [name, expanded(value, (one) => known[one])] as const,
  )
  const all: Record<string, string> = { ...found, ...Object.fromEntries(wanted) }
  // Whoever changes the search path must not lose the stand-ins.
  return { ...all, PATH: `${parts.openers}:${all['PATH'] ?? ''}` }
}
