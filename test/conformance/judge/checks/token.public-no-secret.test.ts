import { tokenPublicNoSecret } from '../../../../src/conformance/judge/checks/token.public-no-secret.js'
import { judgeTable } from '../../../support/judge-table.js'
import { clientId, honestLogin, transcript } from '../../../support/transcript-builder.js'

const secret = 'Jd8s-wq2LzP0fYb7Xk3N'
const login = () => transcript().authorize().callback()

judgeTable(tokenPublicNoSecret, [
  { name: 'passes an undisturbed login', transcripts: honestLogin(), expected: 'passes' },
  {
    name: 'warns of a secret in the body',
    transcripts: login().token({ client_secret: secret }).ended(),
    expected: { fails: { secret: 'warning' } },
    saying: [/20 characters #/],
  },
  {
    name: 'warns of a secret in the Basic header',
    transcripts: login()
      .token({}, { basic: `${clientId}:${secret}` })
      .ended(),
    expected: { fails: { secret: 'warning' } },
  },
  {
    name: 'warns of a secret in the authorization request, and says so',
    transcripts: transcript().authorize({ client_secret: secret }).callback().token().ended(),
    expected: { fails: { secret: 'warning' } },
    saying: [/"phase":"authorization request"/],
  },
  {
    name: 'warns of a secret in a refresh request',
    transcripts: login()
      .token()
      .token({ grant_type: 'refresh_token', refresh_token: 'r', code: null, client_secret: secret })
      .ended(),
    expected: { fails: { secret: 'warning' } },
  },
  {
    // Field case: the official command-line program sends it so.
    name: 'only mentions a Basic header with an empty secret',
    transcripts: login()
      .token({ client_id: null }, { basic: `${clientId}:` })
      .ended(),
    expected: { fails: { 'empty-basic': 'info' } },
  },
  {
    name: 'passes an empty client_secret',
    transcripts: login().token({ client_secret: '' }).ended(),
    expected: 'passes',
  },
  {
    name: 'passes the word undefined, which is no secret',
    transcripts: login().token({ client_secret: 'undefined' }).ended(),
    expected: 'passes',
  },
  {
    name: 'passes a signed assertion: each installation can have a key of its own',
    transcripts: login().token({ client_assertion: 'a.b.c' }).ended(),
    expected: 'passes',
  },
  {
    name: 'judges nothing when no token request came',
    transcripts: transcript().authorize().callback(500).ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
  },
])
