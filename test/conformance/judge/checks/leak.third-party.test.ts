import { leakThirdParty } from '../../../../src/conformance/judge/checks/leak.third-party.js'
import { issued, pageRequest, shown } from '../../../support/browser-builder.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript, verifier } from '../../../support/transcript-builder.js'

function sent(url: string, body: string | null = null) {
  const request = pageRequest({ url, body, method: body === null ? 'GET' : 'POST' })
  return honestLogin({ kind: 'spa', browser: shown({ requests: [request] }) })
}

judgeTable(leakThirdParty, [
  {
    name: 'passes an app that asks nobody else',
    transcripts: honestLogin({ kind: 'spa', browser: shown() }),
    expected: 'passes',
    saying: [/it asked nothing of any other host/],
  },
  {
    name: 'passes an app that tells others nothing of it',
    transcripts: sent('https://statistics.example/visit?page=%2F'),
    expected: 'passes',
    saying: [/1 requests to 1 other hosts/],
  },
  {
    name: 'blames a code in a URL',
    transcripts: sent(`https://statistics.example/visit?code=${issued.code}`),
    expected: { fails: { sent: 'violation' } },
    saying: [/the URL of GET https:\/\/statistics\.example\/visit holds the code/],
  },
  {
    name: 'blames a token in a body',
    transcripts: sent('https://errors.example/report', JSON.stringify({ token: issued.token })),
    expected: { fails: { sent: 'violation' } },
    saying: [/the body of POST/],
  },
  {
    name: 'blames a verifier, percent-encoded in a URL',
    transcripts: sent(`https://errors.example/?log=${encodeURIComponent(`"${verifier}"`)}`),
    expected: { fails: { sent: 'violation' } },
  },
  {
    name: 'does not pass where there was nothing to send',
    transcripts: transcript({ kind: 'spa', browser: shown() })
      .authorize({}, { refused: true, reply: { status: 400, headers: [], body: '' } })
      .ended('stopped-at-page'),
    expected: { inconclusive: /no code and no token was issued/ },
  },
])
