import { pkceVerifierKnownValue } from '../../../../src/conformance/judge/checks/pkce.verifier.known-value.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { transcript } from '../../../support/transcript-builder.js'

// openssl rand 32 | basenc --base64url, and its hash: printf %s "$v" | openssl dgst -sha256 -binary | basenc --base64url
const verifier = 'w2lNbmdULyUowNRUT3s4OLgUOkI-zGKvGnYYLwCxPfo'
const challenge = 'EAVBL1VTfT17xJz4VDyfaFd_oyH2akrvQC6agRK7xX4'

const sends = (code_verifier: string | null, code_challenge: string | null = challenge) =>
  transcript().authorize({ code_challenge }).callback().token({ code_verifier }).ended()

const published = [
  'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  'a-random-string-at-least-43-characters-long',
  'ThisIsntRandomButItNeedsToBe43CharactersLong',
  'thisisntrandombutitneedstobe43characterslongABCDE',
  'M25iVXpKU3puUjFaYWg3T1NDTDQtcW1ROUY5YXlwalNoc0hhakxifmZHag',
]
const patterns = [
  'a'.repeat(43),
  'A'.repeat(128),
  '0'.repeat(64),
  // 32 octets of 1 as base64url.
  'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE',
  // The octets 0 to 31.
  'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
  '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
  '0123456789012345678901234567890123456789012',
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
  'zyxwvutsrqponmlkjihgfedcba9876543210ZYXWVUTSRQP',
  'secretsecretsecretsecretsecretsecretsecretsecret',
]
const fine = [
  verifier,
  `-${verifier.slice(1)}`,
  `~._-${verifier}`,
  '5d41402abc4b2a76b9719d911017c592ae2f1c7e0d3b8a64',
  '3f0c1f52-4d5e-4a6b-9d7e-0c1b2a3948573f0c1f52-4d5e-4a6b-9d7e-0c1b2a394857',
]

judgeTable(pkceVerifierKnownValue, [
  ...fine.map((text): Row => ({ name: `passes ${text}`, transcripts: sends(text), expected: 'passes' })),
  ...published.map(
    (text): Row => ({
      name: `recognises the published ${text}`,
      transcripts: sends(text),
      expected: { fails: { published: 'violation' } },
    }),
  ),
  ...patterns.map(
    (text): Row => ({
      name: `recognises the pattern of ${text.slice(0, 43)}`,
      transcripts: sends(text),
      expected: { fails: { pattern: 'violation' } },
    }),
  ),
  {
    name: 'names the document of a published verifier',
    transcripts: sends(
      'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    ),
    expected: { fails: { published: 'violation' } },
    saying: [/RFC 7636, Appendix B/],
    times: 1,
  },
  {
    name: 'recognises a published verifier by its challenge where no code was redeemed',
    transcripts: transcript()
      .authorize({ code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' })
      .callback(500)
      .ended('client-gave-up'),
    expected: { fails: { published: 'violation' } },
    saying: [/the challenge of the verifier/],
  },
  {
    name: 'leaves a placeholder to the check of the presence',
    transcripts: sends('undefined'),
    expected: { inconclusive: /pkce\.verifier\.present/ },
  },
  {
    name: 'is not concerned with a client that uses no PKCE',
    transcripts: sends(null, null),
    expected: { notApplicable: /does not use PKCE/ },
  },
  {
    name: 'judges nothing when no token request came',
    transcripts: transcript().authorize({ code_challenge: challenge }).callback(500).ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
  },
])
