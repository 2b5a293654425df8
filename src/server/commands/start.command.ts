// The command `start`: its flags and examples, without its code.
import type { Command } from '../../command-line/index.js'

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
    scenario: {
      summary: 'how the mock misbehaves, for example state-tamper/swapped (default honest)',
      kind: 'text',
      placeholder: 'NAME',
    },
    json: {
      summary: 'print one line of JSON when the mock is ready, and nothing else',
      kind: 'switch',
    },
  },
  examples: [
    ['$0 start', 'the mock on http://127.0.0.1:7636'],
    ['$0 start --port 0 --json', 'for programs: any free port, told on standard output'],
  ],
  load: () => import('./start.js'),
}
