import { leakClientSecret } from '../../../../src/conformance/judge/checks/leak.client-secret.js'
import type { ClientKind } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { held, observed } from '../../../support/observations-builder.js'
import { honestLogin } from '../../../support/transcript-builder.js'

/** A client of `kind` whose secret was found in these files. */
function found(kind: ClientKind, ...paths: readonly string[]) {
  const bundled = paths.map((path) => ({ path, holds: held('client_secret', { exchange: null, line: 3 }) }))
  const lookedAt = { pendingLooks: 2, files: 0, lines: 1, bundled: 12 }
  return honestLogin({ kind, observations: observed({ bundled, lookedAt }) })
}

judgeTable(leakClientSecret, [
  {
    name: 'passes a client in whose files it is not',
    transcripts: found('native'),
    expected: 'passes',
    saying: [/none of the 12 files/],
  },
  {
    name: 'warns of a secret in the source of a native app',
    transcripts: found('native', 'src/login.js'),
    expected: { fails: { 'in-files': 'warning' } },
    saying: [/line 3 of \.\/src\/login\.js/],
  },
  {
    name: 'warns of a secret in a page',
    transcripts: found('spa', 'dist/assets/index-abc.js.map'),
    expected: { fails: { 'in-files': 'warning' } },
  },
  {
    name: 'blames a server that hands it out',
    transcripts: found('web', 'public/config.js'),
    expected: { fails: { 'in-files': 'violation' } },
  },
  {
    name: 'passes a server that keeps it in its own files',
    transcripts: found('web', 'server.js', '.env', 'config/secrets.json'),
    expected: 'passes',
  },
  ...['.env', '.env.local', 'config/.env.production', 'settings.local.json', 'secrets.yaml'].map((path) => ({
    name: `notes a secret in ${path}, which nobody means to deliver`,
    transcripts: found('native', path),
    expected: { fails: { 'in-settings': 'info' as const } },
  })),
  {
    name: 'tells every file',
    transcripts: found('native', 'a.js', 'b.js'),
    expected: { fails: { 'in-files': 'warning' } },
    times: 2,
  },
  {
    name: 'does not apply to a client without a secret',
    transcripts: honestLogin({ observations: observed() }),
    expected: { notApplicable: /no client secret/ },
  },
  {
    name: 'does not apply to a function',
    transcripts: honestLogin(),
    expected: { notApplicable: /no process that the kit started/ },
  },
])
