// The command `init`: its flags and examples, without its code.
import type { Command } from '../../command-line/index.js'
import { clientKinds } from '../transcript.js'

export const initCommand: Command = {
  name: 'init',
  summary: 'write a config file from what is found of a client, to begin with',
  flags: {
    client: {
      summary: 'the client: a folder or a file (default: the working directory)',
      kind: 'text',
      placeholder: 'PATH',
      group: 'Client',
    },
    start: {
      summary: 'shell command that starts it, instead of what is found',
      kind: 'text',
      placeholder: 'COMMAND',
      group: 'Client',
    },
    kind: {
      summary: 'kind of client, instead of what is guessed',
      kind: 'text',
      choices: clientKinds,
      group: 'Client',
    },
    format: {
      summary: 'yaml (default), with every key in a comment, or json',
      kind: 'text',
      placeholder: 'NAME',
      choices: ['yaml', 'json'],
    },
    force: { summary: 'overwrite a file that is there', kind: 'switch' },
  },
  words: [
    {
      name: 'file',
      summary: 'the file to write (default gc-pkce-check.yaml, or .json, beside the client)',
      optional: true,
    },
  ],
  examples: [
    [
      '$0 init --client ./my-app',
      'writes my-app/gc-pkce-check.yaml, which a check of ./my-app finds by itself',
    ],
    ['$0 init --client ./my-app check/my-app.yaml', 'for "--config check/my-app.yaml"'],
  ],
  load: () => import('./init.js'),
}
