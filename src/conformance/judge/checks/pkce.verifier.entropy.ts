// pkce.verifier.entropy: the verifier is long enough, in its alphabet, for 256 bits.
import { entropyVerdict } from '../entropy-verdict.js'
import { sentTextsOf } from '../sent-texts.js'
import { noVerifier } from '../verifier-seen.js'
import { defineCheck } from './check.js'

export const pkceVerifierEntropy = defineCheck({
  id: 'pkce.verifier.entropy',
  phase: 'randomness',
  title: 'The verifier can hold 256 bits',
  why: 'A text can hold no more than its length and alphabet allow: 43 hex digits hold 172 bits.',
  fix: "Encode 32 random octets as base64url: randomBytes(32).toString('base64url'). In hex it takes 64 digits.",
  clauses: ['RFC7636-7.1', 'RFC7636-4.1-entropy'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  acrossLogins: true,
  acrossRuns: true,
  reasons: { narrow: { level: 'warning', what: 'makes verifiers that cannot hold 256 bits' } },
  judge(transcripts) {
    const { verifiers } = sentTextsOf(transcripts)
    return verifiers.length === 0 ? noVerifier(transcripts) : entropyVerdict(verifiers)
  },
})
