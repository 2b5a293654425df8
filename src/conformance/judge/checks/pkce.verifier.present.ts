// pkce.verifier.present: the token request carries the verifier.
import { placeholderIn } from '../../../server/protocol/autopsy/placeholder.js'
import { firstValue, lookUp } from '../../../server/protocol/parameters.js'
import { explanationOf } from '../explanation.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { codeRequests, type TokenRequest } from '../token-request.js'
import { beganWithChallenge, holdsCode, noVerifier, placeholderFor } from '../verifier-seen.js'
import { lengthOf, namesOf, quoted } from '../wording.js'
import { defineCheck } from './check.js'

/** Without a challenge there is nothing to verify: that fault has its own check. */
function lookForNone(request: TokenRequest): Seen<'absent' | 'empty'> {
  if (beganWithChallenge(request) !== true) return []
  const where = placeIn(request, 'code_verifier')
  const expected = 'code_verifier with the verifier of this login'
  const mistake = request.exchange.outcome.mistakes.find(({ parameter }) => parameter === 'code_verifier')
  const diagnosis = mistake === undefined ? {} : { diagnosis: mistake.sentence }
  if (lookUp(request.parameters, 'code_verifier').kind === 'absent') {
    const actual = `the request carries ${namesOf(request.parameters)}`
    const explained = explanationOf(request.exchange, 'code_verifier')
    return [{ reason: 'absent', where, expected, actual, ...diagnosis, ...explained }]
  }
  const actual = 'code_verifier is there without a value, which counts as absent'
  return [{ reason: 'empty', where, expected, actual, ...diagnosis }]
}

function look(request: TokenRequest): Seen<'absent' | 'empty' | 'placeholder'> {
  const verifier = firstValue(request.parameters, 'code_verifier')
  if (verifier === null) return lookForNone(request)
  if (holdsCode(request)) return []
  const where = placeIn(request, 'code_verifier')
  const mistake = placeholderFor(verifier)
  if (mistake === null) return [{ where, actual: `code_verifier of ${lengthOf(verifier)}` }]
  const { sentence: diagnosis, fix } = mistake
  const shown = quoted(placeholderIn(verifier)?.shown ?? '')
  const expected = 'the verifier of this login'
  return [{ reason: 'placeholder', where, expected, actual: shown, diagnosis, fix }]
}

export const pkceVerifierPresent = defineCheck({
  id: 'pkce.verifier.present',
  phase: 'token request',
  title: 'The token request carries the code verifier',
  why: 'The verifier proves that the client that redeems the code is the one that began the login.',
  fix: 'Store the verifier when the login begins, load it in the callback, and send it as code_verifier.',
  clauses: ['RFC7636-4.5'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    absent: {
      level: 'violation',
      what: 'sends no code_verifier although the login began with a challenge',
      fix: 'Send the verifier of this login. Often it is lost because the callback makes a new client object or session: keep it where both requests can reach it.',
    },
    empty: {
      level: 'violation',
      what: 'sends an empty code_verifier',
      fix: 'Check that the cookie or storage entry of the verifier survives the way to the login page and back, and stop when it is gone.',
    },
    placeholder: {
      level: 'violation',
      what: 'sends the word for no value, or a placeholder, in place of the verifier',
    },
  },
  judge(transcripts) {
    return judgeEach(codeRequests(transcripts), look, noVerifier(transcripts))
  },
})
