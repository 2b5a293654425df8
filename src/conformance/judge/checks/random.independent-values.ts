// random.independent-values: what everybody can see was not made of the verifier.
import { firstValue } from '../../../server/protocol/parameters.js'
import type { Transcript } from '../../transcript.js'
import { type AuthorizeRequest, wholeAuthorizeRequests } from '../authorize-request.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { codeRequests, probableLoginOf } from '../token-request.js'
import { noAuthorizeRequest } from '../unseen.js'
import { relationBetween, sharesText } from '../value-relation.js'
import { inconclusive, notApplicable, type Verdict } from '../verdict.js'
import { noVerifier, placeholderFor, verifierOf } from '../verifier-seen.js'
import { defineCheck, type Tools } from './check.js'

type Reason = 'verifier-shown' | 'verifier-hashed' | 'related'

interface Login {
  readonly request: AuthorizeRequest
  readonly verifier: string
}

function loginsIn(transcripts: readonly Transcript[]): readonly Login[] {
  return codeRequests(transcripts).flatMap((token) => {
    const request = probableLoginOf(token)
    const verifier = verifierOf(token)
    return request === null || verifier === null ? [] : [{ request, verifier }]
  })
}

/** A random value of the authorization request, or null when there is none to judge. */
function randomValue(
  { parameters }: AuthorizeRequest,
  name: 'state' | 'nonce' | 'code_challenge',
): string | null {
  const value = firstValue(parameters, name)
  return value === null || placeholderFor(value) !== null ? null : value
}

/** The challenge is a hash of the verifier too, and made to be seen: as state it gives nothing more away. */
function isOfChallenge(value: string, request: AuthorizeRequest): boolean {
  const challenge = randomValue(request, 'code_challenge')
  return challenge !== null && sharesText(value, challenge)
}

function lookAtVerifier({ request, verifier }: Login, name: 'state' | 'nonce', tools: Tools): Seen<Reason> {
  const value = randomValue(request, name)
  if (value === null) return []
  const where = placeIn(request, name)
  const relation = relationBetween(value, verifier)
  if (relation === null || (relation.kind === 'hashed' && isOfChallenge(value, request))) {
    return [{ where, actual: `${name}, ${tools.mask(value)}, has nothing in common with the verifier` }]
  }
  const reason = relation.kind === 'shown' ? 'verifier-shown' : 'verifier-hashed'
  const actual = `the verifier, ${tools.mask(verifier)}, and ${name}, ${tools.mask(value)}: ${relation.how}`
  return [{ reason, where, expected: `${name} of random octets of its own`, actual }]
}

/** Values that are seen side by side may be one: it costs nothing but the check that each of them is. */
function lookAtSeen({ request, verifier }: Login, tools: Tools): Seen<Reason> {
  const pairs = [
    ['state', 'code_challenge'],
    ['nonce', 'code_challenge'],
    ['nonce', 'state'],
  ] as const
  return pairs.flatMap(([name, other]): Seen<Reason> => {
    const [value, beside] = [randomValue(request, name), randomValue(request, other)]
    // What was made of the verifier is told already.
    if (value === null || beside === null || relationBetween(value, verifier)?.kind === 'shown') return []
    if (!sharesText(value, beside)) return []
    const actual = `${name}, ${tools.mask(value)}, is ${other} or a part of it`
    return [{ reason: 'related', where: placeIn(request, name), expected: 'values of their own', actual }]
  })
}

function nothingSeen(transcripts: readonly Transcript[]): Verdict<never> {
  const requests = wholeAuthorizeRequests(transcripts)
  if (requests.length === 0) return inconclusive(noAuthorizeRequest(transcripts))
  const some = requests.some((request) => randomValue(request, 'state') ?? randomValue(request, 'nonce'))
  return some ? noVerifier(transcripts) : notApplicable('the client sends neither state nor nonce')
}

export const randomIndependentValues = defineCheck({
  id: 'random.independent-values',
  phase: 'randomness',
  title: 'Nothing in the authorization request was made of the verifier',
  why: 'The address is seen by the browser, its history and every proxy. Whoever can work the verifier out of it redeems the code.',
  fix: 'Draw each value by itself: state, nonce and verifier each of its own random octets.',
  clauses: ['RFC7636-7.1-learned', 'RFC9700-2.1.1-bound'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    'verifier-shown': {
      level: 'violation',
      what: 'shows the verifier, or a piece of it, in state or nonce',
    },
    'verifier-hashed': { level: 'violation', what: 'makes state or nonce a hash of the verifier' },
    related: {
      level: 'info',
      what: 'makes state, nonce and challenge of one another',
      fix: 'Nothing has to be done; values of their own make each check independent of the others.',
    },
  },
  judge(transcripts, tools) {
    const logins = loginsIn(transcripts)
    return judgeEach<() => Seen<Reason>, Reason>(
      [
        ...logins.flatMap((login) => [
          () => lookAtVerifier(login, 'state', tools),
          () => lookAtVerifier(login, 'nonce', tools),
        ]),
        ...logins.map((login) => () => lookAtSeen(login, tools)),
      ],
      (look) => look(),
      nothingSeen(transcripts),
    )
  },
})
