// pkce.verifier.unique: each login has a verifier and a challenge of its own.
import { s256 } from '../../../server/protocol/pkce.js'
import type { Transcript } from '../../transcript.js'
import type { AuthorizeRequest } from '../authorize-request.js'
import { wholeAuthorizeRequests } from '../authorize-request.js'
import { nameOfRun } from '../controls.js'
import { groupsBy } from '../groups.js'
import { challengeOf, loginsWithChallenge } from '../logins.js'
import { placeIn } from '../place.js'
import { codeRequests, probableLoginOf, type TokenRequest } from '../token-request.js'
import { noAuthorizeRequest } from '../unseen.js'
import {
  inconclusive,
  isNonEmpty,
  type NonEmpty,
  notApplicable,
  type Occurrence,
  type Verdict,
} from '../verdict.js'
import { verifierOf } from '../verifier-seen.js'
import { listed, quoted } from '../wording.js'
import { defineCheck, type Tools } from './check.js'

type Reason = 'repeated' | 'after-error'

function placeName({ transcript, exchange }: AuthorizeRequest): string {
  return `exchange ${exchange.number} of ${nameOfRun(transcript)}`
}

/** Whether `again` follows, in one run, on a login that the server answered with an error. */
function followsError(before: AuthorizeRequest, again: AuthorizeRequest): boolean {
  if (before.transcript !== again.transcript) return false
  const { honest, sent, outcome } = before.exchange
  const location = sent.headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? ''
  return outcome.kind === 'refused' || /[?&]error=/.test(location) || honest.status !== sent.status
}

function repeatedChallenge(group: NonEmpty<AuthorizeRequest>): readonly Occurrence<Reason>[] {
  const [first, second] = group
  if (second === undefined) return []
  const challenge = quoted(challengeOf(first) ?? '')
  return [
    {
      reason: group.length === 2 && followsError(first, second) ? 'after-error' : 'repeated',
      where: placeIn(second, 'code_challenge'),
      expected: 'a challenge that no other login has',
      actual: `the challenge ${challenge} in ${listed(group.map(placeName))}`,
    },
  ]
}

/**
 * A verifier that several logins with different challenges send belongs to none of them: one of the challenges that
 * it opens is another fault, an overwritten store.
 */
function repeatedVerifiers(
  transcripts: readonly Transcript[],
  challenges: ReadonlySet<string>,
  tools: Tools,
): readonly Occurrence<Reason>[] {
  const sent = codeRequests(transcripts).flatMap((request) => {
    const verifier = verifierOf(request)
    const login = probableLoginOf(request)
    return verifier === null || login === null || challenges.has(s256(verifier))
      ? []
      : [{ request, verifier, login }]
  })
  return groupsBy(sent, ({ verifier }) => verifier).flatMap((group) => {
    const [first] = group
    const other = group.find(({ login }) => challengeOf(login) !== challengeOf(first.login))
    return other === undefined
      ? []
      : [
          verifierOccurrence(
            other.request,
            group.map(({ request }) => request),
            tools,
          ),
        ]
  })
}

function verifierOccurrence(
  again: TokenRequest,
  all: readonly TokenRequest[],
  tools: Tools,
): Occurrence<Reason> {
  const places = listed(
    all.map(({ transcript, exchange }) => `exchange ${exchange.number} of ${nameOfRun(transcript)}`),
  )
  return {
    reason: 'repeated',
    where: placeIn(again, 'code_verifier'),
    expected: 'a verifier that no other login has',
    actual: `the verifier, ${tools.mask(verifierOf(again) ?? '')}, in ${places}`,
  }
}

function nothingToCompare(transcripts: readonly Transcript[]): Verdict<never> {
  const requests = wholeAuthorizeRequests(transcripts)
  if (requests.length === 0) return inconclusive(noAuthorizeRequest(transcripts))
  const [login] = loginsWithChallenge(transcripts)
  if (login === undefined) {
    return notApplicable('no login carries a challenge that could be compared (see pkce.challenge.present)')
  }
  return inconclusive(
    `only one login was seen, so its verifier could be compared with no other: ${endOf(transcripts)}`,
  )
}

function endOf(transcripts: readonly Transcript[]): string {
  return transcripts.at(-1)?.ending.what ?? 'no run was recorded'
}

export const pkceVerifierUnique = defineCheck({
  id: 'pkce.verifier.unique',
  phase: 'randomness',
  title: 'Each login has a verifier and a challenge of its own',
  why: 'Whoever has seen one verifier can redeem the codes of all logins that share it.',
  fix: 'Make the verifier inside of the function that begins a login, never at the start of the program, and keep none for later.',
  clauses: ['RFC7636-4.1-each', 'RFC9700-2.1.1-bound', 'OAUTH21-7.5.1.1'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: [
    'honest',
    'forgiving',
    'authz-errors/pkce-unsupported',
    'state-tamper/swapped',
    'state-tamper/dropped',
    'state-tamper/altered',
    'many-runs/in-turn',
    'many-runs/older-first',
    'honest-again',
  ],
  fullScenarios: ['many-runs/at-once', 'two-sessions/answers-exchanged'],
  acrossLogins: true,
  reasons: {
    repeated: { level: 'violation', what: 'uses one verifier in several logins' },
    'after-error': {
      level: 'violation',
      what: 'begins a new login with the verifier of one that failed',
      fix: 'Forget the verifier when a login fails, and make a new one for the next.',
    },
  },
  judge(transcripts, tools): Verdict<Reason> {
    const logins = loginsWithChallenge(transcripts)
    const groups = groupsBy(logins, (login) => challengeOf(login) ?? '')
    const challenges = new Set(logins.map((login) => challengeOf(login) ?? ''))
    const occurrences = [
      ...groups.flatMap(repeatedChallenge),
      ...repeatedVerifiers(transcripts, challenges, tools),
    ]
    if (isNonEmpty(occurrences)) return { outcome: 'fail', occurrences }
    const [first, second] = logins
    if (first === undefined || second === undefined) return nothingToCompare(transcripts)
    const actual = `${logins.length} logins, and as many challenges`
    return { outcome: 'pass', evidence: [{ where: placeIn(first, 'code_challenge'), actual }] }
  },
})
