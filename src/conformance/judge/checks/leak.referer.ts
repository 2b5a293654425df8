// leak.referer: the code does not leave in a Referer header.
import { type BrowserRun, judgeBrowser, saidOf, secretsIn, someOf } from '../browser-runs.js'
import type { Seen } from '../judge-each.js'
import { notApplicable } from '../verdict.js'
import { defineCheck } from './check.js'

interface Sent {
  readonly to: string
  readonly referer: string
}

/** What was sent to other origins than that of the app, as the mock got it and as the browser tells of it. */
function sentOutside({ browser, transcript }: BrowserRun): readonly Sent[] {
  const toMock = transcript.exchanges
    .filter(({ sender }) => sender === 'client')
    .flatMap(({ request }) =>
      request.headers
        .filter(([name]) => name.toLowerCase() === 'referer')
        .map(([, referer]) => ({ to: `${request.origin}${request.path}`, referer })),
    )
  const outside = browser.requests
    .filter(({ to }) => to === 'outside')
    .map(({ url, referer }) => ({ to: new URL(url).origin, referer: referer ?? '' }))
  return [...toMock, ...outside]
}

function look(run: BrowserRun): Seen<'code'> {
  const { where, secrets } = run
  const others = run.browser.requests.filter(({ to }) => to !== 'own')
  if (others.length === 0) return []
  const leaks = sentOutside(run).flatMap(({ to, referer }) => {
    const [first] = secretsIn(referer, secrets)
    return first === undefined ? [] : [{ to, said: saidOf(first) }]
  })
  const [first] = leaks
  if (first === undefined) {
    return [{ where, actual: `no Referer of ${others.length} requests to other origins holds any of it` }]
  }
  return [
    {
      reason: 'code',
      where: { ...where, parameter: 'Referer' },
      expected: 'a Referer with the origin of the page only, or none',
      actual: `the Referer of requests to ${someOf(leaks.map(({ to }) => to))} holds ${first.said}`,
    },
  ]
}

export const leakReferer = defineCheck({
  id: 'leak.referer',
  phase: 'storage and leaks',
  title: 'The code does not leave in a Referer',
  why: 'While the code stands in the address, a page with a loose referrer policy sends it along with every request to another host.',
  fix: 'Send Referrer-Policy: no-referrer with the page of the redirect URI (or <meta name="referrer" content="no-referrer">), and take the code out of the address before anything is loaded.',
  clauses: ['RFC9700-4.2.4', 'RFC6749-10.5-confidential'],
  rule: 'clause',
  kinds: ['spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  reasons: { code: { level: 'warning', what: 'sends the code in a Referer to another origin' } },
  judge: (transcripts) =>
    judgeBrowser(transcripts, look, notApplicable('the app asks nothing of another origin')),
})
