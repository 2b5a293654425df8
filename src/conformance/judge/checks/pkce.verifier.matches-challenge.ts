// pkce.verifier.matches-challenge: the verifier hashes to the challenge of its login.

import { mistake } from '../../../server/protocol/autopsy/kinds.js'
import { editDistance } from '../../../server/protocol/autopsy/nearest.js'
import { createSlipFinder } from '../../../server/protocol/autopsy/slip.js'
import { firstValue } from '../../../server/protocol/parameters.js'
import { s256 } from '../../../server/protocol/pkce.js'
import type { Transcript } from '../../transcript.js'
import { type AuthorizeRequest, authorizeRequests } from '../authorize-request.js'
import type { Explanation } from '../explanation.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { codeRequests, type TokenRequest } from '../token-request.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive, notApplicable, type Verdict } from '../verdict.js'
import { type Mismatch, relationOf } from '../verifier-relation.js'
import { beganWithChallenge, verifierOf } from '../verifier-seen.js'
import { quoted } from '../wording.js'
import { defineCheck, type Tools } from './check.js'

function challengeOf({ parameters }: AuthorizeRequest): string {
  return firstValue(parameters, 'code_challenge') ?? ''
}

function ownerText({ exchange, transcript }: AuthorizeRequest): string {
  return `the verifier belongs to the login that began in exchange ${exchange.number} of ${transcript.scenario}`
}

/** More characters cannot differ by an accident on the way of one and the same hash. */
const fewCharacters = 4

/** Where the challenge is nearly the right hash, the verifier is not to blame. */
function nearMiss(challenge: string, hash: string): Partial<Explanation> {
  const sameLetters = challenge.toLowerCase() === hash.toLowerCase()
  if (!sameLetters && editDistance(challenge, hash) > fewCharacters) return {}
  const how = sameLetters ? 'in other capital and small letters' : 'but for a few characters'
  return {
    diagnosis: `the challenge is the right hash ${how}: it was altered on its way`,
    fix: 'Send the challenge exactly as the encoder made it.',
  }
}

/** The slip by which a client may have come from the verifier to the challenge, where the mock knows it. */
function slipOf(verifier: string, login: AuthorizeRequest): Partial<Explanation> {
  const near = nearMiss(challengeOf(login), s256(verifier))
  if (near.diagnosis !== undefined) return near
  const [slip] = createSlipFinder(verifier).slipsTo(challengeOf(login)) ?? []
  if (slip === undefined) return {}
  const { sentence, fix } = mistake(slip.kind, { words: { exchange: login.exchange.number, ...slip.words } })
  return { diagnosis: sentence, fix }
}

function look(request: TokenRequest, all: readonly AuthorizeRequest[], tools: Tools): Seen<Mismatch> {
  const relation = relationOf(request, all)
  const where = placeIn(request, 'code_verifier')
  if (relation.kind === 'matches') return [{ where, actual: relation.how }]
  const { login } = request
  const verifier = verifierOf(request)
  if (relation.kind === 'not-judged' || login === null || verifier === null) return []
  const { reason, owner } = relation
  return [
    {
      reason,
      where,
      expected: `a verifier that hashes to ${quoted(challengeOf(login))}, the challenge of exchange ${login.exchange.number}`,
      actual: `a verifier, ${tools.mask(verifier)}, that hashes to ${quoted(s256(verifier))}`,
      ...(reason === 'unrelated' ? slipOf(verifier, login) : {}),
      ...(owner === null ? {} : { diagnosis: ownerText(owner) }),
    },
  ]
}

/** Why nothing could be compared. Where PKCE is not used at all, nothing is missing. */
function nothingSeen(transcripts: readonly Transcript[], all: readonly AuthorizeRequest[]): Verdict<never> {
  const requests = codeRequests(transcripts)
  if (requests.length === 0) return inconclusive(noTokenRequest(transcripts))
  const reasons = requests
    .map((request) => relationOf(request, all))
    .flatMap((relation) => (relation.kind === 'not-judged' ? [relation.why] : []))
  const reason = reasons[0] ?? 'no verifier could be compared'
  const comparable = requests.some((request) => verifierOf(request) !== null && request.login !== null)
  const without = requests.every((request) => beganWithChallenge(request) === false)
  return comparable || without ? notApplicable(reason) : inconclusive(reason)
}

const violation = 'violation' as const

export const pkceVerifierMatchesChallenge = defineCheck({
  id: 'pkce.verifier.matches-challenge',
  phase: 'token request',
  title: 'The verifier hashes to the challenge of its login',
  why: 'This is the proof of PKCE itself. A server that checks it refuses everything else with invalid_grant.',
  fix: "Make the challenge of the very verifier that is sent: challenge = createHash('sha256').update(verifier, 'ascii').digest('base64url').",
  clauses: ['RFC7636-4.2-challenge', 'RFC7636-4.6'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  fullScenarios: ['many-runs/older-first'],
  reasons: {
    'equals-challenge': {
      level: violation,
      what: 'sends one and the same value as challenge and as verifier',
      fix: 'Send the hash in the authorization request and the value that was hashed in the token request.',
    },
    'plain-under-s256': {
      level: violation,
      what: 'names S256 and does not hash the verifier',
      fix: "Hash it: challenge = createHash('sha256').update(verifier, 'ascii').digest('base64url').",
    },
    'hex-digest': {
      level: violation,
      what: 'sends the hash of the verifier in hex digits as challenge',
      fix: "Base64url-encode the 32 raw hash bytes: digest('base64url') and not digest('hex').",
    },
    'base64-of-hex': {
      level: violation,
      what: 'base64-encodes the hex digits of the hash',
      fix: "Base64url-encode the 32 raw hash bytes, not their hex digits: digest('base64url') in one step.",
    },
    'hashed-raw-octets': {
      level: violation,
      what: 'hashes the octets behind the verifier and not its text',
      fix: "Hash the text that is sent: createHash('sha256').update(verifier, 'ascii'), not the random octets it was made of.",
    },
    'trailing-newline': {
      level: violation,
      what: 'hashes a line end along with the verifier',
      fix: 'Hash the verifier without a line end, with printf %s in place of echo, or verifier.trim() before hashing.',
    },
    'utf-16': {
      level: violation,
      what: 'hashes the verifier as UTF-16',
      fix: 'Encode the verifier as ASCII or UTF-8 before hashing: new TextEncoder().encode(verifier).',
    },
    'other-transaction': {
      level: violation,
      what: 'sends the verifier of another login',
      fix: 'Store one verifier per login, under its state, so that a second login does not overwrite the first.',
    },
    padded: {
      level: violation,
      what: 'hashes the verifier with padding or in the standard alphabet, and sends it without',
      fix: 'Turn the verifier into unpadded base64url first, then hash that text and send that text.',
    },
    unrelated: {
      level: violation,
      what: 'sends a verifier that has nothing to do with the challenge',
      fix: 'Store the verifier that was hashed for this login, and send that one.',
    },
  },
  judge(transcripts, tools) {
    const all = transcripts.flatMap(authorizeRequests)
    const nothing = nothingSeen(transcripts, all)
    return judgeEach(codeRequests(transcripts), (request) => look(request, all, tools), nothing)
  },
})
