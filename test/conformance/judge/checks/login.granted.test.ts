import { loginGranted } from '../../../../src/conformance/judge/checks/login.granted.js'
import type { Transcript } from '../../../../src/conformance/transcript.js'
import type { Mistake } from '../../../../src/server/protocol/mistake.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

function mistake(kind: string, overrides: Partial<Mistake> = {}): Mistake {
  return {
    kind,
    area: 'client',
    error: 'invalid_client',
    parameter: null,
    sentence: `this is ${kind}`,
    fix: `Mend ${kind}.`,
    ...overrides,
  }
}

const wrongSecret = mistake('client-secret-wrong', { parameter: 'client_secret' })
const replayed = mistake('code-used-twice', { error: 'invalid_grant' })
const padded = mistake('challenge-padded', { area: 'pkce' })
/** The run whose last request was refused because of what happened in exchange `cause`. */
function refusedBecauseOf(cause: number, run: Transcript): Transcript {
  const last = run.exchanges.length
  return {
    ...run,
    exchanges: run.exchanges.map((exchange) =>
      exchange.number === last ? { ...exchange, outcome: { ...exchange.outcome, cause } } : exchange,
    ),
  }
}

const login = () => transcript().authorize().callback()
const forgiving = () => transcript({ scenario: 'forgiving', forgiving: true })

judgeTable(loginGranted, [
  { name: 'passes an undisturbed login', transcripts: honestLogin(), expected: 'passes', times: 3 },
  {
    name: 'passes a login without any call to the API',
    transcripts: login().token().ended(),
    expected: 'passes',
    times: 2,
  },
  {
    name: 'blames an authorization request that is refused for a reason of no other check',
    transcripts: transcript()
      .authorize({}, { refused: true, mistakes: [mistake('client-grant-type')] })
      .ended('stopped-at-page'),
    expected: { fails: { 'authorize-refused': 'violation' } },
    saying: [/this is client-grant-type/, /Mend client-grant-type/],
  },
  {
    name: 'blames a token request that is refused for a reason of no other check',
    transcripts: login()
      .token({}, { refused: true, mistakes: [wrongSecret] })
      .ended('client-gave-up'),
    expected: { fails: { 'token-refused': 'violation' } },
    saying: [/status 400 and invalid_client/, /"parameter":"client_secret"/],
  },
  {
    name: 'blames what only a forgiving server grants',
    transcripts: forgiving()
      .authorize()
      .callback()
      .token({}, { mistakes: [wrongSecret] })
      .api()
      .ended(),
    expected: { fails: { 'token-refused': 'violation' } },
  },
  {
    name: 'leaves a code that is redeemed a second time to the check of that',
    transcripts: login()
      .token()
      .token({}, { refused: true, mistakes: [replayed] })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'leaves a token that such a repetition revoked to the same check',
    transcripts: refusedBecauseOf(
      3,
      login()
        .token()
        .token({}, { refused: true, mistakes: [replayed] })
        .api({ refused: true, mistakes: [mistake('token-revoked')] })
        .ended(),
    ),
    expected: { inconclusive: /went no further: this is token-revoked/ },
  },
  {
    name: 'blames a second login that is refused, although the first one was granted',
    transcripts: login()
      .token()
      .authorize()
      .callback()
      .token({}, { refused: true, mistakes: [wrongSecret] })
      .ended(),
    expected: { fails: { 'token-refused': 'violation' } },
  },
  {
    name: 'blames a token that the API does not take',
    transcripts: login()
      .token()
      .api({ refused: true, mistakes: [mistake('token-unknown')] })
      .ended('client-gave-up'),
    expected: { fails: { 'api-refused': 'violation' } },
    saying: [/status 401/],
  },
  {
    name: 'allows a library to find out by trying how to authenticate',
    transcripts: login()
      .token({}, { refused: true, mistakes: [mistake('client-secret-missing')] })
      .token()
      .api()
      .ended(),
    expected: 'passes',
  },
  {
    name: 'allows a second try at the login page',
    transcripts: transcript()
      .authorize({}, { refused: true, mistakes: [mistake('redirect-uri-unregistered')] })
      .authorize()
      .callback()
      .token()
      .ended(),
    expected: 'passes',
  },
  {
    name: 'allows a call to the API before the login, to see whether there is a session',
    transcripts: transcript()
      .api({ refused: true, mistakes: [mistake('bearer-missing')] })
      .authorize()
      .callback()
      .token()
      .ended(),
    expected: 'passes',
  },
  {
    name: 'allows a call after the logout, as long as one before it was granted',
    transcripts: login()
      .token()
      .api()
      .api({ refused: true, mistakes: [mistake('token-revoked')] })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'is not concerned with a resource that the mock does not have',
    transcripts: login().token().request('/api/v2/routing/queues', { refused: true }).ended(),
    expected: 'passes',
  },
  {
    name: 'is not concerned with another grant of the same client',
    transcripts: login()
      .token()
      .token(
        { grant_type: 'client_credentials', code: null, code_verifier: null },
        { refused: true, mistakes: [mistake('grant-type-unsupported')] },
      )
      .ended(),
    expected: 'passes',
  },
  {
    name: 'leaves a fault that was forgiven to the check that tells it',
    transcripts: forgiving()
      .authorize({}, { forgiven: true, mistakes: [padded] })
      .callback()
      .token()
      .ended(),
    expected: { notApplicable: /faults that other checks tell/ },
  },
  {
    name: 'does not count a warning',
    transcripts: login()
      .token({}, { mistakes: [mistake('body-json')] })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'never passes a login that went no further, whoever tells why',
    transcripts: login()
      .token({}, { refused: true, mistakes: [mistake('code-altered')] })
      .ended('client-gave-up'),
    expected: { inconclusive: /went no further: this is code-altered/ },
  },
  {
    name: 'judges nothing when no token request came',
    transcripts: login().ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request was seen/ },
  },
])
