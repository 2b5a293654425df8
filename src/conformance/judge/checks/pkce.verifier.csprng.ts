// pkce.verifier.csprng: no verifier can be computed from what was sent before it.
import { csprngVerdict } from '../csprng-verdict.js'
import { analysisOf } from '../run-analysis.js'
import { seededProof, seededScenarios, withSeededProof } from '../seeded-runs.js'
import { nameOfText } from '../text-names.js'
import { isNonEmpty } from '../verdict.js'
import { noVerifier } from '../verifier-seen.js'
import { defineCheck } from './check.js'

export const pkceVerifierCsprng = defineCheck({
  id: 'pkce.verifier.csprng',
  phase: 'randomness',
  title: 'No verifier can be computed from what was sent before it',
  why: 'Ordinary generators give away their state: who has seen some of their output computes the rest, and with it the verifiers of other logins.',
  fix: "Take 32 octets of a cryptographic generator: randomBytes(32).toString('base64url') in Node.js, crypto.getRandomValues in browsers, secrets.token_urlsafe(32) in Python, SecureRandom in Java, RandomNumberGenerator in .NET, crypto/rand in Go.",
  clauses: ['RFC7636-7.1-random', 'RFC7636-4.1-random'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: seededScenarios,
  acrossLogins: true,
  acrossRuns: true,
  reasons: {
    predicted: { level: 'violation', what: 'makes verifiers that can be computed' },
    uneven: {
      level: 'warning',
      what: 'makes verifiers that a cryptographic generator would hardly make',
    },
  },
  judge(transcripts) {
    const { verifiers, states, analysis } = analysisOf(transcripts)
    if (!isNonEmpty(verifiers)) return noVerifier(transcripts)
    const verdict = csprngVerdict(verifiers, analysis, nameOfText([...verifiers, ...states]))
    return withSeededProof(verdict, seededProof(transcripts, 'verifier'), 'predicted')
  },
})
