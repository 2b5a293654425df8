import { tlsCertificate } from '../../../../src/conformance/judge/checks/tls.certificate.js'
import { judgeTable } from '../../../support/judge-table.js'
import { transcript } from '../../../support/transcript-builder.js'

const host = 'login.mypurecloud.de'

/** A login at the host by https, with what the runtime showed of its connections. */
function login(origin: string, ...verified: readonly boolean[]) {
  return transcript({ tls: verified.map((one) => ({ host, verified: one })) })
    .authorize()
    .callback()
    .token({}, { origin })
    .ended()
}

judgeTable(tlsCertificate, [
  {
    name: 'passes a client that verifies the certificate of the service',
    transcripts: login(`https://${host}`, true),
    expected: 'passes',
    saying: [/login\.mypurecloud\.de/],
  },
  {
    name: 'finds one that goes on without',
    transcripts: login(`https://${host}`, false),
    expected: { fails: { unverified: 'violation' } },
    times: 1,
  },
  {
    name: 'finds one that verifies in some places only',
    transcripts: login(`https://${host}`, true, false),
    expected: { fails: { unverified: 'violation' } },
  },
  {
    name: 'does not blame a client that sent nothing over such a connection',
    transcripts: login('https://login.mypurecloud.com', false),
    expected: { notApplicable: /no request of it/ },
  },
  {
    name: 'does not apply to one that was told the address of the mock',
    transcripts: login('http://127.0.0.1:7636'),
    expected: { notApplicable: /no request of it/ },
  },
])
