// Access tokens live for seconds and every login gives a refresh token: what a refresh is answered.
import { givesToken, instead, isRefresh, oauthErrorBody, withMember } from '../tampering/instead.js'
import { retryAfterSeconds } from '../tampering/retry-after.js'
import { defineScenario, type Tamper } from './scenario.js'

const shortSeconds = 3
const silentSeconds = 60
/** As long as a refresh token lives. */
const always = 2_592_000

/** Refresh tokens for all, and a reason to use them. */
const refreshable = {
  concerns: ['token'],
  quirks: { refreshTokensForAll: true },
  isFor: isRefresh,
} as const

function error<const Id extends string>(id: Id, status: number, code: string, description: string) {
  const headers = status === 503 ? [retryAfterSeconds] : []
  const body = oauthErrorBody(code, description)
  const tamper: Tamper = (honest, about) =>
    givesToken(honest, about)
      ? instead(honest, about, { status, type: 'application/json', body, headers })
      : honest
  return {
    ...refreshable,
    id,
    what: `The mock answers every refresh with ${status} ${code}.`,
    takesBack: true,
    tamper,
  } as const
}

const noNewToken: Tamper = (honest, about) =>
  givesToken(honest, about) ? withMember(honest, 'refresh_token', null) : honest

const silent: Tamper = (honest, about) =>
  givesToken(honest, about)
    ? { ...honest, body: '', delivery: { kind: 'silence', seconds: silentSeconds } }
    : honest

const passing = ['keeps its refresh token and tries again later', 'says so, and keeps its refresh token']

export const refreshTrouble = defineScenario({
  id: 'refresh-trouble',
  what: `The mock gives refresh tokens, and access tokens for ${shortSeconds} seconds; refreshes have an unusual answer.`,
  right: ['refreshes with the newest refresh token it has'],
  policy: { longestAccessTokenSeconds: shortSeconds },
  variants: [
    {
      id: 'rotates',
      what: 'The mock gives a new refresh token with each refresh; a second use of an old one ends the login.',
      concerns: ['token'],
      quirks: { refreshTokensForAll: true },
      policy: { refreshReuseWindowSeconds: 0, revokeOnReplay: true },
      right: ['refreshes with the newest refresh token each time'],
    },
    {
      ...refreshable,
      id: 'no-new-token',
      what: 'The mock gives no new refresh token with a refresh; the old one stays good.',
      // The same successor is behind the old token all the time.
      policy: { refreshReuseWindowSeconds: always },
      tamper: noNewToken,
      right: ['keeps the old refresh token and uses it again'],
    },
    {
      ...error('invalid-grant', 400, 'invalid_grant', 'the refresh token is not valid'),
      right: ['forgets its tokens, and starts one new login', 'forgets its tokens, and says so'],
    },
    {
      ...error(
        'unavailable',
        503,
        'temporarily_unavailable',
        'the server is overloaded or under maintenance',
      ),
      right: passing,
    },
    {
      ...refreshable,
      id: 'silence',
      what: `The mock answers a refresh not at all, and closes the connection after ${silentSeconds} seconds.`,
      takesBack: true,
      tamper: silent,
      right: passing,
    },
    {
      id: 'parallel-calls',
      what: 'The kit lets the client make several API calls at once when its token has expired; a second use of a refresh token ends the login.',
      operatedBy: 'kit',
      quirks: { refreshTokensForAll: true },
      right: ['refreshes once, and all calls succeed'],
    },
  ],
})
