import { leakUrlHistory } from '../../../../src/conformance/judge/checks/leak.url-history.js'
import { appUrl, callbackUrl, issued, shown } from '../../../support/browser-builder.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

function open(url: string, history: readonly string[] = [], historyState: string | null = null) {
  const page = { url, history: ['about:blank', ...history, url], historyState }
  return honestLogin({ kind: 'spa', browser: shown({ pages: [page] }) })
}

judgeTable(leakUrlHistory, [
  {
    name: 'passes an app that cleans its address',
    transcripts: open(appUrl, [appUrl]),
    expected: 'passes',
    saying: [/addresses in the address bar and the history/],
  },
  {
    name: 'warns of a code in the address bar',
    transcripts: open(callbackUrl),
    expected: { fails: { code: 'warning' } },
    saying: [/the code is in the address bar \(http:\/\/localhost:8080\/\)/],
  },
  {
    name: 'warns of a code to which the button back leads',
    transcripts: open(appUrl, [callbackUrl]),
    expected: { fails: { code: 'warning' } },
    saying: [/in the history/],
  },
  {
    name: 'warns of a code in history.state',
    transcripts: open(appUrl, [], JSON.stringify({ from: callbackUrl })),
    expected: { fails: { code: 'warning' } },
    saying: [/history\.state/],
  },
  {
    name: 'warns of a state that stays alone',
    transcripts: open(`${appUrl}?state=k3Rz9tQw7LmX2vBn`),
    expected: { fails: { state: 'warning' } },
  },
  {
    name: 'blames a token in the fragment',
    transcripts: open(`${appUrl}#access_token=${issued.token}`),
    expected: { fails: { token: 'violation' } },
  },
  {
    name: 'does not pass where no page is open any more',
    transcripts: honestLogin({ kind: 'spa', browser: shown({ pages: [] }) }),
    expected: { inconclusive: /no answer of the login service came/ },
  },
  {
    name: 'does not pass where no answer came',
    transcripts: transcript({ kind: 'spa', browser: shown() }).authorize().ended('client-gave-up'),
    expected: { inconclusive: /no answer of the login service came/ },
  },
  {
    name: 'does not apply to an app that no browser showed',
    transcripts: honestLogin({ kind: 'spa' }),
    expected: { notApplicable: /not run in a browser/ },
  },
])
