import { issValidated } from '../../../../src/conformance/judge/checks/iss.validated.js'
import type { Transcript } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, redirectUri, state, transcript } from '../../../support/transcript-builder.js'

const before = honestLogin()
const after = honestLogin({ scenario: 'honest-again' })
const code = 'the-code-of-this-login.Zq8fX'
const issuers: Readonly<Record<string, readonly string[]>> = {
  'iss-of-other-issuer': ['http://localhost:7636'],
  'iss-with-slash': ['http://127.0.0.1:7636/'],
  'iss-in-capitals': ['HTTP://127.0.0.1:7636'],
  'iss-missing': [],
  'iss-doubled': ['http://127.0.0.1:7636', 'http://localhost:7636'],
}

function answered(variant: string, withMetadata: boolean) {
  const iss = (issuers[variant] ?? []).map((issuer) => `&iss=${encodeURIComponent(issuer)}`).join('')
  const sends = {
    status: 302,
    headers: [['Location', `${redirectUri}?code=${code}&state=${state}${iss}`]],
    body: '',
  } as const
  const run = transcript({ scenario: 'two-regions', variant }).authorize({}, { issues: code, sends })
  return { run, metadata: withMetadata }
}

/** A metadata request as the first exchange: the client knows that it may expect an iss. */
function having(transcripts: Transcript, metadata: boolean): Transcript {
  if (!metadata) return transcripts
  const [first] = transcripts.exchanges
  if (first === undefined) throw new Error('there is no exchange')
  const read = {
    ...first,
    number: 0,
    endpoint: 'well-known-oauth-authorization-server',
    sender: 'client' as const,
  }
  return { ...transcripts, exchanges: [read, ...transcripts.exchanges] }
}

const refuses = (variant: string, metadata = true) => {
  const { run } = answered(variant, metadata)
  return having(run.callback(400).ended('client-gave-up', 1), metadata)
}
const takes = (variant: string, metadata = true) => {
  const { run } = answered(variant, metadata)
  return having(run.callback().token().api().ended(), metadata)
}

const all = Object.keys(issuers)

judgeTable(issValidated, [
  {
    name: 'passes a client that refuses every other issuer',
    transcripts: [before, ...all.map((variant) => refuses(variant)), after],
    expected: 'passes',
    times: 5,
  },
  {
    name: 'says of a client that takes every iss that it knows nothing of it',
    transcripts: [before, ...all.map((variant) => takes(variant)), after],
    expected: { notApplicable: /knows nothing of RFC 9207/ },
  },
  {
    name: 'does not demand an iss of which no metadata told the client',
    transcripts: [before, refuses('iss-of-other-issuer', false), takes('iss-missing', false), after],
    expected: 'passes',
    times: 1,
  },
  {
    name: 'blames a comparison that forgives a slash and capitals',
    transcripts: [
      before,
      refuses('iss-of-other-issuer'),
      takes('iss-with-slash'),
      takes('iss-in-capitals'),
      after,
    ],
    expected: { fails: { normalised: 'violation' } },
    times: 2,
  },
  {
    name: 'blames a client that takes a missing iss for a right one',
    transcripts: [before, refuses('iss-of-other-issuer'), takes('iss-missing'), after],
    expected: { fails: { absent: 'violation' } },
    saying: [/no iss, which the metadata promise/],
  },
  {
    name: 'blames a client that reads the first of two',
    transcripts: [before, refuses('iss-of-other-issuer'), takes('iss-doubled'), after],
    expected: { fails: { doubled: 'violation' } },
  },
  {
    name: 'blames a client that only looks whether there is one',
    transcripts: [before, refuses('iss-missing'), takes('iss-of-other-issuer'), after],
    expected: { fails: { 'other-issuer': 'violation' } },
  },
  {
    name: 'does not judge a client that gave no answer',
    transcripts: [before, answered('iss-with-slash', true).run.ended('deadline'), after],
    expected: { inconclusive: /ended too early/ },
  },
])
