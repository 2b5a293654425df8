// pkce.verifier.length: the verifier has 43 to 128 characters.
import { verifierFormMistakes } from '../../../server/protocol/autopsy/verifier-form.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { codeRequests, type TokenRequest } from '../token-request.js'
import { noVerifier, verifierOf } from '../verifier-seen.js'
import { lengthOf } from '../wording.js'
import { defineCheck } from './check.js'

const reasonOf = { 'verifier-too-short': 'too-short', 'verifier-too-long': 'too-long' } as const

function isLengthMistake(kind: string): kind is keyof typeof reasonOf {
  return Object.hasOwn(reasonOf, kind)
}

function look(request: TokenRequest): Seen<'too-short' | 'too-long'> {
  const verifier = verifierOf(request)
  if (verifier === null) return []
  const where = placeIn(request, 'code_verifier')
  const actual = lengthOf(verifier)
  const seen = verifierFormMistakes(verifier).flatMap(({ kind, sentence: diagnosis }) =>
    isLengthMistake(kind)
      ? [{ reason: reasonOf[kind], where, expected: '43 to 128 characters', actual, diagnosis }]
      : [],
  )
  return seen.length > 0 ? seen : [{ where, actual }]
}

export const pkceVerifierLength = defineCheck({
  id: 'pkce.verifier.length',
  phase: 'token request',
  title: 'The verifier has 43 to 128 characters',
  why: 'A short verifier can be guessed, and servers refuse verifiers outside of these bounds.',
  fix: "Base64url-encode 32 random octets, which makes 43 characters: randomBytes(32).toString('base64url').",
  clauses: ['RFC7636-4.1'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    'too-short': { level: 'violation', what: 'sends a verifier of less than 43 characters' },
    'too-long': {
      level: 'violation',
      what: 'sends a verifier of more than 128 characters',
      fix: "Take fewer octets: 32 make 43 characters, 96 make the longest legal verifier. randomBytes(32).toString('base64url').",
    },
  },
  judge(transcripts) {
    return judgeEach(codeRequests(transcripts), look, noVerifier(transcripts))
  },
})
