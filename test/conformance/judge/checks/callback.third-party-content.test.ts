import { callbackThirdPartyContent } from '../../../../src/conformance/judge/checks/callback.third-party-content.js'
import { appUrl, callbackUrl, pageRequest, shown } from '../../../support/browser-builder.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

function loaded(type: string, page: string, url = 'https://statistics.example/count.js') {
  return honestLogin({ kind: 'spa', browser: shown({ requests: [pageRequest({ url, type, page })] }) })
}

judgeTable(callbackThirdPartyContent, [
  {
    name: 'passes an app that loads nothing foreign',
    transcripts: honestLogin({ kind: 'spa', browser: shown() }),
    expected: 'passes',
  },
  {
    name: 'passes a script that is loaded when the address is clean',
    transcripts: loaded('script', appUrl),
    expected: 'passes',
  },
  {
    name: 'blames a foreign script beside the code',
    transcripts: loaded('script', callbackUrl),
    expected: { fails: { script: 'violation' } },
    saying: [/scripts of statistics\.example/],
  },
  {
    name: 'warns of a foreign font beside the code',
    transcripts: loaded('font', callbackUrl, 'https://fonts.example/a.woff2'),
    expected: { fails: { resource: 'warning' } },
    saying: [/font of fonts\.example/],
  },
  {
    name: 'does not pass where no code came to a page',
    transcripts: transcript({ kind: 'spa', browser: { ...shown(), requests: [] } })
      .authorize()
      .ended('client-gave-up'),
    expected: { inconclusive: /no page was opened with a code/ },
  },
  {
    name: 'does not apply to an app that no browser showed',
    transcripts: honestLogin({ kind: 'spa' }),
    expected: { notApplicable: /not run in a browser/ },
  },
])
