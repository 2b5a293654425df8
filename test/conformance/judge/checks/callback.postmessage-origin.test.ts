import { callbackPostmessageOrigin } from '../../../../src/conformance/judge/checks/callback.postmessage-origin.js'
import { appUrl, issued, shown } from '../../../support/browser-builder.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

function posted(targetOrigin: string, data: unknown) {
  const message = { page: appUrl, targetOrigin, data: JSON.stringify(data) }
  return honestLogin({ kind: 'spa', browser: shown({ messages: [message] }) })
}

judgeTable(callbackPostmessageOrigin, [
  {
    name: 'passes a message for one origin',
    transcripts: posted('http://localhost:8080', { code: issued.code }),
    expected: 'passes',
    saying: [/is for http:\/\/localhost:8080 alone/],
  },
  {
    name: 'blames a code for any origin',
    transcripts: posted('*', { code: issued.code }),
    expected: { fails: { wildcard: 'violation' } },
    saying: [/for any origin/],
  },
  {
    name: 'does not look at messages without values of the login',
    transcripts: posted('*', { kind: 'ready' }),
    expected: { notApplicable: /no message between windows holds/ },
  },
  {
    name: 'does not apply to an app that no browser showed',
    transcripts: honestLogin({ kind: 'spa' }),
    expected: { notApplicable: /not run in a browser/ },
  },
  {
    name: 'does not pass an app that began no login',
    transcripts: transcript({ kind: 'spa', browser: shown() }).ended('no-login-found'),
    expected: { inconclusive: /no authorization request was seen/ },
  },
])
