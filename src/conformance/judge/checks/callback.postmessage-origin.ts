// callback.postmessage-origin: a message with the answer of a login names the window that may read it.
import { type BrowserRun, judgeBrowser, saidOf, secretsIn, withoutQuery } from '../browser-runs.js'
import type { Seen } from '../judge-each.js'
import { notApplicable } from '../verdict.js'
import { defineCheck } from './check.js'

function look({ browser, secrets, where }: BrowserRun): Seen<'wildcard'> {
  return browser.messages.flatMap(({ page, targetOrigin, data }): Seen<'wildcard'> => {
    const [first] = secretsIn(`${data}`, secrets)
    if (first === undefined) return []
    if (targetOrigin !== '*') {
      return [
        {
          where,
          actual: `a message with ${saidOf(first)} is for ${targetOrigin === '/' ? 'the own origin' : targetOrigin} alone`,
        },
      ]
    }
    return [
      {
        reason: 'wildcard',
        where,
        expected: 'a message that names its target origin',
        actual: `a message at ${withoutQuery(page)} with ${saidOf(first)} is for any origin ("*")`,
      },
    ]
  })
}

export const callbackPostmessageOrigin = defineCheck({
  id: 'callback.postmessage-origin',
  phase: 'redirect and callback',
  title: 'A message with the answer of a login names the origin that may read it',
  why: 'A message for "*" is delivered to whatever page the other window shows at that moment: whoever opened the pop-up reads the code.',
  fix: 'Name the origin: opener.postMessage(answer, location.origin); the receiver compares event.origin with it for equality.',
  clauses: ['RFC9700-4.17.2', 'RFC10017-6.3.3.3'],
  rule: 'clause',
  kinds: ['spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  reasons: {
    wildcard: { level: 'violation', what: 'sends a value of the login in a message for any origin' },
  },
  judge: (transcripts) =>
    judgeBrowser(transcripts, look, notApplicable('no message between windows holds a value of the login')),
})
