// token.public-no-secret: an app in the hands of its users sends no secret.
import { placeholderIn } from '../../../server/protocol/autopsy/placeholder.js'
import { firstValue } from '../../../server/protocol/parameters.js'
import { type AuthorizeRequest, authorizeRequests } from '../authorize-request.js'
import { credentialsOf } from '../client-credentials.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { type TokenRequest, tokenRequests } from '../token-request.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive } from '../verdict.js'
import { defineCheck, type Tools } from './check.js'

type Reason = 'secret' | 'empty-basic'

const expected = 'client_id in the body, and no secret'

function lookAtToken(request: TokenRequest, tools: Tools): Seen<Reason> {
  const seen = credentialsOf(request).flatMap(({ way, what, secret, parameter }): Seen<Reason> => {
    const where = placeIn(request, parameter)
    if (secret !== null) {
      return [{ reason: 'secret', where, expected, actual: `${what}: ${tools.mask(secret)}` }]
    }
    // A signed assertion can rest on a key that each installation makes for itself.
    return way === 'empty-basic' ? [{ reason: 'empty-basic', where, expected, actual: what }] : []
  })
  return seen.length > 0 ? seen : [{ where: placeIn(request), actual: 'no secret in the token request' }]
}

function lookAtLogin(request: AuthorizeRequest, tools: Tools): Seen<Reason> {
  const secret = firstValue(request.parameters, 'client_secret')
  if (secret === null || placeholderIn(secret) !== null) return []
  const where = placeIn(request, 'client_secret')
  const actual = `client_secret in the authorization request: ${tools.mask(secret)}`
  return [{ reason: 'secret', where, expected, actual, phase: 'authorization request' }]
}

export const tokenPublicNoSecret = defineCheck({
  id: 'token.public-no-secret',
  phase: 'token request',
  title: 'An app in the hands of its users sends no client secret',
  why: 'Whoever has the app has its secret, so it proves nothing, and it opens whatever else it is good for. PKCE does what it cannot.',
  fix: 'Register a public client that uses PKCE, and take the secret out of the app; make a new one where it is still needed.',
  clauses: ['RFC6749-10.1', 'RFC8252-8.5', 'RFC10017-6.3.3.1'],
  rule: 'clause',
  kinds: ['native', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    secret: { level: 'warning', what: 'sends a client secret that every user of the app has' },
    'empty-basic': {
      level: 'info',
      what: 'names itself in a Basic header without a secret',
      fix: 'Send client_id in the body: some servers take an empty secret for a wrong one.',
    },
  },
  judge(transcripts, tools) {
    const requests = transcripts.flatMap(tokenRequests)
    return judgeEach<() => Seen<Reason>, Reason>(
      [
        ...transcripts.flatMap(authorizeRequests).map((login) => () => lookAtLogin(login, tools)),
        ...requests.map((request) => () => lookAtToken(request, tools)),
      ],
      (look) => look(),
      inconclusive(noTokenRequest(transcripts)),
    )
  },
})
