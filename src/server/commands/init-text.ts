// The config file that `init` writes: every option, each with what it does and its default or an example.

import { isObject, type Members } from '../../config-files/members.js'
import { examineServerOptions } from '../options.js'
import { effectiveOptions } from '../options-effective.js'
import { optionTexts } from '../options-texts.js'

/** What an option without a default may look like, and one whose default shows nothing. */
const examples: Members = {
  host: 'localhost',
  clients: [
    {
      id: '3f0c1f52-4d5e-4a6b-9d7e-0c1b2a394857',
      name: 'My app',
      grantType: 'CODE',
      redirectUris: ['http://localhost/callback'],
      region: 'mypurecloud.de',
      scopes: ['users:readonly', 'user-basic-info'],
      refreshTokens: true,
      accessTokenSeconds: 3600,
    },
    {
      id: '7c1d2e3f-0a1b-4c2d-8e3f-4a5b6c7d8e9f',
      name: 'My job',
      grantType: 'CLIENT-CREDENTIALS',
      secret: 'not-a-real-secret',
      redirectUris: [],
      claims: { 'https://example.com/level': 3 },
    },
  ],
  users: [
    { email: 'ada@example.com', password: 'lovelace', name: 'Ada', permissions: ['oauth:token:delete'] },
    { email: 'grace@example.com', password: 'hopper', name: 'Grace' },
  ],
  https: { hosts: ['gateway.example.com'], caFolder: './gc-mock-oauth-data', plainToo: true },
  api: [
    { method: 'GET', path: '/api/v2/routing/queues/{queueId}', body: { id: '{queueId}', name: 'Support' } },
    { method: 'DELETE', path: '/api/v2/routing/queues/{queueId}', status: 403, scope: 'routing' },
  ],
  stubFolder: '.',
  issuer: 'https://login.example.com',
  audience: 'https://api.example.com',
  dataDir: './gc-mock-oauth-data',
  adminToken: 'choose-your-own',
  allowHosts: ['mock.example.com'],
}

function defaults(): Members {
  const effective = effectiveOptions(examineServerOptions({}))
  if (effective === null) throw new Error('there are no defaults')
  return effective
}

/** JSON has no comments: every option that has a default, with that. */
export function jsonConfig(schema: string): string {
  const options = Object.entries({ ...defaults(), stubFolder: '.' }).filter(([, value]) => value !== null)
  return `${JSON.stringify({ $schema: schema, ...Object.fromEntries(options) }, null, 2)}\n`
}

/** Every option in a comment: to remove the first # of its lines puts it in force. */
export async function yamlConfig(schema: string): Promise<string> {
  const { yamlOf } = await import('../../config-files/yaml.js')
  const shown: Members = { ...defaults(), ...examples }
  const blocks = Object.entries(shown).map(([name, value]) => block(name, value, yamlOf))
  return `${head(schema)}\n${blocks.join('\n')}`
}

function head(schema: string): string {
  return `# yaml-language-server: $schema=${schema}
# Configuration of gc-mock-oauth, which finds this file by itself. Everything in it is a comment: it behaves as no file
# does. Remove the first # of a line, and of the lines that belong to it, to put it in force.
# "gc-mock-oauth config" checks this file, and shows every option with its value and where that comes from.
`
}

type YamlOf = (value: unknown) => string

function block(name: string, value: unknown, yamlOf: YamlOf): string {
  const text = optionTexts[name] ?? ''
  // A key is a secret, and its example would be taken for one.
  if (value === null) return `# ${text}\n# ${name} is not shown here.\n`
  return `# ${text}\n${commented(isObject(value) ? nested(name, value, yamlOf) : yamlOf({ [name]: value }))}`
}

/** An object with a text for each member. */
function nested(name: string, value: Members, yamlOf: YamlOf): string {
  const members = Object.entries(value).flatMap(([member, inner]) => {
    const text = optionTexts[`${name}.${member}`]
    return [...(text === undefined ? [] : [`# ${text}\n`]), yamlOf({ [member]: inner })]
  })
  return `${name}:\n${members.join('').replace(/^(?=.)/gm, '  ')}`
}

function commented(yaml: string): string {
  return yaml.replace(/^(?=.)/gm, '#')
}
