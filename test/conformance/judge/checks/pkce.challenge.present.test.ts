import { pkceChallengePresent } from '../../../../src/conformance/judge/checks/pkce.challenge.present.js'
import { judgeTable } from '../../../support/judge-table.js'
import { misnamed } from '../../../support/mistakes.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const noChallenge = { code_challenge: null, code_challenge_method: null }

judgeTable(pkceChallengePresent, [
  { name: 'passes a login with a challenge', transcripts: honestLogin(), expected: 'passes' },
  {
    name: 'blames a native client without a challenge',
    transcripts: transcript().authorize(noChallenge).callback().token({ code_verifier: null }).ended(),
    expected: { fails: { absent: 'violation' } },
    saying: [/response_type, client_id, redirect_uri, state/],
  },
  {
    name: 'blames a single-page app without a challenge',
    transcripts: transcript({ kind: 'spa' }).authorize(noChallenge).ended('stopped-at-page'),
    expected: { fails: { absent: 'violation' } },
  },
  {
    name: 'warns a web application without a challenge, which may rely on its secret',
    transcripts: transcript({ kind: 'web' }).authorize(noChallenge).ended(),
    expected: { fails: { absent: 'warning' } },
  },
  {
    name: 'counts an empty challenge as none',
    transcripts: transcript().authorize({ code_challenge: '' }).ended(),
    expected: { fails: { empty: 'violation' } },
  },
  {
    name: 'sees the one login of two that has no challenge',
    transcripts: transcript().authorize().callback().token().authorize(noChallenge).ended(),
    expected: { fails: { absent: 'violation' } },
    saying: [/"exchange":3/],
  },
  {
    name: 'says a fault of two alike logins once',
    transcripts: transcript().authorize(noChallenge).authorize(noChallenge).ended(),
    expected: { fails: { absent: 'violation' } },
    saying: [/the same in exchange 2/],
    times: 1,
  },
  {
    name: 'does not ask for PKCE where no code is asked for',
    transcripts: transcript()
      .authorize({ ...noChallenge, response_type: 'token' }, { refused: true })
      .ended('client-gave-up'),
    expected: { notApplicable: /no code/ },
  },
  {
    name: 'judges a request whose response_type is missing',
    transcripts: transcript()
      .authorize({ ...noChallenge, response_type: null })
      .ended(),
    expected: { fails: { absent: 'violation' } },
  },
  {
    name: 'reads an authorization request that is a form post',
    transcripts: transcript()
      .authorize(
        {},
        {
          method: 'POST',
          query: '',
          body: 'response_type=code&client_id=a&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        },
      )
      .ended(),
    expected: 'passes',
  },
  {
    name: 'does not take the login form for a second request',
    transcripts: transcript()
      .authorize()
      .authorize(
        {},
        {
          method: 'POST',
          query: '',
          body: 'username=a&password=b',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        },
      )
      .ended(),
    expected: 'passes',
    times: 1,
  },
  {
    name: 'judges nothing when the URL was cut at its first parameter',
    transcripts: transcript()
      .authorize({}, { query: 'response_type=code', refused: true })
      .ended('stopped-at-page'),
    expected: { inconclusive: /one parameter/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request was seen: the run ended/ },
  },
  {
    name: 'passes on what the mock knows about the name of the parameter',
    transcripts: transcript()
      .authorize({ code_challenge: null }, { refused: true, mistakes: [misnamed('code_challenge')] })
      .ended(),
    expected: { fails: { absent: 'violation' } },
    saying: [/camelCase was sent/, /Rename the parameter/],
  },
  {
    name: 'judges nothing when the URL was escaped for HTML, which is one fault',
    transcripts: transcript()
      .authorize({}, { query: 'response_type=code&amp;client_id=a&amp;scope=b', refused: true })
      .ended('stopped-at-page'),
    expected: { inconclusive: /&amp; in its URL/ },
  },
])
