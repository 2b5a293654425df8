import { pkceVerifierCharset } from '../../../../src/conformance/judge/checks/pkce.verifier.charset.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const head = 'dBjftJeZ4CVPmB92K27uhbUJU1p1rWW1gFWFOEjXkAbCdEf'

function sends(name: string, verifier: string, seen: RegExp, ...reasons: readonly string[]): Row {
  return {
    name,
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ code_verifier: verifier }, { refused: true })
      .ended(),
    expected: { fails: Object.fromEntries(reasons.map((reason) => [reason, 'violation'])) },
    saying: [seen],
  }
}

judgeTable(pkceVerifierCharset, [
  { name: 'passes the verifier of Appendix B', transcripts: honestLogin(), expected: 'passes' },
  {
    name: 'passes every unreserved character, at the ends too',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ code_verifier: `-._~${head}~_.-` })
      .ended(),
    expected: 'passes',
  },
  sends('names quotes', `"${head}"`, /U\+0022 at index 0/, 'illegal'),
  sends(
    'names a list of numbers',
    '116,24,223,180,151,153,224,37,79,250,96,125,216',
    /U\+002C at index 3/,
    'illegal',
  ),
  sends('names padding', `${head}=`, /U\+003D at index 47/, 'illegal'),
  sends('names a plus', `+${head}`, /U\+002B at index 0/, 'illegal'),
  sends('names a slash', `${head}/x`, /U\+002F at index 47/, 'illegal'),
  sends('names a blank', `${head} x`, /U\+0020 at index 47/, 'illegal'),
  sends('names a line break', `${head}\n`, /U\+000A at index 47/, 'illegal'),
  sends('names a letter that is not ASCII', `é${head}`, /U\+00E9 at index 0/, 'illegal'),
  sends('names a second percent-encoding', `${head}%7E`, /U\+0025 at index 47/, 'double-encoded'),
  sends(
    'names both where padding was encoded twice',
    `${head}%3D`,
    /U\+0025 at index 47/,
    'double-encoded',
    'illegal',
  ),
  {
    name: 'does not judge the length of a verifier',
    transcripts: transcript().authorize().callback().token({ code_verifier: 'abc123' }).ended(),
    expected: 'passes',
  },
  {
    name: 'leaves a placeholder to the check of its presence',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ code_verifier: '[object Promise]' }, { refused: true })
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
])
