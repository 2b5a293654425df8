// The command `snippet`: its words, flags and examples, without its code.
import type { Command } from '../../command-line/index.js'

export const snippetCommand: Command = {
  name: 'snippet',
  summary: 'print the lines that point an SDK at the mock that runs',
  words: [
    {
      name: 'sdk',
      summary: 'javascript, python, java, dotnet, go, or gc (the Genesys Cloud CLI)',
      optional: false,
      suggest: async () => (await import('../snippets/index.js')).snippets.map(({ id }) => id),
    },
  ],
  flags: {
    port: { summary: 'port of the mock on this machine (default 7636)', kind: 'text', placeholder: 'PORT' },
    url: {
      summary: 'where the mock is, for example https://127.0.0.1:7636',
      kind: 'text',
      placeholder: 'URL',
    },
    'client-id': {
      summary: 'id of the client (default: the first that the mock has registered)',
      kind: 'text',
      placeholder: 'ID',
    },
    'ca-file': {
      summary: 'certificate of the CA of a mock over https (default: the one in the data folder)',
      kind: 'text',
      placeholder: 'FILE',
    },
    'data-dir': { summary: 'data folder of a mock over https', kind: 'text', placeholder: 'DIR' },
  },
  examples: [
    ['$0 snippet javascript', 'for the mock that runs on port 7636'],
    ['$0 snippet python --url https://127.0.0.1:7636', 'over https, with the file of the CA'],
  ],
  load: () => import('./snippet.js'),
}
