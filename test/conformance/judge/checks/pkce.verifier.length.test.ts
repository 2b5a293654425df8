import { pkceVerifierLength } from '../../../../src/conformance/judge/checks/pkce.verifier.length.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

// 128 characters of base64url: openssl rand 96 | basenc --base64url -w0
const long =
  'PkN1r6zBQpmVxq0S9bcDfOd5LwUG2hYyTn8iJZKesa3AXvFt47ERMuWgHlCojI_qbP-Y0dXr5mTzKs1VhA8wNfU9eJcLxG6QtOi2Bv3nSyDkZp7FCRgEWuHaMoYIlqj4'

function sends(length: number, reason: string): Row {
  return {
    name: `calls ${length} characters ${reason}`,
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ code_verifier: `${long}${long}`.slice(0, length) }, { refused: true })
      .ended(),
    expected: { fails: { [reason]: 'violation' } },
    saying: [new RegExp(`${length} characters`)],
  }
}

function passes(length: number): Row {
  return {
    name: `passes ${length} characters`,
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ code_verifier: long.slice(0, length) })
      .ended(),
    expected: 'passes',
  }
}

judgeTable(pkceVerifierLength, [
  { name: 'passes the verifier of Appendix B', transcripts: honestLogin(), expected: 'passes' },
  passes(43),
  passes(44),
  passes(127),
  passes(128),
  sends(1, 'too-short'),
  sends(32, 'too-short'),
  sends(42, 'too-short'),
  sends(129, 'too-long'),
  sends(134, 'too-long'),
  {
    name: 'does not count the percent signs of a second encoding',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ code_verifier: `${long.slice(0, 125)}%7E%7E` })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'judges all logins of a run: the second one lost two characters',
    transcripts: transcript()
      .authorize()
      .callback()
      .token()
      .authorize()
      .callback()
      .token({ code_verifier: 'dBjftJeZ4CVPmB92K27uhbUJU1p1rwW1gFWFOEjXk' }, { refused: true })
      .ended(),
    expected: { fails: { 'too-short': 'violation' } },
    saying: [/41 characters/],
    times: 1,
  },
  {
    name: 'leaves an empty verifier to the check of its presence',
    transcripts: transcript().authorize().callback().token({ code_verifier: '' }, { refused: true }).ended(),
    expected: { inconclusive: /pkce\.verifier\.present/ },
  },
  {
    name: 'leaves a placeholder to the check of its presence',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ code_verifier: 'undefined' }, { refused: true })
      .ended(),
    expected: { inconclusive: /pkce\.verifier\.present/ },
  },
  {
    name: 'is not concerned with a client that uses no PKCE',
    transcripts: transcript()
      .authorize({ code_challenge: null })
      .callback()
      .token({ code_verifier: null })
      .ended(),
    expected: { notApplicable: /does not use PKCE/ },
  },
  {
    name: 'judges nothing when no token request came',
    transcripts: transcript().authorize().callback(500).ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
  },
  {
    name: 'does not measure a code that was sent in place of the verifier',
    transcripts: transcript()
      .authorize({}, { issues: 'a-code-of-this-very-run' })
      .callback()
      .token({ code: 'x', code_verifier: 'a-code-of-this-very-run' }, { refused: true })
      .ended(),
    expected: { inconclusive: /the code was sent in place of the verifier/ },
  },
])
