// pkce.challenge.encoding: an S256 challenge is 43 characters of unpadded base64url.
import { firstValue } from '../../../server/protocol/parameters.js'
import { type AuthorizeRequest, wholeAuthorizeRequests } from '../authorize-request.js'
import { type EncodingReason, encodingFaultsOf } from '../challenge-form.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { noAuthorizeRequest } from '../unseen.js'
import { inconclusive, notApplicable } from '../verdict.js'
import { characterAt, lengthOf, quoted } from '../wording.js'
import { defineCheck } from './check.js'

/** `"…" of 44 characters, first wrong one "=" (U+003D) at index 43`. A challenge is no secret. */
function shown(value: string): string {
  const index = [...value].findIndex((character) => !/[A-Za-z0-9_-]/.test(character))
  const wrong = index === -1 ? '' : `, first wrong one ${characterAt(value, index)}`
  return `${quoted(value)}, ${lengthOf(value)}${wrong}`
}

function look(request: AuthorizeRequest): Seen<EncodingReason> {
  const faults = encodingFaultsOf(request.parameters)
  if (faults === null) return []
  const where = placeIn(request, 'code_challenge')
  const actual = shown(firstValue(request.parameters, 'code_challenge') ?? '')
  if (faults.length === 0) return [{ where, actual }]
  return faults.map(({ reason, mistake }) => ({
    reason,
    where,
    expected: reason === 'non-canonical' ? `${form}, the last one of ${lastOnes}` : form,
    actual,
    diagnosis: mistake.sentence + (derived.get(reason) ?? ''),
    // What was turned into text decides what to do: only the autopsy knows.
    ...(reason === 'stringified' || reason === 'placeholder' ? { fix: mistake.fix } : {}),
  }))
}

const form = '43 characters out of A-Z, a-z, 0-9, - and _'
/** 32 octets leave two zero bits in the last character: RFC 4648 section 4. */
const lastOnes = 'AEIMQUYcgkosw048'

/** Said where a reason rests on no sentence of the RFC. */
const derived: ReadonlyMap<EncodingReason, string> = new Map([
  ['non-canonical', '; RFC 7636 does not say so itself, it follows from the encoding of 32 octets'],
])

const violation = 'violation' as const

export const pkceChallengeEncoding = defineCheck({
  id: 'pkce.challenge.encoding',
  phase: 'authorization request',
  title: 'The S256 challenge is 43 characters of unpadded base64url',
  why: 'The server compares texts. A challenge in another encoding equals no hash, so every login ends with invalid_grant at a strict server.',
  fix: "Base64url-encode the 32 raw hash bytes and strip =, for example createHash('sha256').update(verifier).digest('base64url').",
  clauses: ['RFC7636-4.2-challenge', 'RFC7636-3', 'RFC7636-A'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    padded: {
      level: violation,
      what: 'sends the challenge with = padding',
      fix: "Base64url-encode the 32 raw hash bytes and strip =, for example value.replace(/=+$/, '').",
    },
    'std-alphabet': {
      level: violation,
      what: 'sends the challenge in the standard base64 alphabet',
      fix: "Use base64url: replace + by - and / by _ and strip =, for example value.replace(/\\+/g, '-').replace(/\\//g, '_').",
    },
    hex: {
      level: violation,
      what: 'sends the hash in hex digits',
      fix: "Base64url-encode the 32 raw hash bytes: digest('base64url') and not digest('hex'), digest() and not hexdigest().",
    },
    'base64-of-hex': {
      level: violation,
      what: 'base64-encodes the hex digits of the hash',
      fix: "Base64url-encode the 32 raw hash bytes, not their hex digits: digest('base64url') in one step.",
    },
    'line-break': {
      level: violation,
      what: 'sends white space along with the challenge',
      fix: 'Use an encoder that does not break lines, and trim what a command-line tool printed.',
    },
    'double-encoded': {
      level: violation,
      what: 'percent-encodes the challenge twice',
      fix: "Hand the plain value to the URL builder, and let it encode once: url.searchParams.set('code_challenge', challenge).",
    },
    'wrong-length': {
      level: violation,
      what: 'sends a challenge that does not have 43 characters',
      fix: 'Hash with SHA-256, base64url-encode all 32 octets of the hash, and send the text uncut.',
    },
    'illegal-character': {
      level: violation,
      what: 'sends a character that base64url does not have',
    },
    stringified: {
      level: violation,
      what: 'sends the name of an object, or the word for no value, in place of the challenge',
      fix: 'Await the hash before the URL is built: const hash = await crypto.subtle.digest(…).',
    },
    placeholder: {
      level: violation,
      what: 'sends a placeholder in place of the challenge',
    },
    'non-canonical': {
      level: 'warning',
      what: 'sends a challenge that does not end like the encoding of a 32-byte hash',
      fix: 'Send the value exactly as the encoder made it: it was altered or cut on its way.',
    },
  },
  judge(transcripts) {
    const requests = wholeAuthorizeRequests(transcripts)
    if (requests.length === 0) return inconclusive(noAuthorizeRequest(transcripts))
    const challenged = requests.some(({ parameters }) => firstValue(parameters, 'code_challenge') !== null)
    const reason = challenged
      ? 'the challenge is not sent as a hash, so it does not have the form of one (see pkce.method.s256)'
      : 'no authorization request carries a code_challenge (see pkce.challenge.present)'
    return judgeEach(requests, look, notApplicable(reason))
  },
})
