// leak.third-party: no secret of the login reaches a host that is none of the app and none of the service.
import type { PageRequest } from '../../browser-observations.js'
import { type BrowserRun, judgeBrowser, saidOf, secretsIn, withoutQuery } from '../browser-runs.js'
import type { Seen } from '../judge-each.js'
import { inconclusive } from '../verdict.js'
import { defineCheck } from './check.js'

function look({ browser, secrets, where }: BrowserRun): Seen<'sent'> {
  if (secrets.length === 0) return []
  const outside = browser.requests.filter(({ to }) => to === 'outside')
  const found = outside.flatMap((request: PageRequest) => {
    const [first] = secretsIn(`${request.url}\n${request.body ?? ''}`, secrets)
    if (first === undefined) return []
    const place = secretsIn(request.url, [first]).length > 0 ? 'the URL' : 'the body'
    return [
      {
        reason: 'sent' as const,
        where,
        expected: 'no value of the login is sent to another host',
        actual: `${place} of ${request.method} ${withoutQuery(request.url)} holds ${saidOf(first)}`,
      },
    ]
  })
  if (found.length > 0) return found
  const hosts = new Set(outside.map(({ url }) => new URL(url).host))
  return [
    {
      where,
      actual:
        hosts.size === 0
          ? 'it asked nothing of any other host'
          : `${outside.length} requests to ${hosts.size} other hosts hold none of them`,
    },
  ]
}

export const leakThirdParty = defineCheck({
  id: 'leak.third-party',
  phase: 'storage and leaks',
  title: 'No secret of a login reaches another host',
  why: 'Analytics and error reports that take along the address of a page, or all its requests, hand codes and tokens to somebody who was never meant to have them.',
  fix: 'Take code and state out of the address before analytics is loaded, and let error reports leave out queries, bodies and the Authorization header.',
  clauses: ['RFC6749-10.3', 'RFC6749-10.4', 'RFC6750-5.3'],
  rule: 'clause',
  kinds: ['spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  reasons: { sent: { level: 'violation', what: 'sends a value of the login to another host' } },
  judge: (transcripts) =>
    judgeBrowser(
      transcripts,
      look,
      inconclusive('no code and no token was issued that could have been sent'),
    ),
})
