import { tokenAuthSingleMethod } from '../../../../src/conformance/judge/checks/token.auth-single-method.js'
import { judgeTable } from '../../../support/judge-table.js'
import { clientId, honestLogin, transcript } from '../../../support/transcript-builder.js'

const secret = 'Jd8s-wq2LzP0fYb7Xk3N'
const login = () => transcript({ kind: 'web' }).authorize().callback()

judgeTable(tokenAuthSingleMethod, [
  {
    name: 'passes a Basic header, also with client_id in the body beside it',
    transcripts: login()
      .token({}, { basic: `${clientId}:${secret}` })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'passes a secret in the body',
    transcripts: login().token({ client_secret: secret }).ended(),
    expected: 'passes',
  },
  {
    name: 'passes a signed assertion',
    transcripts: login().token({ client_assertion: 'a.b.c' }).ended(),
    expected: 'passes',
  },
  {
    name: 'blames a secret in the header and in the body',
    transcripts: login()
      .token({ client_secret: secret }, { basic: `${clientId}:${secret}`, refused: true })
      .ended(),
    expected: { fails: { several: 'violation' } },
    saying: [/a secret in the Basic header and client_secret/],
    times: 1,
  },
  {
    name: 'blames a secret beside a signed assertion',
    transcripts: login().token({ client_secret: secret, client_assertion: 'a.b.c' }).ended(),
    expected: { fails: { several: 'violation' } },
  },
  {
    name: 'blames a native app as well: the rule knows no kinds',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ client_secret: secret }, { basic: `${clientId}:${secret}` })
      .ended(),
    expected: { fails: { several: 'violation' } },
  },
  {
    name: 'judges every token request, refresh included',
    transcripts: login()
      .token({}, { basic: `${clientId}:${secret}` })
      .token(
        { grant_type: 'refresh_token', refresh_token: 'r', code: null, client_secret: secret },
        { basic: `${clientId}:${secret}` },
      )
      .ended(),
    expected: { fails: { several: 'violation' } },
  },
  {
    name: 'allows one way in one request and another in the next, as a library does that tries',
    transcripts: login()
      .token({}, { basic: `${clientId}:${secret}`, refused: true })
      .token({ client_secret: secret })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'does not count a Basic header without a secret',
    transcripts: login()
      .token({ client_secret: secret }, { basic: `${clientId}:` })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'does not count an empty client_secret',
    transcripts: login()
      .token({ client_secret: '' }, { basic: `${clientId}:${secret}` })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'is not concerned with a public client',
    transcripts: honestLogin(),
    expected: { notApplicable: /does not authenticate itself/ },
  },
  {
    name: 'judges nothing when no token request came',
    transcripts: transcript().authorize().callback(500).ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
  },
])
