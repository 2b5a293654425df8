// The command `config`: its flags and examples, without its code.
import type { Command } from '../../command-line/index.js'
import { startCommand } from './start.command.js'

export const configCommand: Command = {
  name: 'config',
  summary: 'check the options that start would use with the same flags, and show where each comes from',
  flags: {
    ...startCommand.flags,
    json: { summary: 'print one line of JSON, for programs', kind: 'switch' },
  },
  examples: [
    ['$0 config', 'every option in force: from a flag, a variable, a line of the config file, or by default'],
    ['$0 config --config my.yaml --port 0', 'what "start --config my.yaml --port 0" would do'],
    ['$0 config --json', 'the same for programs; exit code 2 when something is wrong'],
  ],
  load: () => import('./config.js'),
}
