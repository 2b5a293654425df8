import { describe, expect, test } from 'vitest'
import { installedBrowser } from '../../../../src/conformance/gather/browser/installed.js'

interface Row {
  readonly name: string
  readonly environment: Readonly<Record<string, string>>
  readonly system: string
  readonly there: readonly string[]
  readonly found: string | RegExp
}

const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'

const rows: readonly Row[] = [
  {
    name: 'finds Chromium of Debian by the path',
    environment: { PATH: '/usr/local/bin:/usr/bin' },
    system: 'linux',
    there: ['/usr/bin/chromium'],
    found: '/usr/bin/chromium',
  },
  {
    name: 'finds Chrome where there is no Chromium',
    environment: { PATH: '/opt/bin' },
    system: 'linux',
    there: ['/opt/bin/google-chrome', '/opt/bin/microsoft-edge'],
    found: '/opt/bin/google-chrome',
  },
  {
    name: 'finds Chrome among the applications of macOS',
    environment: {},
    system: 'darwin',
    there: [chrome],
    found: chrome,
  },
  {
    name: 'finds Edge on Windows',
    environment: { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
    system: 'win32',
    there: [edge],
    found: edge,
  },
  {
    name: 'takes the one that is named',
    environment: { PATH: '/usr/bin', GC_PKCE_BROWSER: '/opt/other' },
    system: 'linux',
    there: ['/usr/bin/chromium', '/opt/other'],
    found: '/opt/other',
  },
  {
    name: 'takes no other one where the named one is not there',
    environment: { PATH: '/usr/bin', GC_PKCE_BROWSER: '/opt/other' },
    system: 'linux',
    there: ['/usr/bin/chromium'],
    found: /^GC_PKCE_BROWSER names \/opt\/other/,
  },
  {
    name: 'says what to do where there is none',
    environment: { PATH: '/usr/bin' },
    system: 'linux',
    there: [],
    found: /^no Chromium, Chrome or Edge was found on this machine: install one/,
  },
]

describe('installed', () => {
  for (const { name, environment, system, there, found } of rows) {
    test(name, () => {
      const result = installedBrowser(environment, (path) => there.includes(path), system)
      if (typeof found === 'string') expect(result).toEqual({ kind: 'found', path: found })
      else expect(result).toEqual({ kind: 'missing', why: expect.stringMatching(found) })
    })
  }
})
