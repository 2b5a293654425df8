// leak.client-secret: the client secret is in nothing that is delivered to users.
import type { BundledSecret } from '../../observations.js'
import type { Seen } from '../judge-each.js'
import { inRun, judgeObserved, type ObservedRun } from '../observed-runs.js'
import { notApplicable } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'in-files' | 'in-settings'

/** Folders whose files a web server hands out as they are. */
const handedOut = /(?:^|\/)(?:public|static|www|wwwroot|htdocs)\//
/** Settings of the machine on which an app runs: nobody means to deliver them. */
const settings =
  /(?:^|\/)(?:\.env(?:\.[^/]*)?|[^/]*\.env|[^/]*\.local\.[^/]+|secrets?\.(?:json|ya?ml|toml|ini))$/

function disguised({ holds }: BundledSecret): string {
  return holds.disguise === 'plain' ? '' : ` (${holds.disguise})`
}

/** The files of a server stay on it, but for those that it hands out. */
function isDelivered({ transcript }: ObservedRun, { path }: BundledSecret): boolean {
  return transcript.kind !== 'web' || handedOut.test(path)
}

function look(run: ObservedRun): Seen<Reason> {
  const { bundled, lookedAt } = run.observations
  if (lookedAt.bundled === 0) return []
  const found = bundled.filter((file) => isDelivered(run, file))
  if (found.length === 0) {
    return [
      {
        where: inRun(run),
        actual: `none of the ${lookedAt.bundled} files of the client that were searched holds it`,
      },
    ]
  }
  return found.map((file) => ({
    reason: settings.test(file.path) ? 'in-settings' : 'in-files',
    where: inRun(run),
    expected: 'the client secret is in no file that is delivered to users',
    actual: `line ${file.holds.line ?? 1} of ./${file.path} holds the client secret${disguised(file)}`,
  }))
}

export const leakClientSecret = defineCheck({
  id: 'leak.client-secret',
  phase: 'storage and leaks',
  title: 'The client secret is in nothing that is delivered to users',
  why: 'What every copy of an app holds is no secret: whoever has the app can act as the app.',
  fix: 'Register a public client with PKCE and remove the secret; on a server keep it out of the folders that are handed out.',
  clauses: ['RFC6749-10.1-web', 'RFC8252-8.5', 'RFC10017-6.3.3.1'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  acrossRuns: true,
  reasons: {
    'in-files': {
      level: { otherwise: 'warning', kinds: { web: 'violation' } },
      what: 'has its client secret in files that are delivered to users',
    },
    'in-settings': {
      level: 'info',
      what: 'has its client secret in a file of settings beside it',
      fix: 'Deliver this file to nobody. An app that users install needs no secret: register a public client with PKCE.',
    },
  },
  judge(transcripts) {
    return judgeObserved(
      transcripts,
      ['files'],
      look,
      notApplicable(
        'no client secret of at least 16 characters is known: none was given, and the client sent none',
      ),
    )
  },
})
