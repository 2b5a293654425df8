// The config file that `init` writes: what was found of the client in force, every other key in a comment.
import type { FoundClient } from '../found-client.js'
import { wrap } from '../report/wrap.js'
import type { ConfigSettings } from '../settings-schema.js'
import { settingsDefaults, settingsTexts } from '../settings-texts.js'

export interface Beginning {
  /** Path or address of the JSON schema. */
  readonly schema: string
  /** The client as seen from the folder of the file. */
  readonly client: string
  readonly found: FoundClient
  /** The start command that the user gave. */
  readonly start: string | undefined
}

/** What a key without a default may look like, and one whose default shows nothing. */
const examples: Partial<ConfigSettings> = {
  start: 'npm start',
  workingDirectory: '.',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what a user writes
  env: { GENESYS_LOGIN_URL: '${GC_PKCE_LOGIN_URL}', GENESYS_CLIENT_ID: '${GC_PKCE_CLIENT_ID}' },
  url: 'http://localhost:3000/login',
  loginPath: '/login',
  port: 7636,
  kind: 'native',
  clientId: '3f0c1f52-4d5e-4a6b-9d7e-0c1b2a394857',
  redirectUri: 'http://127.0.0.1/callback',
  clientSecret: 'not-a-real-secret',
  clientSecretFile: './client-secret.txt',
  neededScopes: ['users:readonly'],
  actions: { call: '/me', logout: '/logout' },
  check: ['pkce.*', 'state.*'],
  skip: ['scope.minimal'],
  scenario: ['state-tamper/*'],
  reporter: ['text', 'sarif=gc-pkce-check.sarif'],
  expect: './gc-pkce-check-known.yaml',
  output: 'gc-pkce-check.txt',
  workers: 2,
  saveTranscripts: './gc-pkce-check-runs',
  redact: './gc-pkce-check-shared',
}

type Entry = readonly [key: keyof ConfigSettings, value: unknown]

/** What is in force from the start. */
function inForce({ client, found, start }: Beginning): Partial<ConfigSettings> {
  return {
    client,
    ...(start === undefined ? {} : { start }),
    ...(found.kind === 'found' ? { kind: found.clientKind } : {}),
  }
}

/** JSON has no comments: what is in force alone. */
export function jsonConfig(beginning: Beginning): string {
  return `${JSON.stringify({ $schema: beginning.schema, ...inForce(beginning) }, null, 2)}\n`
}

export async function yamlConfig(beginning: Beginning): Promise<string> {
  const { yamlOf } = await import('../../config-files/yaml.js')
  const live: Partial<ConfigSettings> = inForce(beginning)
  const shown = { ...settingsDefaults, ...examples, ...foundExamples(beginning), ...live }
  const keys = Object.keys(settingsTexts) as (keyof ConfigSettings)[]
  const blocks = keys.map((key) => {
    const entry: Entry = [key, shown[key]]
    const yaml = yamlOf({ [entry[0]]: entry[1] })
    const lines = [settingsTexts[key], ...remarks(key, beginning)].map(comment).join('')
    return `${lines}${key in live ? yaml : yaml.replace(/^(?=.)/gm, '#')}`
  })
  return `${head(beginning)}\n${blocks.join('\n')}`
}

function comment(text: string): string {
  return wrap(text, 116)
    .map((line) => `# ${line}\n`)
    .join('')
}

/** What was found and need not be said: shown in its comment. */
function foundExamples({ found }: Beginning): Partial<ConfigSettings> {
  if (found.kind === 'none') return {}
  const [loginPath] = found.loginPaths
  return { start: found.startedWith, ...(loginPath === undefined ? {} : { loginPath }) }
}

/** Why a key is what it is. */
function remarks(key: keyof ConfigSettings, { found, start }: Beginning): readonly string[] {
  if (key === 'start' && start === undefined)
    return [found.kind === 'found' ? `Found: ${inLine(found.startedWith)}` : inLine(found.why)]
  if (found.kind === 'none') return []
  if (key === 'kind') return [`${found.clientKind}, because ${inLine(found.because)}.`]
  if (key !== 'loginPath' || found.loginPaths.length === 0) return []
  return [`Found in its source: ${inLine(found.loginPaths.join(', '))}`]
}

/** A name of a file may have a line break in it, which would end the comment. */
function inLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/g, ' ')
}

function head({ schema }: Beginning): string {
  return `# yaml-language-server: $schema=${schema}
# Configuration of gc-pkce-check. Flags and their variables count more than this file. What is in a comment is not in
# force: remove the first # of a line, and of the lines that belong to it, to put it in force.
`
}
