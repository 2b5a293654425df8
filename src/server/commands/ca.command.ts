// The command `ca`: its flags and examples, without its code.
import type { Command } from '../../command-line/index.js'

export const caCommand: Command = {
  name: 'ca',
  summary: 'show the certificate of the CA of "start --https", and how each runtime learns to trust it',
  flags: {
    path: { summary: 'print the path of the certificate, and nothing else', kind: 'switch' },
    'data-dir': {
      summary: 'folder that keeps the CA (default: the one for data of programs on this system)',
      kind: 'text',
      placeholder: 'DIR',
    },
    'https-host': {
      summary: 'a further host name or address to be covered; may be given several times',
      kind: 'list',
      placeholder: 'NAME',
    },
    config: {
      summary: 'config file, as for start; none: no file',
      kind: 'text',
      placeholder: 'FILE',
    },
  },
  examples: [
    ['$0 ca', 'the lines for every runtime; the CA is made if there is none yet'],
    ['NODE_EXTRA_CA_CERTS=$($0 ca --path) node my-app.js', 'start a client that trusts the mock'],
  ],
  load: () => import('./ca.js'),
}
