// The command `init`: its flags and examples, without its code.
import type { Command } from '../../command-line/index.js'

export const initCommand: Command = {
  name: 'init',
  summary: 'write a config file to begin with, which behaves as no config file does',
  flags: {
    format: {
      summary: 'yaml (default), with every option in a comment, or json, with every default',
      kind: 'text',
      placeholder: 'NAME',
      choices: ['yaml', 'json'],
    },
    force: { summary: 'overwrite a file that is there', kind: 'switch' },
  },
  words: [
    { name: 'file', summary: 'the file to write (default gc-mock-oauth.yaml, or .json)', optional: true },
  ],
  examples: [
    ['$0 init', 'writes gc-mock-oauth.yaml, which start finds by itself'],
    ['$0 init test/mock.json', 'for "start --config test/mock.json"'],
  ],
  load: () => import('./init.js'),
}
