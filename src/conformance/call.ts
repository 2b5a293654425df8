// The flags by which a client was operated, as words of a command line: a finding is reproduced by the same ones.
import type { GivenFlags } from '../command-line/index.js'
import type { RunSettings } from './run-settings.js'

/** Flags that say how a client is operated, judged and registered; a secret is not written into a report. */
const repeated = [
  'config',
  'start',
  'login-path',
  'port',
  'kind',
  'home',
  'client-id',
  'redirect-uri',
  'client-secret-file',
  'full',
  'profile',
  'timeout',
] as const

function wordsOf(given: (flag: string) => string | boolean | undefined): readonly string[] {
  return repeated.flatMap((flag) => {
    const value = given(flag)
    if (value === undefined || value === false) return []
    return value === true ? [`--${flag}`] : [`--${flag}`, value]
  })
}

/** Of a call of the program: by flags and variables, not by a config file that is found again by itself. */
export function callOfFlags(flags: GivenFlags, hasClient: boolean): readonly string[] {
  const words = wordsOf((flag) => (flag === 'full' ? flags.switch(flag) : flags.text(flag)))
  // An address that stands for a client is the target itself.
  const url = flags.text('url')
  return url === undefined || !hasClient ? words : [...words, '--url', url]
}

/** Of a call of the library, as far as flags can say it. */
export function callOfSettings(settings: RunSettings, hasClient: boolean): readonly string[] {
  const { start, loginPath, port, kind, home, clientId, redirectUri, full, profile, timeoutSeconds } =
    settings
  const values: Readonly<Record<string, string | number | boolean | undefined>> = {
    ...{ start, port, kind, home, full, profile, timeout: timeoutSeconds },
    ...{ 'login-path': loginPath, 'client-id': clientId, 'redirect-uri': redirectUri },
  }
  const words = wordsOf((flag) => {
    const value = values[flag]
    return typeof value === 'number' ? String(value) : value
  })
  return hasClient && settings.url !== undefined ? [...words, '--url', settings.url] : words
}
