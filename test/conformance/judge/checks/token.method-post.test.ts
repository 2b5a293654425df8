import { tokenMethodPost } from '../../../../src/conformance/judge/checks/token.method-post.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

judgeTable(tokenMethodPost, [
  { name: 'passes a POST', transcripts: honestLogin(), expected: 'passes' },
  {
    name: 'blames a GET',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({}, { method: 'GET', as: 'query', refused: true })
      .ended(),
    expected: { fails: { get: 'violation' } },
  },
  {
    name: 'blames a PUT',
    transcripts: transcript().authorize().callback().token({}, { method: 'PUT' }).ended(),
    expected: { fails: { other: 'violation' } },
  },
  {
    name: 'does not take a CORS preflight for a token request',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({}, { method: 'OPTIONS', body: '', headers: { 'Content-Type': null } })
      .token()
      .ended(),
    expected: 'passes',
  },
  {
    name: 'does not take a probe without parameters for a token request',
    transcripts: transcript().authorize().callback().token({}, { method: 'HEAD', body: '' }).token().ended(),
    expected: 'passes',
    times: 1,
  },
  {
    name: 'judges nothing when there was only a preflight',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({}, { method: 'OPTIONS', body: '' })
      .ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen: the run ended/ },
  },
  {
    name: 'judges nothing when the login was refused',
    transcripts: transcript().authorize({}, { refused: true }).ended('client-gave-up'),
    expected: { inconclusive: /the authorization request was refused/ },
  },
])
