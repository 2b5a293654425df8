// logout.tokens-cleared: after a logout the client has its tokens no more.
import { accessTokensIssuedBy, refreshTokensIssuedBy } from '../../issued.js'
import type { ObservedExchange, Transcript } from '../../transcript.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { courseOf } from '../token-course.js'
import { placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'token-used' | 'left-behind'

function carries({ request }: ObservedExchange, tokens: readonly string[]): boolean {
  const text = JSON.stringify([request.headers, request.query, request.body])
  return tokens.some((token) => text.includes(token) || text.includes(encodeURIComponent(token)))
}

/** Files of the client that still hold a token when all is over. */
function filesWithTokens({ observations }: Transcript): readonly string[] {
  const files = observations?.files ?? []
  const holds = (kind: string) => kind === 'access_token' || kind === 'refresh_token'
  return files.filter(({ after }) => after.some(({ kind }) => holds(kind))).map(({ path }) => path)
}

function look(run: Transcript): readonly Shown<Reason>[] {
  const course = courseOf(run)
  if (typeof course === 'string') return [undecidedIn(run, course)]
  const actions = run.actions ?? []
  const logout = actions.find(({ name }) => name === 'logout')
  if (logout === undefined) {
    return [{ kind: 'untouched', why: 'how to log out was not said (actions.logout)' }]
  }
  const call = actions.find(({ name, at }) => name === 'call' && at >= logout.at)
  const before = run.exchanges.filter(({ number }) => number <= logout.afterExchange)
  const tokens = [...accessTokensIssuedBy(before), ...refreshTokensIssuedBy(before)]
  const after = run.exchanges.filter(
    ({ number }) => number > (call?.afterExchange ?? Number.POSITIVE_INFINITY),
  )
  const used = after.find((exchange) => carries(exchange, tokens))
  if (used !== undefined) {
    const { method, path } = used.request
    const where = placeOf(run, used.number)
    const actual = `after the logout it sent a token of the old login with ${method} ${path}`
    const expected = 'no token of the old login'
    return [{ kind: 'broken', occurrence: { reason: 'token-used', where, expected, actual } }]
  }
  const files = filesWithTokens(run)
  const where = placeOf(run, null)
  if (files.length > 0) {
    const actual = `after the logout ${files.join(', ')} still held a token`
    return [
      {
        kind: 'broken',
        occurrence: { reason: 'left-behind', where, expected: 'no token in a file', actual },
      },
    ]
  }
  const looked = run.observations?.seen.includes('files') === true
  if (call === undefined && !looked) {
    return [
      {
        kind: 'untouched',
        why: 'how to call the API was not said (actions.call), and no file could be looked at',
      },
    ]
  }
  const seen = [
    ...(call === undefined ? [] : ['its next call had no token of the old login']),
    ...(looked ? ['no file held one'] : []),
  ]
  return [
    { kind: 'right', evidence: { where, actual: `after the logout ${seen.join(', and ')}` }, silent: true },
  ]
}

export const logoutTokensCleared = defineCheck({
  id: 'logout.tokens-cleared',
  phase: 'logout',
  title: 'After a logout the client has its tokens no more',
  why: 'Who logs out on a machine of somebody else expects that nobody goes on in his name. A token that stays behind works until it expires.',
  fix: 'Drop the session with its tokens first, delete them wherever they were stored, then end the login at the service.',
  clauses: ['RFC6749-10.3', 'RFC6749-10.4'],
  rule: 'derived',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: ['logout/tokens-kept', 'logout/revocation-offered', 'logout/revocation-unavailable'],
  reasons: {
    'token-used': { level: 'warning', what: 'goes on using its tokens after a logout' },
    'left-behind': { level: 'warning', what: 'leaves its tokens in a file after a logout' },
  },
  judge: (transcripts) => judgeDisturbed<Reason>(transcripts, look),
})
