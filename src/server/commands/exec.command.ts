// The command `exec`: its flags and examples, without its code.
import type { Command } from '../../command-line/index.js'
import { startCommand } from './start.command.js'

/** Variables that a command under `exec` is given, and that a mock started below it must not take for its own. */
export const execVariables = [
  'GC_MOCK_OAUTH_URL',
  'GC_MOCK_OAUTH_CLIENT_ID',
  'GC_MOCK_OAUTH_CLIENT_SECRET',
  'GC_MOCK_OAUTH_CA_FILE',
  'GC_MOCK_OAUTH_RUN',
] as const

const { port, log, json, ...others } = startCommand.flags

export const execCommand: Command = {
  name: 'exec',
  summary: 'start the mock, run a command that is told where it is, and stop the mock',
  flags: {
    port: { ...port, summary: 'port to listen on (default: any that is free)', kind: 'text' },
    ...others,
    log: {
      ...log,
      kind: 'text',
      summary: 'what is told of each request: problems (only what went wrong, default), text, json, or off',
    },
    json: {
      ...json,
      kind: 'switch',
      summary: 'say in one line of JSON, on standard error, where the mock is; without --log there is no log',
    },
  },
  rest: 'COMMAND [ARGUMENT...]',
  examples: [
    ['$0 exec -- npm test', 'the tests, with GC_MOCK_OAUTH_URL and more in their environment'],
    ['$0 exec --https -- node login.mjs', 'over https; the command trusts the CA of the mock'],
    ['$0 exec --log-file mock.log -- pytest', 'with everything that the mock saw in a file'],
  ],
  load: () => import('./exec.js'),
}
