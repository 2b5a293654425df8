import { tokenConfidentialAuth } from '../../../../src/conformance/judge/checks/token.confidential-auth.js'
import { judgeTable } from '../../../support/judge-table.js'
import { mistakeOf } from '../../../support/mistakes.js'
import { clientId, honestLogin, transcript } from '../../../support/transcript-builder.js'

const app = (confidential = true) =>
  transcript({ kind: 'web', registration: { confidential } }).authorize().callback(302)
const basic = `${clientId}:a-secret-of-some-length`

judgeTable(tokenConfidentialAuth, [
  {
    name: 'passes an app with a Basic header',
    transcripts: app().token({ client_id: null }, { basic }).api().ended(),
    expected: 'passes',
    saying: [/a secret in the Basic header/],
  },
  {
    name: 'passes an app whose header matched after form decoding',
    transcripts: app()
      .token(
        {},
        { basic, mistakes: [mistakeOf('basic-secret-encoded', 'it matched after form decoding', 'client')] },
      )
      .ended(),
    expected: 'passes',
  },
  {
    name: 'passes an app that signs an assertion',
    transcripts: app().token({ client_assertion: 'a.signed.assertion-of-the-client' }).ended(),
    expected: 'passes',
  },
  {
    name: 'warns an app whose header matched only as it is (B043)',
    transcripts: app()
      .token({}, { basic, mistakes: [mistakeOf('basic-secret-raw', 'it matched as it is', 'client')] })
      .ended(),
    expected: { fails: { 'not-form-encoded': 'warning' } },
  },
  {
    name: 'warns an app with its secret in the body',
    transcripts: app().token({ client_secret: 'a-secret-of-some-length' }).ended(),
    expected: { fails: { 'in-body': 'warning' } },
  },
  {
    name: 'blames an app that has a secret and sends none',
    transcripts: app()
      .token(
        {},
        { refused: true, mistakes: [mistakeOf('client-secret-missing', 'the secret is missing', 'client')] },
      )
      .ended('client-gave-up'),
    expected: { fails: { 'not-authenticated': 'violation' } },
  },
  {
    name: 'blames an app that names itself in a header without its secret',
    transcripts: app()
      .token({}, { basic: `${clientId}:`, refused: true })
      .ended('client-gave-up'),
    expected: { fails: { 'not-authenticated': 'violation' } },
  },
  {
    name: 'does not apply to an app without a secret',
    transcripts: app(false).token().api().ended(),
    expected: { notApplicable: /registered without a secret/ },
  },
  {
    name: 'judges nothing without a token request',
    transcripts: app().ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
  },
  {
    name: 'does not apply to a public program',
    transcripts: honestLogin(),
    expected: { notApplicable: /registered without a secret/ },
  },
])
