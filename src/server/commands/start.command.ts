// The command `start`: its flags and examples, without its code.
import type { Command } from '../../command-line/index.js'
import { suggestScenarios } from './scenarios.command.js'

export const startCommand: Command = {
  name: 'start',
  summary: 'start the mock and keep it running until it is stopped',
  flags: {
    port: {
      summary: 'port to listen on; 0 picks a free one (default 7636)',
      kind: 'text',
      placeholder: 'PORT',
    },
    host: {
      summary: 'address to listen on (default: both loopback addresses)',
      kind: 'text',
      placeholder: 'HOST',
    },
    config: {
      summary:
        'YAML or JSON file with the options of the mock (default: gc-mock-oauth.yaml, .yml or .json of the project); none: no file',
      kind: 'text',
      placeholder: 'FILE',
    },
    interactive: { summary: 'show the login page instead of logging the user in at once', kind: 'switch' },
    consent: { summary: 'ask the user whether the client may do what it asks for', kind: 'switch' },
    'token-format': {
      summary: 'what access tokens look like: jwt (default) or opaque, as on the real service',
      kind: 'text',
      placeholder: 'FORMAT',
    },
    'signing-algorithm': {
      summary: 'how tokens are signed: RS256 (default), ES256 or EdDSA',
      kind: 'text',
      placeholder: 'NAME',
    },
    'strict-body': { summary: 'refuse a token request whose body is JSON', kind: 'switch' },
    'terse-errors': {
      summary: 'answer with the short texts of the real service; the diagnosis stays in the log',
      kind: 'switch',
    },
    issuer: {
      summary: 'issuer of metadata and tokens (default: the address that the client uses)',
      kind: 'text',
      placeholder: 'URL',
    },
    'data-dir': {
      summary:
        'folder that keeps the signing key for the next start (default: none), and with --https the CA',
      kind: 'text',
      placeholder: 'DIR',
    },
    https: {
      summary:
        'serve https, with a certificate for each host of the service; "gc-mock-oauth ca" says how to trust it',
      kind: 'switch',
    },
    'https-host': {
      summary: 'a further host name or address for a certificate, turns on https; may be given several times',
      kind: 'list',
      placeholder: 'NAME',
    },
    'admin-token': {
      summary: 'lets other machines use /_mock/, as a bearer token (default: made where --host lets them in)',
      kind: 'text',
      placeholder: 'TOKEN',
    },
    'allow-host': {
      summary: 'a further host name by which /_mock/ may be called; may be given several times',
      kind: 'list',
      placeholder: 'NAME',
    },
    scenario: {
      summary: 'how the mock misbehaves, for example state-tamper/swapped (default honest)',
      kind: 'text',
      placeholder: 'NAME',
      suggest: suggestScenarios,
    },
    log: {
      summary: 'what is told of each request: text (default), problems (only what went wrong), json, or off',
      kind: 'text',
      placeholder: 'FORM',
      choices: ['text', 'problems', 'json', 'off'],
    },
    'log-file': {
      summary: 'append the log to this file instead of writing it to standard error',
      kind: 'text',
      placeholder: 'FILE',
    },
    json: {
      summary: 'print one line of JSON when the mock is ready; without --log there is no log',
      kind: 'switch',
    },
  },
  examples: [
    ['$0 start', 'the mock on http://127.0.0.1:7636'],
    [
      '$0 start --config test/mock.yaml',
      'with your own clients and users; "gc-mock-oauth init" writes such a file',
    ],
    ['$0 start --https', 'the mock on https://127.0.0.1:7636, and as every host of the service'],
    ['$0 start --port 0 --json', 'for programs: any free port, told on standard output'],
  ],
  load: () => import('./start.js'),
}
