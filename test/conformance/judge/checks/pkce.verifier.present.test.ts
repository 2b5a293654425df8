import { pkceVerifierPresent } from '../../../../src/conformance/judge/checks/pkce.verifier.present.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { misnamed } from '../../../support/mistakes.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const login = () => transcript().authorize().callback()
const noPkce = { code_challenge: null, code_challenge_method: null }

function placeholder(value: string): Row {
  return {
    name: `takes ${value} for no verifier`,
    transcripts: login().token({ code_verifier: value }, { refused: true }).ended(),
    expected: { fails: { placeholder: 'violation' } },
    times: 1,
  }
}

judgeTable(pkceVerifierPresent, [
  { name: 'passes a verifier', transcripts: honestLogin(), expected: 'passes' },
  {
    name: 'passes a verifier in a JSON body, whose place is judged elsewhere',
    transcripts: login().token({}, { as: 'json' }).ended(),
    expected: 'passes',
  },
  {
    name: 'blames a verifier that was lost between the two requests',
    transcripts: login().token({ code_verifier: null }, { refused: true }).ended('client-gave-up'),
    expected: { fails: { absent: 'violation' } },
    saying: [/grant_type, code, redirect_uri, client_id/],
  },
  {
    name: 'blames an empty verifier',
    transcripts: login().token({ code_verifier: '' }, { refused: true }).ended(),
    expected: { fails: { empty: 'violation' } },
  },
  placeholder('null'),
  placeholder('undefined'),
  placeholder('[object Object]'),
  placeholder('None'),
  {
    ...placeholder('[object Promise]'),
    saying: [/await/],
  },
  {
    name: 'asks for the verifier of the last login when the code is missing too',
    transcripts: login().token({ code: null, code_verifier: null }, { refused: true }).ended(),
    expected: { fails: { absent: 'violation' } },
  },
  {
    name: 'sees the one login of two that lost it',
    transcripts: login().token().authorize().callback().token({ code_verifier: null }).ended(),
    expected: { fails: { absent: 'violation' } },
  },
  {
    name: 'is not concerned with a client that uses no PKCE',
    transcripts: transcript({ kind: 'web' })
      .authorize(noPkce)
      .callback()
      .token({ code_verifier: null })
      .ended(),
    expected: { notApplicable: /does not use PKCE/ },
  },
  {
    name: 'asks for no verifier in a refresh request',
    transcripts: login()
      .token()
      .token({
        grant_type: 'refresh_token',
        code: null,
        code_verifier: null,
        redirect_uri: null,
        refresh_token: 'r',
      })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'judges nothing when no token request came',
    transcripts: login().ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
  },
  {
    name: 'passes on what the mock knows about the name of the parameter',
    transcripts: login()
      .token({ code_verifier: null }, { refused: true, mistakes: [misnamed('code_verifier')] })
      .ended(),
    expected: { fails: { absent: 'violation' } },
    saying: [/camelCase was sent/, /Rename the parameter/],
  },
  {
    name: 'does not take the code for a verifier when the two are swapped',
    transcripts: transcript()
      .authorize({}, { issues: 'a-code-of-this-very-run' })
      .callback()
      .token({ code: 'x', code_verifier: 'a-code-of-this-very-run' }, { refused: true })
      .ended(),
    expected: { inconclusive: /the code was sent in place of the verifier/ },
  },
])
