import { statePresent } from '../../../../src/conformance/judge/checks/state.present.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const noPkce = { code_challenge: null, code_challenge_method: null }

judgeTable(statePresent, [
  {
    name: 'passes a login with state and shows it masked',
    transcripts: honestLogin(),
    expected: 'passes',
    saying: [/16 characters #/],
  },
  {
    name: 'does not ask whether a constant state can be guessed',
    transcripts: transcript().authorize({ state: 'xyz' }).ended(),
    expected: 'passes',
  },
  {
    name: 'warns a client that relies on PKCE alone',
    transcripts: transcript().authorize({ state: null }).ended(),
    expected: { fails: { absent: 'warning' } },
  },
  {
    name: 'blames the same client under the guide, which asks for state',
    transcripts: transcript().authorize({ state: null }).ended(),
    profile: 'genesys-guide',
    expected: { fails: { absent: 'violation' } },
  },
  {
    name: 'counts an empty state as none',
    transcripts: transcript().authorize({ state: '' }).ended(),
    expected: { fails: { absent: 'warning' } },
    saying: [/without a value/],
  },
  {
    name: 'blames a client with neither state nor PKCE',
    transcripts: transcript()
      .authorize({ state: null, ...noPkce })
      .ended(),
    expected: { fails: { 'absent-without-pkce': 'violation' } },
  },
  {
    name: 'counts the nonce of OpenID Connect as a defence',
    transcripts: transcript({ kind: 'web' })
      .authorize({ state: null, ...noPkce, scope: 'openid', nonce: 'n-0S6_WzA2Mj' })
      .ended(),
    expected: { fails: { absent: 'warning' } },
  },
  {
    name: 'does not count a nonce without OpenID Connect',
    transcripts: transcript()
      .authorize({ state: null, ...noPkce, nonce: 'n-0S6_WzA2Mj' })
      .ended(),
    expected: { fails: { 'absent-without-pkce': 'violation' } },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request/ },
  },
  {
    name: 'judges nothing when the URL was escaped for HTML, which is one fault',
    transcripts: transcript()
      .authorize({}, { query: 'response_type=code&amp;client_id=a&amp;scope=b', refused: true })
      .ended('stopped-at-page'),
    expected: { inconclusive: /&amp; in its URL/ },
  },
])
