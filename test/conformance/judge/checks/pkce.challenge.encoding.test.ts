// The challenges are those of RFC 7636 Appendix B, spoilt one way each; digests by openssl and coreutils:
// printf %s dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk | openssl dgst -sha256 (-hex, or -binary | base64)
import { pkceChallengeEncoding } from '../../../../src/conformance/judge/checks/pkce.challenge.encoding.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { honestLogin, transcript, verifier } from '../../../support/transcript-builder.js'

const right = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
const hex = '13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3'
const base64OfHex = 'MTNkMzFlOTYxYTFhZDhlYzJmMTZiMTBjNGM5ODJlMDg3NmE4NzhhZDZkZjE0NDU2NmVlMTg5NGFjYjcwZjljMw'

function sends(name: string, challenge: string, ...reasons: readonly string[]): Row {
  return {
    name,
    transcripts: transcript()
      .authorize({ code_challenge: challenge }, { refused: true })
      .ended('client-gave-up'),
    expected: { fails: Object.fromEntries(reasons.map((reason) => [reason, 'violation'])) },
  }
}

judgeTable(pkceChallengeEncoding, [
  {
    name: 'passes the challenge of Appendix B',
    transcripts: honestLogin(),
    expected: 'passes',
    saying: [/43 characters/],
  },
  {
    ...sends('names padding, and where it begins', `${right}=`, 'padded'),
    saying: [/44 characters/, /\(U\+003D\) at index 43/],
    times: 1,
  },
  sends('names the plus of the standard alphabet', right.replace('-', '+'), 'std-alphabet'),
  sends('names a space that was a plus', right.replace('-', ' '), 'std-alphabet'),
  sends('names the slash of the standard alphabet', right.replace('-', '/'), 'std-alphabet'),
  sends('names the standard alphabet and padding', `${right.replace('-', '+')}=`, 'std-alphabet', 'padded'),
  sends('names hex digits', hex, 'hex'),
  sends('names hex digits in capitals', hex.toUpperCase(), 'hex'),
  sends('names base64 of hex digits', base64OfHex, 'base64-of-hex'),
  sends('names a line break at the end', `${right}\n`, 'line-break'),
  sends('names a second percent-encoding', `${right}%3D`, 'double-encoded', 'padded'),
  sends('names a challenge that lost its last character', right.slice(0, 42), 'wrong-length'),
  sends('names the length of a SHA-1 hash', 'wOsdxQV7S8WbaDyF800vBUXoXkY', 'wrong-length'),
  sends(
    'names the length where a list of numbers was encoded',
    'MTE2LDI0LDIyMywxODAsMTUxLDE1MywyMjQsMzcsNzksMjUwLDk2LDEyNSwyMTYsMTczLDE4NywxODY',
    'wrong-length',
  ),
  sends(
    'names an array that was turned into text',
    '19,211,30,150,26,26,216,236,47,22,177,12,76,152,46,8',
    'stringified',
  ),
  sends('names quotes', `"${right}"`, 'illegal-character'),
  sends('names a character of no base64', right.replace('-', '!'), 'illegal-character'),
  {
    ...sends('names a promise and says to await it', '[object Promise]', 'stringified'),
    saying: [/await/, /\[object Promise\]/],
    times: 1,
  },
  sends('names undefined', 'undefined', 'stringified'),
  sends('names a placeholder', 'YOUR_CODE_CHALLENGE', 'placeholder'),
  {
    name: 'warns of an ending that no hash has',
    transcripts: transcript()
      .authorize({ code_challenge: `${right.slice(0, 42)}N` })
      .ended(),
    expected: { fails: { 'non-canonical': 'warning' } },
    saying: [/RFC 7636 does not say so/, /the last one of AEIMQUYcgkosw048/],
  },
  {
    name: 'judges length 43 under a misspelt S256 too',
    transcripts: transcript()
      .authorize({ code_challenge: base64OfHex, code_challenge_method: 'SHA-256' })
      .ended(),
    expected: { fails: { 'base64-of-hex': 'violation' } },
  },
  {
    name: 'does not judge a plain challenge by the length of a hash',
    transcripts: transcript()
      .authorize({ code_challenge: `${verifier}~.`, code_challenge_method: 'plain' })
      .ended(),
    expected: { notApplicable: /not sent as a hash/ },
  },
  {
    name: 'does not judge a challenge without method that plain allows',
    transcripts: transcript().authorize({ code_challenge: hex, code_challenge_method: null }).ended(),
    expected: { notApplicable: /not sent as a hash/ },
  },
  {
    name: 'passes a hash whose method is missing: that fault has its own check',
    transcripts: transcript().authorize({ code_challenge_method: null }).ended(),
    expected: 'passes',
  },
  {
    name: 'judges what no method allows, although the method is missing',
    transcripts: transcript()
      .authorize({ code_challenge: `${right}=`, code_challenge_method: null })
      .ended(),
    expected: { fails: { padded: 'violation' } },
  },
  {
    name: 'sees the one login of two that is wrong',
    transcripts: transcript()
      .authorize()
      .authorize({ code_challenge: `${right}=` })
      .ended(),
    expected: { fails: { padded: 'violation' } },
    times: 1,
  },
  {
    name: 'is not concerned with a client without PKCE',
    transcripts: transcript().authorize({ code_challenge: null }).ended(),
    expected: { notApplicable: /pkce\.challenge\.present/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request/ },
  },
  {
    name: 'judges a challenge without method that is too short for any',
    transcripts: transcript()
      .authorize({ code_challenge: right.slice(0, 42), code_challenge_method: null })
      .ended(),
    expected: { fails: { 'wrong-length': 'violation' } },
  },
  {
    name: 'says that a challenge was there, although another login had none',
    transcripts: transcript()
      .authorize({ code_challenge: null })
      .authorize({ code_challenge_method: 'plain' })
      .ended(),
    expected: { notApplicable: /not sent as a hash/ },
  },
])
