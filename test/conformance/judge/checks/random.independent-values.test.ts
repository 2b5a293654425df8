import { randomIndependentValues } from '../../../../src/conformance/judge/checks/random.independent-values.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { challenge, honestLogin, transcript, verifier } from '../../../support/transcript-builder.js'

const sends = (values: Record<string, string | null>) =>
  transcript().authorize(values).callback().token().ended()

/** Of the verifier of RFC 7636 Appendix B; the digests with: printf %s "$verifier" | openssl dgst -md5 and so on. */
const shown: readonly (readonly [name: string, state: string])[] = [
  ['the verifier itself', verifier],
  ['its first 16 characters', 'dBjftJeZ4CVP-mB9'],
  ['its last 22 characters', 'UJU1p1r_wW1gFWFOEjXk'],
  ['the verifier and a suffix', `${verifier}.1`],
  ['the verifier read backwards', 'kXjEOFWFg1Ww_r1p1UJUbhu72K29Bm-PVC4ZeJtfjBd'],
  ['a part of it read backwards', 'kXjEOFWFg1Ww_r1p'],
  ['the verifier in base64', 'ZEJqZnRKZVo0Q1ZQLW1COTJLMjd1aGJVSlUxcDFyX3dXMWdGV0ZPRWpYaw'],
  [
    'the verifier in hex digits',
    '64426a66744a655a344356502d6d4239324b3237756862554a55317031725f775731674657464f456a586b',
  ],
  ['its octets in hex digits', '7418dfb49799e0254ffa607dd8adbbba16d4254d69d6bff05b58055853848d79'],
  ['half of its octets in hex digits', '7418dfb49799e0254ffa607dd8adbbba'],
  ['JSON that holds it', '{"v":"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}'],
  ['JSON that holds a part of it', '{"v":"dBjftJeZ4CVP-mB92K"}'],
]
const hashed: readonly (readonly [name: string, state: string])[] = [
  ['its MD5 hash', '74e86966355f727ab6d67c5f0009b86d'],
  ['its SHA-1 hash', 'c0eb1dc5057b4bc59b683c85f34d2f0545e85e46'],
  ['its SHA-1 hash in capitals', 'C0EB1DC5057B4BC59B683C85F34D2F0545E85E46'],
  ['its SHA-256 hash in hex digits', '13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3'],
  ['the beginning of that hash', '13d31e961a1ad8ec'],
]

judgeTable(randomIndependentValues, [
  { name: 'passes an undisturbed login', transcripts: honestLogin(), expected: 'passes' },
  ...shown.map(
    ([name, state]): Row => ({
      name: `blames ${name} as state`,
      transcripts: sends({ state }),
      expected: { fails: { 'verifier-shown': 'violation' } },
    }),
  ),
  ...hashed.map(
    ([name, state]): Row => ({
      name: `blames ${name} as state`,
      transcripts: sends({ state }),
      expected: { fails: { 'verifier-hashed': 'violation' } },
    }),
  ),
  {
    name: 'blames the verifier as nonce',
    transcripts: sends({ nonce: verifier }),
    expected: { fails: { 'verifier-shown': 'violation' } },
    saying: [/"parameter":"nonce"/],
  },
  ...(
    [
      ['state that is the nonce', { state: 'k3Rz9tQw7LmX2vBn', nonce: 'k3Rz9tQw7LmX2vBn' }],
      ['state that is the challenge', { state: challenge }],
      ['state that is a part of the challenge', { state: challenge.slice(0, 20) }],
      ['state that holds the challenge', { state: JSON.stringify({ c: challenge }) }],
    ] as const
  ).map(
    ([name, values]): Row => ({
      name: `only mentions ${name}: it shows nothing of the verifier`,
      transcripts: sends(values),
      expected: { fails: { related: 'info' } },
    }),
  ),
  {
    name: 'passes values that share a short piece by chance',
    transcripts: sends({ state: `dBjftJeZ4CV.q8sLw2` }),
    expected: 'passes',
  },
  {
    name: 'passes a state that is a word',
    transcripts: sends({ state: 'xyz' }),
    expected: 'passes',
  },
  {
    name: 'is not concerned with the verifier under plain, which the check of the method tells',
    transcripts: sends({ code_challenge: verifier, code_challenge_method: 'plain' }),
    expected: 'passes',
  },
  {
    name: 'judges each login of a run by its own verifier',
    transcripts: transcript()
      .authorize()
      .callback()
      .token()
      .authorize({ state: verifier })
      .callback()
      .token()
      .ended(),
    expected: { fails: { 'verifier-shown': 'violation' } },
    times: 1,
  },
  {
    name: 'is not concerned with a client that sends neither state nor nonce',
    transcripts: sends({ state: null }),
    expected: { notApplicable: /neither state nor nonce/ },
  },
  {
    name: 'judges nothing where the verifier was never seen',
    transcripts: transcript().authorize().callback(500).ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
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
])
