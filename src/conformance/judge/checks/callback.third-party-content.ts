// callback.third-party-content: nothing is loaded from elsewhere while the code stands in the address.
import { type BrowserRun, judgeBrowser, secretsIn, someOf } from '../browser-runs.js'
import type { Seen } from '../judge-each.js'
import type { Secret } from '../secrets-in-url.js'
import { inconclusive } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'script' | 'resource'

const expected = 'nothing of another host is loaded before the code was taken out of the address'

function look({ browser, codes, where }: BrowserRun): Seen<Reason> {
  const ofCode = codes.map((value): Secret => ({ kind: 'code', value }))
  const shown = browser.requests.filter(({ page }) => secretsIn(page, ofCode).length > 0)
  const opened = browser.requests.some(({ url, to }) => to === 'own' && secretsIn(url, ofCode).length > 0)
  if (!opened) return []
  const foreign = shown.filter(({ to, type }) => to === 'outside' && type !== 'document')
  const scripts = foreign.filter(({ type }) => type === 'script')
  const others = foreign.filter(({ type }) => type !== 'script')
  const said = (requests: typeof foreign) => someOf(requests.map(({ url }) => new URL(url).host))
  const found = [
    ...(scripts.length === 0
      ? []
      : [
          {
            reason: 'script' as const,
            where,
            expected,
            actual: `scripts of ${said(scripts)} are loaded with the code in the address`,
          },
        ]),
    ...(others.length === 0
      ? []
      : [
          {
            reason: 'resource' as const,
            where,
            expected,
            actual: `${someOf(others.map(({ type }) => type))} of ${said(others)} loaded with the code in the address`,
          },
        ]),
  ]
  if (found.length > 0) return found
  return [{ where, actual: 'the page with the code in its address loaded nothing of another host' }]
}

export const callbackThirdPartyContent = defineCheck({
  id: 'callback.third-party-content',
  phase: 'redirect and callback',
  title: 'Nothing foreign is loaded while the code stands in the address',
  why: 'A foreign script reads the whole address of the page, and with it the code; whatever else is loaded may carry it away as Referer.',
  fix: 'Let the page of the redirect URI load nothing but its own script, take the code out of the address first, and load analytics, fonts and pictures afterwards.',
  clauses: ['RFC6749-3.1.2.5', 'RFC6749-3.1.2.5-first', 'RFC9700-4.2.4'],
  rule: 'clause',
  kinds: ['spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  reasons: {
    script: { level: 'violation', what: 'loads a foreign script while the code is in the address' },
    resource: { level: 'warning', what: 'loads something foreign while the code is in the address' },
  },
  judge: (transcripts) =>
    judgeBrowser(transcripts, look, inconclusive('no page was opened with a code in its address')),
})
