import { pkceMethodS256 } from '../../../../src/conformance/judge/checks/pkce.method.s256.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { misnamed } from '../../../support/mistakes.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

function sends(method: string | null, reason: string): Row {
  return {
    name: `calls ${method === null ? 'no method' : `the method "${method}"`} ${reason}`,
    transcripts: transcript().authorize({ code_challenge_method: method }).ended(),
    expected: { fails: { [reason]: 'violation' } },
  }
}

judgeTable(pkceMethodS256, [
  { name: 'passes S256', transcripts: honestLogin(), expected: 'passes' },
  sends('plain', 'plain'),
  sends('PLAIN', 'plain'),
  sends(null, 'absent'),
  sends('', 'absent'),
  sends('s256', 'misspelt'),
  sends('S-256', 'misspelt'),
  sends('SHA256', 'misspelt'),
  sends('SHA-256', 'misspelt'),
  sends('S256 ', 'misspelt'),
  sends('S512', 'unknown'),
  sends('undefined', 'unknown'),
  {
    name: 'is not concerned with a client without PKCE',
    transcripts: transcript().authorize({ code_challenge: null, code_challenge_method: null }).ended(),
    expected: { notApplicable: /pkce\.challenge\.present/ },
  },
  {
    name: 'is not concerned with a method that came without a challenge',
    transcripts: transcript().authorize({ code_challenge: '' }).ended(),
    expected: { notApplicable: /pkce\.challenge\.present/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('not-started'),
    expected: { inconclusive: /no authorization request/ },
  },
  {
    name: 'passes on what the mock knows about the name of the parameter',
    transcripts: transcript()
      .authorize(
        { code_challenge_method: null },
        { refused: true, mistakes: [misnamed('code_challenge_method')] },
      )
      .ended(),
    expected: { fails: { absent: 'violation' } },
    saying: [/camelCase was sent/, /Rename the parameter/],
  },
  {
    name: 'tells a method without a value from one that is not there',
    transcripts: transcript().authorize({ code_challenge_method: '' }).ended(),
    expected: { fails: { absent: 'violation' } },
    saying: [/the parameter has no value/],
  },
])
