// tls.certificate: the client verifies the certificate of the service.
import type { TlsConnection, Transcript } from '../../transcript.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { noAuthorizeRequest } from '../unseen.js'
import { inconclusive, notApplicable, placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

interface Connected {
  readonly transcript: Transcript
  readonly connection: TlsConnection
}

/** The first request that the client itself sent to the host. */
function sentTo({ transcript, connection }: Connected) {
  return transcript.exchanges.find(
    ({ sender, request: { origin } }) =>
      sender === 'client' &&
      URL.canParse(origin) &&
      new URL(origin).protocol === 'https:' &&
      new URL(origin).hostname === connection.host,
  )
}

/** A connection over which nothing was sent shows nothing: the client may have thought better of it. */
function look(connected: Connected): Seen<'unverified'> {
  const sent = sentTo(connected)
  if (sent === undefined) return []
  const { transcript, connection } = connected
  const where = placeOf(transcript, sent.number)
  if (connection.verified) return [{ where, actual: `it verified the certificate of ${connection.host}` }]
  return [
    {
      reason: 'unverified',
      where,
      expected: 'a connection ends whose certificate is of no authority that the client trusts',
      actual: `it trusted no authority for ${connection.host}, and sent its request all the same`,
    },
  ]
}

export const tlsCertificate = defineCheck({
  id: 'tls.certificate',
  phase: 'token request',
  title: 'The certificate of the service is verified',
  why: 'Whoever is in the same network can stand in for a service whose certificate nobody verifies, and reads code, verifier and tokens.',
  fix: 'Remove what switches it off (rejectUnauthorized: false, NODE_TLS_REJECT_UNAUTHORIZED, verify=False, CERT_NONE); have the runtime trust the authority of a proxy of your own instead.',
  clauses: ['RFC6749-10.9', 'RFC6750-5.3-chain'],
  rule: 'clause',
  kinds: ['native', 'web'],
  scenarios: ['honest', 'forgiving'],
  acrossRuns: true,
  reasons: {
    unverified: { level: 'violation', what: 'does not verify the certificate of the service' },
  },
  judge(transcripts) {
    if (transcripts.every(({ exchanges }) => exchanges.length === 0)) {
      return inconclusive(noAuthorizeRequest(transcripts))
    }
    const connections = transcripts.flatMap((transcript) =>
      (transcript.tls ?? []).map((connection) => ({ transcript, connection })),
    )
    const nothing = notApplicable('its runtime showed no request of it to the hosts of the service by https')
    return judgeEach(connections, look, nothing)
  },
})
