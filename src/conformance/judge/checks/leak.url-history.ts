// leak.url-history: what the login service sent leaves the address bar and the history.
import type { OpenPage } from '../../browser-observations.js'
import { queryOf } from '../../issued.js'
import { type BrowserRun, judgeBrowser, saidOf, secretsIn, withoutQuery } from '../browser-runs.js'
import type { Seen } from '../judge-each.js'
import type { Secret } from '../secrets-in-url.js'
import { inconclusive } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'token' | 'code' | 'state'

/** Where an address stands, for people. */
function placesOf({ url, history, historyState }: OpenPage) {
  return [
    { text: url, name: `the address bar (${withoutQuery(url)})` },
    ...history
      .filter((one) => one !== url)
      .map((text) => ({ text, name: `the history (${withoutQuery(text)})` })),
    ...(historyState === null ? [] : [{ text: historyState, name: 'history.state' }]),
  ]
}

function namesState(text: string): boolean {
  return /^https?:/.test(text) && queryOf(text).some(({ name, value }) => name === 'state' && value !== '')
}

const expected = 'the address and the history hold nothing of the answer once it was read'

function look({ browser, codes, tokens, where, transcript }: BrowserRun): Seen<Reason> {
  const answered = transcript.callbacks.some(({ answer }) => answer.kind === 'answered')
  if (!answered || browser.pages.length === 0) return []
  const ofCode = codes.map((value): Secret => ({ kind: 'code', value }))
  const places = browser.pages.flatMap(placesOf)
  const found = places.flatMap(({ text, name }) => {
    const [token] = secretsIn(text, tokens)
    const [code] = secretsIn(text, ofCode)
    return [
      ...(token
        ? [{ reason: 'token' as const, where, expected, actual: `${saidOf(token)} is in ${name}` }]
        : []),
      ...(code
        ? [{ reason: 'code' as const, where, expected, actual: `${saidOf(code)} is in ${name}` }]
        : []),
      ...(!code && namesState(text)
        ? [{ reason: 'state' as const, where, expected, actual: `state is in ${name}` }]
        : []),
    ]
  })
  if (found.length > 0) return found
  return [
    {
      where,
      actual: `none of ${places.length} addresses in the address bar and the history holds any of it`,
    },
  ]
}

export const leakUrlHistory = defineCheck({
  id: 'leak.url-history',
  phase: 'storage and leaks',
  title: 'Code and tokens leave the address bar and the history',
  why: 'What stays in an address is bookmarked, shared, synchronised to other devices, sent as Referer and read by every script of the page.',
  fix: "Right after reading the answer: history.replaceState(null, '', location.pathname), before anything else is loaded.",
  clauses: ['RFC9700-4.3.1', 'RFC9700-4.3.2', 'RFC6749-3.1.2.5-redirect', 'RFC6750-5.3'],
  rule: 'clause',
  kinds: ['spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  reasons: {
    token: { level: 'violation', what: 'has a token in an address' },
    code: { level: 'warning', what: 'leaves the code in an address' },
    state: { level: 'warning', what: 'leaves the state in an address' },
  },
  judge: (transcripts) =>
    judgeBrowser(
      transcripts,
      look,
      inconclusive('no answer of the login service came to a page that stayed open'),
    ),
})
