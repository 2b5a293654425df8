import { leakReferer } from '../../../../src/conformance/judge/checks/leak.referer.js'
import { appUrl, callbackUrl, pageRequest, shown } from '../../../support/browser-builder.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

function picture(referer: string | null) {
  const request = pageRequest({ url: 'https://pictures.example/logo.png', type: 'image', referer })
  return honestLogin({ kind: 'spa', browser: shown({ requests: [request] }) })
}

judgeTable(leakReferer, [
  {
    name: 'passes an app that sends its origin',
    transcripts: picture(appUrl),
    expected: 'passes',
    saying: [/no Referer of 2 requests to other origins/],
  },
  { name: 'passes an app that sends no Referer', transcripts: picture(null), expected: 'passes' },
  {
    name: 'warns of a whole address to another host',
    transcripts: picture(callbackUrl),
    expected: { fails: { code: 'warning' } },
    saying: [/requests to https:\/\/pictures\.example holds the code/],
  },
  {
    name: 'warns of a whole address to the token endpoint',
    transcripts: transcript({ kind: 'spa', browser: shown() })
      .authorize()
      .callback()
      .token({}, { headers: { Referer: callbackUrl } })
      .ended(),
    expected: { fails: { code: 'warning' } },
    saying: [/oauth\/token/],
  },
  {
    name: 'does not apply where nothing is asked of another origin',
    transcripts: honestLogin({
      kind: 'spa',
      browser: { ...shown(), requests: [pageRequest({ url: appUrl, to: 'own' })] },
    }),
    expected: { notApplicable: /asks nothing of another origin/ },
  },
  {
    name: 'does not pass an app that began no login',
    transcripts: transcript({ kind: 'spa', browser: shown() }).ended('no-login-found'),
    expected: { inconclusive: /no authorization request was seen/ },
  },
])
