// request.no-secrets-in-url: no verifier, code, secret or token stands in the URL of a request.
import type { ObservedExchange, Transcript } from '../../transcript.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { type Leak, leaksOf, type Secret, type SecretKind, secretsOf } from '../secrets-in-url.js'
import { tokenRequests } from '../token-request.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive } from '../verdict.js'
import { defineCheck, type Phase, type Tools } from './check.js'

type Reason =
  | 'verifier-in-authorize-url'
  | 'verifier-in-token-url'
  | 'verifier-in-other-url'
  | 'code-in-token-url'
  | 'code-in-other-url'
  | 'secret-in-url'
  | 'token-in-api-url'
  | 'token-in-other-url'

interface Request {
  readonly transcript: Transcript
  readonly exchange: ObservedExchange
}

/** Which URL it is. A preflight repeats the URL of the request that follows it. */
function urlOf({ endpoint, request }: ObservedExchange): 'authorize' | 'token' | 'api' | 'other' {
  if (endpoint === 'oauth-authorize') return 'authorize'
  if (endpoint === 'oauth-token') return 'token'
  return request.path.startsWith('/api/') ? 'api' : 'other'
}

function phaseOf(exchange: ObservedExchange): Phase {
  const url = urlOf(exchange)
  if (url === 'authorize') return 'authorization request'
  return url === 'token' ? 'token request' : 'token use'
}

function reasonOf(kind: SecretKind, url: ReturnType<typeof urlOf>): Reason {
  switch (kind) {
    case 'verifier':
      return url === 'authorize' || url === 'token' ? `verifier-in-${url}-url` : 'verifier-in-other-url'
    case 'code':
      return url === 'token' ? 'code-in-token-url' : 'code-in-other-url'
    case 'client secret':
      return 'secret-in-url'
    case 'access token':
    case 'refresh token':
      return url === 'api' ? 'token-in-api-url' : 'token-in-other-url'
  }
}

const disguises = {
  plain: 'in plain',
  'percent-encoded': 'percent-encoded',
  base64: 'in base64',
  hex: 'in hex digits',
} as const

/** The URL itself is not shown: the secret stands in it. */
const urlNames = {
  authorize: 'the authorization request',
  token: 'the token request',
  api: 'an API request',
  other: 'another request to the server',
} as const

function look(request: Request, secrets: readonly Secret[], tools: Tools): Seen<Reason> {
  const { exchange } = request
  const leaks = leaksOf(exchange, secrets)
  const occurrence = ({ kind, value, parameter, disguise }: Leak) => {
    const place = parameter === null ? 'outside of any parameter' : `in ${parameter}`
    return {
      reason: reasonOf(kind, urlOf(exchange)),
      phase: phaseOf(exchange),
      where: placeIn(request, parameter),
      expected: `no ${kind} in a URL`,
      actual: `the ${kind}, ${tools.mask(value)}, stands ${disguises[disguise]} ${place} of the URL of ${urlNames[urlOf(exchange)]}`,
    }
  }
  if (leaks.length > 0) return leaks.map(occurrence)
  return [
    { where: placeIn(request), actual: `none of the ${secrets.length} secrets of the run is in its URL` },
  ]
}

export const requestNoSecretsInUrl = defineCheck({
  id: 'request.no-secrets-in-url',
  phase: 'authorization request',
  title: 'No verifier, code, client secret or token stands in the URL of a request',
  why: 'URLs are kept by histories, logs, proxies and Referer headers. A verifier in the authorization request also undoes PKCE: it travels with the challenge.',
  fix: 'Move the value into the form body of a POST, or into the Authorization header.',
  clauses: [
    'RFC6749-2.3.1',
    'RFC6749-4.1.3-form',
    'RFC7636-7.1-learned',
    'RFC9700-2.1.1-bound',
    'RFC9700-4.3.2',
  ],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    'verifier-in-authorize-url': {
      level: 'violation',
      what: 'shows the verifier in the authorization request',
      fix: 'Keep the verifier in the client until the token request. Draw state and nonce from other random octets, and put nothing of the verifier into them.',
    },
    'verifier-in-token-url': {
      level: 'violation',
      what: 'sends the verifier in the URL of the token request',
      fix: "Send the parameters in the body: fetch(tokenUrl, { method: 'POST', body: new URLSearchParams({ … }) }).",
    },
    'verifier-in-other-url': { level: 'violation', what: 'shows the verifier in the URL of another request' },
    'code-in-token-url': {
      level: 'violation',
      what: 'sends the code in the URL of the token request',
      fix: "Send the parameters in the body: fetch(tokenUrl, { method: 'POST', body: new URLSearchParams({ … }) }).",
    },
    'code-in-other-url': { level: 'violation', what: 'shows the code in the URL of another request' },
    'secret-in-url': {
      level: 'violation',
      what: 'shows the client secret in a URL',
      fix: 'Send the secret in a Basic header of the token request only. In a native app or in a browser there is no secret: register a public client.',
    },
    /** `bearer.placement/query` fires too when the token is a parameter: both rules are broken by the one act. */
    'token-in-api-url': {
      level: 'violation',
      what: 'shows a token in the URL of an API request',
      fix: "Send it as a header: fetch(url, { headers: { Authorization: 'Bearer ' + accessToken } }).",
    },
    'token-in-other-url': { level: 'violation', what: 'shows a token in a URL outside of the API' },
  },
  judge(transcripts, tools) {
    const secrets = secretsOf(transcripts)
    const requests = transcripts.flatMap((transcript) =>
      transcript.exchanges.map((exchange) => ({ transcript, exchange })),
    )
    const verdict = judgeEach(
      requests,
      (request) => look(request, secrets, tools),
      inconclusive(noTokenRequest(transcripts)),
    )
    const seen = transcripts.flatMap(tokenRequests).length > 0
    if (verdict.outcome !== 'pass' || seen) return verdict
    return inconclusive(`the secrets of the client are not known: ${noTokenRequest(transcripts)}`)
  },
})
