// storage.tokens-in-browser: tokens are not kept where any script of the page can read them for long.
import type { StoredValue } from '../../browser-observations.js'
import { type BrowserRun, judgeBrowser, saidOf, secretsIn } from '../browser-runs.js'
import type { Seen } from '../judge-each.js'
import { inconclusive } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'local-storage' | 'indexed-db' | 'script-cookie' | 'session-storage'

const names: Readonly<Record<StoredValue['place'], readonly [reason: Reason, name: string]>> = {
  localStorage: ['local-storage', 'localStorage'],
  indexedDB: ['indexed-db', 'IndexedDB'],
  cookie: ['script-cookie', 'a cookie that scripts can read'],
  sessionStorage: ['session-storage', 'sessionStorage'],
}

/** A cookie with HttpOnly is out of reach of scripts. */
function isReadable({ browser }: BrowserRun, { place, key }: StoredValue): boolean {
  return place !== 'cookie' || browser.cookies.some(({ name, httpOnly }) => name === key && !httpOnly)
}

function look(run: BrowserRun): Seen<Reason> {
  const { browser, tokens, where } = run
  if (tokens.length === 0) return []
  const found = browser.stored
    .filter((stored) => isReadable(run, stored))
    .flatMap((stored) => {
      const [first] = secretsIn(stored.value, tokens)
      if (first === undefined) return []
      const [reason, name] = names[stored.place]
      return [
        {
          reason,
          where: { ...where, parameter: stored.key },
          expected: 'tokens are kept in memory, in a worker, or by a server',
          actual: `${saidOf(first)} lies in ${name} under "${stored.key}"`,
        },
      ]
    })
  if (found.length > 0) return found
  const count = browser.stored.length
  return [{ where, actual: `none of the ${count} values that the browser keeps for the app holds a token` }]
}

export const storageTokensInBrowser = defineCheck({
  id: 'storage.tokens-in-browser',
  phase: 'storage and leaks',
  title: 'Tokens are not in lasting storage that scripts can read',
  why: 'Whatever runs in the page, an injected script included, reads localStorage, IndexedDB and cookies without HttpOnly, and finds there a token that outlives the page. No document forbids it outright: that this is a warning is a judgement of this kit.',
  fix: 'Keep tokens in a variable, or leave them to a server that gives the page a session cookie; sign in anew after a reload.',
  clauses: ['RFC6749-10.3', 'RFC6749-10.4', 'RFC10017-8.1', 'RFC10017-8.5'],
  rule: 'derived',
  kinds: ['spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  reasons: {
    'local-storage': { level: 'warning', what: 'keeps a token in localStorage' },
    'indexed-db': { level: 'warning', what: 'keeps a token in IndexedDB' },
    'script-cookie': { level: 'warning', what: 'keeps a token in a cookie that scripts can read' },
    'session-storage': {
      level: 'info',
      what: 'keeps a token in sessionStorage',
      fix: 'Nothing has to be done: it ends with the tab. A script in the page can still read it, a variable inside a module it cannot.',
    },
  },
  judge: (transcripts) =>
    judgeBrowser(transcripts, look, inconclusive('the client got no token that it could keep')),
})
