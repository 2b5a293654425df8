// redirect-uri.form: the redirect URI is sent, absolute, and without a fragment.
import { firstValue, lookUp } from '../../../server/protocol/parameters.js'
import { isCompleteRedirect, redirectUriFault } from '../../../server/protocol/redirect-uri.js'
import { type AuthorizeRequest, wholeAuthorizeRequests } from '../authorize-request.js'
import { explanationOf } from '../explanation.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { noAuthorizeRequest } from '../unseen.js'
import { inconclusive } from '../verdict.js'
import { characterAt, namesOf, quoted } from '../wording.js'
import { defineCheck } from './check.js'

type Reason = 'absent' | 'relative' | 'fragment'

/** `localhost:3000/callback` reads as a URI of the scheme `localhost`, which nobody means. */
const hostAndPort = /^[a-z0-9.-]+:\d{1,5}(?:[/?#]|$)/i

function relativeBecause(uri: string): string | null {
  if (/^https?%3A/i.test(uri)) return 'it is percent-encoded twice'
  if (hostAndPort.test(uri)) return 'the scheme is missing: it begins with host and port'
  const fault = redirectUriFault(uri)
  if (fault === 'not-absolute') return 'it does not begin with a scheme and what the scheme needs'
  if (fault !== 'illegal-character') return null
  const index = [...uri].findIndex((character) => redirectUriFault(`x:${character}`) === 'illegal-character')
  return `${characterAt(uri, index)} may not stand in a URI`
}

function judgeValue(request: AuthorizeRequest, uri: string): Seen<Reason> {
  const where = placeIn(request, 'redirect_uri')
  const because = relativeBecause(uri)
  if (because !== null) {
    const expected = 'an absolute URI such as http://127.0.0.1:8080/callback'
    return [{ reason: 'relative', where, expected, actual: quoted(uri), diagnosis: because }]
  }
  if (uri.includes('#')) {
    return [{ reason: 'fragment', where, expected: 'a URI without #', actual: quoted(uri) }]
  }
  return [{ where, actual: quoted(uri) }]
}

/** One URI registered in full may be left out; a learned registration is learned from this very parameter. */
function mayBeLeftOut({ transcript }: AuthorizeRequest): boolean {
  const { source, redirectUri } = transcript.registration
  return source === 'given' && redirectUri !== null && isCompleteRedirect(redirectUri)
}

function look(request: AuthorizeRequest): Seen<Reason> {
  const uri = firstValue(request.parameters, 'redirect_uri')
  if (uri !== null) return judgeValue(request, uri)
  const where = placeIn(request, 'redirect_uri')
  if (mayBeLeftOut(request)) {
    return [{ where, actual: 'redirect_uri was left out, and one complete URI is registered' }]
  }
  const empty = lookUp(request.parameters, 'redirect_uri').kind === 'empty'
  const without = empty ? 'redirect_uri is there without a value; ' : ''
  const actual = `${without}the request carries ${namesOf(request.parameters)}`
  const expected = 'redirect_uri in the request'
  return [{ reason: 'absent', where, expected, actual, ...explanationOf(request.exchange, 'redirect_uri') }]
}

export const redirectUriForm = defineCheck({
  id: 'redirect-uri.form',
  phase: 'authorization request',
  title: 'The redirect URI is sent, absolute, and without a fragment',
  why: 'The server sends the code to exactly this URI. A relative one means nothing to it, and a fragment swallows the code that is appended.',
  fix: 'Send the full registered URI, for example http://127.0.0.1:8080/callback.',
  clauses: ['RFC6749-3.1.2', 'RFC6749-3.1.2-fragment', 'RFC6749-3.1.2.3'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    absent: { level: 'violation', what: 'sends no redirect_uri' },
    relative: {
      level: 'violation',
      what: 'sends a redirect_uri that is not an absolute URI',
      fix: "Send the whole URI with its scheme, for example new URL('/callback', location.origin).href.",
    },
    fragment: {
      level: 'violation',
      what: 'sends a redirect_uri with a fragment',
      fix: 'Register and send a path without #. A single-page app with a hash router needs a callback page outside of the router.',
    },
  },
  judge(transcripts) {
    return judgeEach(wholeAuthorizeRequests(transcripts), look, inconclusive(noAuthorizeRequest(transcripts)))
  },
})
