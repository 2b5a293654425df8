import { tokenCodeOnce } from '../../../../src/conformance/judge/checks/token.code-once.js'
import type { Transcript } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { clientId, honestLogin, transcript } from '../../../support/transcript-builder.js'

const secret = 'Jd8s-wq2LzP0fYb7Xk3N'
const login = () => transcript().authorize().callback()

/** The run with another answer on the wire to its exchange `number`. */
function answered(run: Transcript, number: number, status: number, body = ''): Transcript {
  return {
    ...run,
    exchanges: run.exchanges.map((exchange) =>
      exchange.number === number ? { ...exchange, sent: { ...exchange.sent, status, body } } : exchange,
    ),
  }
}

/** The run in which the answer of exchange `number` did not come through. */
function brokenOff(run: Transcript, number: number): Transcript {
  return {
    ...run,
    exchanges: run.exchanges.map((exchange) => {
      const sent = { ...exchange.sent, delivery: { kind: 'reset' } }
      return exchange.number === number ? { ...exchange, sent } : exchange
    }),
  } as Transcript
}

judgeTable(tokenCodeOnce, [
  { name: 'passes an undisturbed login', transcripts: honestLogin(), expected: 'passes' },
  {
    // Field case: an effect that runs twice.
    name: 'blames a code that is redeemed twice',
    transcripts: login().token().token({}, { refused: true }).api().ended(),
    expected: { fails: { repeated: 'violation' } },
    saying: [/100 ms after exchange 2/],
    times: 1,
  },
  {
    name: 'blames a code that is sent again in another way after it was redeemed',
    transcripts: login()
      .token()
      .token({}, { refused: true, basic: `${clientId}:${secret}` })
      .ended(),
    expected: { fails: { repeated: 'violation' } },
  },
  {
    name: 'blames each run in which it happens once',
    transcripts: login().token().token({}, { refused: true }).token({}, { refused: true }).ended(),
    expected: { fails: { repeated: 'violation' } },
    saying: [/the same in exchange 4/],
    times: 1,
  },
  {
    name: 'passes two logins, each with its own code',
    transcripts: login().token().authorize().callback().token().ended(),
    expected: 'passes',
    times: 1,
  },
  {
    // Field case: a library that finds out how to authenticate.
    name: 'allows another try after 401 invalid_client',
    transcripts: answered(
      login().token({}, { refused: true }).token().ended(),
      2,
      401,
      '{"error":"invalid_client"}',
    ),
    expected: 'passes',
  },
  {
    name: 'allows another try after 400 invalid_client',
    transcripts: answered(
      login().token({}, { refused: true }).token().ended(),
      2,
      400,
      '{"error": "invalid_client"}',
    ),
    expected: 'passes',
  },
  {
    name: 'allows a refused request to come again with other credentials',
    transcripts: login()
      .token({}, { refused: true, basic: `${clientId}:` })
      .token()
      .ended(),
    expected: 'passes',
    saying: [/sent 2 times, because it was not taken/],
  },
  ...[500, 503, 429].map((status) => ({
    name: `allows another try after ${status}`,
    transcripts: answered(login().token({}, { refused: true }).token().ended(), 2, status),
    expected: 'passes' as const,
  })),
  {
    name: 'allows another try where the tokens never reached the client',
    transcripts: answered(login().token().token({}, { refused: true }).ended(), 2, 502),
    expected: 'passes',
  },
  {
    name: 'warns of another try after the connection broke: the code may be spent',
    transcripts: brokenOff(login().token().token({}, { refused: true }).ended(), 2),
    expected: { fails: { 'after-lost-answer': 'warning' } },
  },
  {
    name: 'warns of a refused request that is sent again as it was',
    transcripts: login().token({}, { refused: true }).token({}, { refused: true }).ended('client-gave-up'),
    expected: { fails: { 'after-refusal': 'warning' } },
  },
  {
    name: 'does not count a CORS preflight',
    transcripts: login().token({}, { method: 'OPTIONS' }).token().ended(),
    expected: 'passes',
  },
  {
    name: 'does not count refresh requests',
    transcripts: login()
      .token()
      .token({ grant_type: 'refresh_token', refresh_token: 'r', code: null, code_verifier: null })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'leaves a code that was never issued to the check of the parameters',
    transcripts: login()
      .token({ code: 'undefined' }, { refused: true })
      .token({ code: 'undefined' }, { refused: true })
      .ended(),
    expected: { notApplicable: /token\.required-params/ },
  },
  {
    name: 'judges nothing when no token request came',
    transcripts: transcript().authorize().callback(500).ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
  },
])
