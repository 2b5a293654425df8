// The challenges were computed with Python's hashlib and base64 from the verifier of RFC 7636 Appendix B, e.g.
// base64.urlsafe_b64encode(hashlib.sha256((verifier + '\n').encode()).digest()).rstrip(b'=')
import { pkceVerifierMatchesChallenge } from '../../../../src/conformance/judge/checks/pkce.verifier.matches-challenge.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { honestLogin, transcript, verifier } from '../../../support/transcript-builder.js'

const right = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
const hex = '13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3'
const base64OfHex = 'MTNkMzFlOTYxYTFhZDhlYzJmMTZiMTBjNGM5ODJlMDg3NmE4NzhhZDZkZjE0NDU2NmVlMTg5NGFjYjcwZjljMw'
const other = {
  verifier: 'M25iVXpKU3puUjFaYWg3T1NDTDQtcW1ROUY5YXlwalNoc0hhakxifmZHag',
  challenge: 'qjrzSW9gMiUgpUvqgEPE4_-8swvyCtfOVvg55o5S_es',
}
const padded = { code_challenge: `${right}=` }

function hashes(name: string, challenge: string, reason: string): Row {
  return {
    name,
    transcripts: transcript()
      .authorize({ code_challenge: challenge })
      .callback()
      .token({}, { refused: true })
      .ended(),
    expected: { fails: { [reason]: 'violation' } },
    saying: [/43 characters #/, /E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM/],
  }
}

function fits(name: string, sent: string, challenge: string): Row {
  return {
    name,
    transcripts: transcript()
      .authorize({ code_challenge: challenge })
      .callback()
      .token({ code_verifier: sent })
      .ended(),
    expected: 'passes',
  }
}

const forgiving = { scenario: 'forgiving', forgiving: true }

judgeTable(pkceVerifierMatchesChallenge, [
  { name: 'passes the pair of Appendix B', transcripts: honestLogin(), expected: 'passes' },
  fits(
    'passes a verifier of 86 characters',
    'PkN1r6zBQpmVxq0S9bcDfOd5LwUG2hYyTn8iJZKesa3AXvFt47ERMuWgHlCojI_qbP-Y0dXr5mTzKs1VhA8wNf',
    'UCXIsMCzELSXL4k3lZS6YbK8ihlKm1AM1MWtV63GRP0',
  ),
  fits(
    'passes a verifier of 56 hex digits',
    '3f0c1f524d5e4a6b9d7e0c1b2a394857a1b2c3d4e5f60718293a4b5c',
    'dLchYqq1HNSzW3c28l8ukGwznMAb4R0j4K9efiNq7pw',
  ),
  fits(
    'passes a verifier that begins with ~ . - and _',
    '~.-_dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFO',
    'xmynBwsNc03ftTpWd7MQd0N5nOzLrjIBJNBPvWTjvow',
  ),
  fits(
    'passes a verifier that is too short and hashes right: its length has its own check',
    'dBjftJeZ4CVPmB92K27uhbUJU1p1rwW1gFWFOEjXk',
    'YK4dFQ6fZKXizCX3hUI0BQ-c2tMIEljkSv9hzjiZu9M',
  ),
  {
    name: 'blames the challenge that was sent as verifier',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ code_verifier: right }, { refused: true })
      .ended(),
    expected: { fails: { 'equals-challenge': 'violation' } },
  },
  {
    name: 'blames one value for both, which cannot be a hash',
    transcripts: transcript(forgiving)
      .authorize({ code_challenge: other.verifier })
      .callback()
      .token({ code_verifier: other.verifier })
      .ended(),
    expected: { fails: { 'plain-under-s256': 'violation' } },
  },
  hashes(
    'names the hash of the octets behind the verifier',
    '38v3YOi6zQgk1xkqk6Y5dvSDoBHqZrTh3mmWHxxWvyk',
    'hashed-raw-octets',
  ),
  hashes(
    'names a line end that was hashed too',
    'AzV44Od887h21WZgjhInEFjKMEPzzLOPAksJ5Pf1eoc',
    'trailing-newline',
  ),
  hashes('names UTF-16', 'KSf-8RhBUYjbDy6BDpUAjVnY6konuMb0z0zSe70Qc20', 'utf-16'),
  hashes('names padding that was hashed too', '20xwJMOrFO1xeQ7yiiV7MYQenAHee4IKa0W722ftl88', 'padded'),
  hashes(
    'names the standard alphabet that was hashed',
    'wLKBGN_eEXHjjkVIRuCSKYcyT7Tm1A2D-UrUg2KPhKI',
    'padded',
  ),
  {
    ...hashes(
      'names the quotes that were hashed along',
      'zqmGBmlEBPjxQZZu_xNG6WoEt3gyUAC0l1SYJtCJhNQ',
      'unrelated',
    ),
    saying: [/it was hashed in quotes/],
  },
  {
    ...hashes(
      'names a verifier that was not there',
      '6wRdeNJzEHNIsDAMAdKbdVLWIqu8b6-Bs-xVNZqplQw',
      'unrelated',
    ),
    saying: [/the hash of the text undefined/],
  },
  hashes('blames a challenge of the right form that belongs to no verifier', other.challenge, 'unrelated'),
  {
    name: 'names the login that a foreign verifier belongs to',
    transcripts: transcript()
      .authorize({}, { issues: 'code-of-the-first-login' })
      .authorize({ code_challenge: other.challenge })
      .callback()
      .token({ code: 'code-of-the-first-login', code_verifier: other.verifier }, { refused: true })
      .ended(),
    expected: { fails: { 'other-transaction': 'violation' } },
    saying: [/began in exchange 2/],
  },
  {
    name: 'compares with the login whose code is redeemed, not with the last one',
    transcripts: transcript()
      .authorize({}, { issues: 'code-of-the-first-login' })
      .authorize({ code_challenge: other.challenge })
      .callback()
      .token({ code: 'code-of-the-first-login' })
      .ended(),
    expected: 'passes',
  },
  {
    name: 'leaves padding to the check of the encoding',
    transcripts: transcript(forgiving).authorize(padded).callback().token().ended(),
    expected: {
      notApplicable: /malformed \(see pkce\.challenge\.encoding\); apart from that the verifier hashes to it/,
    },
  },
  {
    name: 'leaves hex digits to the check of the encoding',
    transcripts: transcript(forgiving).authorize({ code_challenge: hex }).callback().token().ended(),
    expected: { notApplicable: /pkce\.challenge\.encoding/ },
  },
  {
    name: 'leaves base64 of hex digits to the check of the encoding',
    transcripts: transcript(forgiving).authorize({ code_challenge: base64OfHex }).callback().token().ended(),
    expected: { notApplicable: /pkce\.challenge\.encoding/ },
  },
  {
    name: 'leaves the hash of another function to the check of the encoding',
    transcripts: transcript(forgiving)
      .authorize({ code_challenge: 'wOsdxQV7S8WbaDyF800vBUXoXkY' })
      .callback()
      .token()
      .ended(),
    expected: { notApplicable: /pkce\.challenge\.encoding/ },
  },
  {
    name: 'names a second slip behind padding',
    transcripts: transcript(forgiving)
      .authorize({ code_challenge: '38v3YOi6zQgk1xkqk6Y5dvSDoBHqZrTh3mmWHxxWvyk=' })
      .callback()
      .token()
      .ended(),
    expected: { fails: { 'hashed-raw-octets': 'violation' } },
  },
  {
    name: 'compares a plain challenge as it is',
    transcripts: transcript(forgiving)
      .authorize({ code_challenge: verifier, code_challenge_method: 'plain' })
      .callback()
      .token()
      .ended(),
    expected: 'passes',
    saying: [/as plain has it/],
  },
  {
    name: 'takes a hash without a method as one: the missing method has its own check',
    transcripts: transcript(forgiving).authorize({ code_challenge_method: null }).callback().token().ended(),
    expected: 'passes',
  },
  {
    name: 'blames a plain challenge of another verifier',
    transcripts: transcript(forgiving)
      .authorize({ code_challenge: other.verifier, code_challenge_method: 'plain' })
      .callback()
      .token()
      .ended(),
    expected: { fails: { unrelated: 'violation' } },
  },
  {
    name: 'names hex digits where no method says that the challenge is a hash',
    transcripts: transcript(forgiving)
      .authorize({ code_challenge: hex, code_challenge_method: null })
      .callback()
      .token()
      .ended(),
    expected: { fails: { 'hex-digest': 'violation' } },
  },
  {
    name: 'names base64 of hex digits where no method says that the challenge is a hash',
    transcripts: transcript(forgiving)
      .authorize({ code_challenge: base64OfHex, code_challenge_method: null })
      .callback()
      .token()
      .ended(),
    expected: { fails: { 'base64-of-hex': 'violation' } },
  },
  {
    name: 'does not blame a malformed verifier a second time',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ code_verifier: `${verifier}=` }, { refused: true })
      .ended(),
    expected: { notApplicable: /verifier is malformed/ },
  },
  {
    name: 'is not concerned with a client that uses no PKCE',
    transcripts: transcript({ kind: 'web' })
      .authorize({ code_challenge: null, code_challenge_method: null })
      .callback()
      .token({ code_verifier: null })
      .ended(),
    expected: { notApplicable: /pkce\.verifier\.present/ },
  },
  {
    name: 'is not concerned with a verifier whose login had no challenge',
    transcripts: transcript(forgiving).authorize({ code_challenge: null }).callback().token().ended(),
    expected: { notApplicable: /pkce\.challenge\.present/ },
  },
  {
    name: 'cannot compare a verifier that is not there',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ code_verifier: null }, { refused: true })
      .ended(),
    expected: { inconclusive: /pkce\.verifier\.present/ },
  },
  {
    name: 'cannot compare where the code belongs to no login',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ code: 'a-code-of-another-server' }, { refused: true })
      .ended(),
    expected: { inconclusive: /token\.required-params/ },
  },
  {
    name: 'judges nothing when no token request came',
    transcripts: transcript().authorize().callback(500).ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
  },
  {
    name: 'says so when the token request carries no code',
    transcripts: transcript().authorize().callback().token({ code: null }, { refused: true }).ended(),
    expected: { inconclusive: /carries no code \(see token.required-params\)/ },
  },
  {
    name: 'says so when a challenge is the right hash in small letters',
    transcripts: transcript()
      .authorize({ code_challenge: right.toLowerCase() })
      .callback()
      .token({}, { refused: true })
      .ended(),
    expected: { fails: { unrelated: 'violation' } },
    saying: [/right hash in other capital and small letters/, /exactly as the encoder made it/],
  },
  {
    name: 'says so when a challenge is the right hash with another end',
    transcripts: transcript()
      .authorize({ code_challenge: right.replace(/M$/, 'Q') })
      .callback()
      .token({}, { refused: true })
      .ended(),
    expected: { fails: { unrelated: 'violation' } },
    saying: [/right hash but for a few characters/, /exactly as the encoder made it/],
  },
  {
    name: 'cannot compare a verifier that one login of two has lost, where the other uses no PKCE',
    transcripts: transcript()
      .authorize({ code_challenge: null })
      .callback()
      .token({ code_verifier: null })
      .authorize()
      .callback()
      .token({ code_verifier: null }, { refused: true })
      .ended(),
    expected: { inconclusive: /pkce\.verifier\.present/ },
  },
  {
    name: 'is not concerned with two logins of which one has a malformed challenge and one no verifier',
    transcripts: transcript(forgiving)
      .authorize(padded)
      .callback()
      .token()
      .authorize()
      .callback()
      .token({ code_verifier: null }, { refused: true })
      .ended(),
    expected: { notApplicable: /pkce\.challenge\.encoding/ },
  },
])
