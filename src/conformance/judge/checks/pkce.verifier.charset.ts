// pkce.verifier.charset: the verifier uses unreserved characters only.
import { codePointOf } from '../../../server/protocol/autopsy/difference.js'
import { verifierFormMistakes } from '../../../server/protocol/autopsy/verifier-form.js'
import { firstReservedCharacter } from '../../../server/protocol/pkce.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { codeRequests, type TokenRequest } from '../token-request.js'
import { noVerifier, verifierOf } from '../verifier-seen.js'
import { defineCheck } from './check.js'

const reasonOf = {
  'verifier-illegal-character': 'illegal',
  'verifier-quoted': 'illegal',
  'verifier-byte-list': 'illegal',
  'verifier-double-encoded': 'double-encoded',
} as const

function isCharsetMistake(kind: string): kind is keyof typeof reasonOf {
  return Object.hasOwn(reasonOf, kind)
}

/** The first bad character and its place; the rest of the verifier is not shown. */
function shown(verifier: string): string {
  const index = firstReservedCharacter(verifier)
  return `${codePointOf([...verifier][index] ?? '')} at index ${index}`
}

function look(request: TokenRequest): Seen<'illegal' | 'double-encoded'> {
  const verifier = verifierOf(request)
  if (verifier === null) return []
  const where = placeIn(request, 'code_verifier')
  const expected = 'A-Z a-z 0-9 - . _ ~ and nothing else'
  const seen = verifierFormMistakes(verifier).flatMap(({ kind, sentence: diagnosis }) =>
    isCharsetMistake(kind)
      ? [{ reason: reasonOf[kind], where, expected, actual: shown(verifier), diagnosis }]
      : [],
  )
  return seen.length > 0 ? seen : [{ where, actual: 'only unreserved characters' }]
}

export const pkceVerifierCharset = defineCheck({
  id: 'pkce.verifier.charset',
  phase: 'token request',
  title: 'The verifier uses the characters A-Z, a-z, 0-9, - . _ and ~ only',
  why: 'Other characters change on their way through URLs and forms, and servers refuse them.',
  fix: "Make the verifier of base64url without padding: randomBytes(32).toString('base64url').",
  clauses: ['RFC7636-4.1'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    illegal: { level: 'violation', what: 'sends a character that no verifier may have' },
    'double-encoded': {
      level: 'violation',
      what: 'percent-encodes the verifier before the form encoder does',
      fix: 'Hand the plain verifier to the form encoder: new URLSearchParams({ code_verifier: verifier }).',
    },
  },
  judge(transcripts) {
    return judgeEach(codeRequests(transcripts), look, noVerifier(transcripts))
  },
})
