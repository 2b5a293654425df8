// redirect-uri.registered: the redirect URI is a registered one, character by character.
import { redirectDifference } from '../../../server/protocol/autopsy/redirect.js'
import { firstValue } from '../../../server/protocol/parameters.js'
import {
  isLoopbackRedirect,
  matchesRedirect,
  withoutLoopbackPort,
} from '../../../server/protocol/redirect-uri.js'
import type { Transcript } from '../../transcript.js'
import { type AuthorizeRequest, wholeAuthorizeRequests } from '../authorize-request.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { redirectTargetOf } from '../redirect-target.js'
import { noSuchRedirect } from '../redirect-uris-sent.js'
import { inconclusive, type Verdict } from '../verdict.js'
import { quoted } from '../wording.js'
import { defineCheck } from './check.js'

type Reason = 'differs' | 'loopback-port'

interface Compared {
  readonly request: AuthorizeRequest
  readonly uri: string
  readonly registered: string
}

/** The registration that counts for a run: its own when it was given, else the one learned first of all. */
function registeredFor({ registration }: Transcript, transcripts: readonly Transcript[]): string | null {
  if (registration.source === 'given') return registration.redirectUri
  return transcripts.find((run) => run.registration.redirectUri !== null)?.registration.redirectUri ?? null
}

/** Every redirect URI and its registration; the request that taught the registration is equal to itself. */
function comparedIn(transcripts: readonly Transcript[]): readonly Compared[] {
  const sent = wholeAuthorizeRequests(transcripts).flatMap((request) => {
    const uri = firstValue(request.parameters, 'redirect_uri')
    const registered = registeredFor(request.transcript, transcripts)
    return uri === null || registered === null || redirectTargetOf(uri) === null
      ? []
      : [{ request, uri, registered }]
  })
  const learned = transcripts[0]?.registration.source === 'learned'
  return learned ? sent.slice(1) : sent
}

/** RFC 8252 section 7.3: a server has to take any port of a loopback address, whichever is registered. */
function differsInPortOnly(registered: string, uri: string): boolean {
  if (/^http:\/\/localhost\b/i.test(uri) || !isLoopbackRedirect(uri)) return false
  return withoutLoopbackPort(uri) === withoutLoopbackPort(registered)
}

function look({ request, uri, registered }: Compared): Seen<Reason> {
  const where = placeIn(request, 'redirect_uri')
  if (matchesRedirect(registered, uri)) return [{ where, actual: `registered: ${quoted(registered)}` }]
  const { source } = request.transcript.registration
  const how = source === 'given' ? 'given by --redirect-uri' : 'learned from the first login of the run'
  return [
    {
      reason: differsInPortOnly(registered, uri) ? 'loopback-port' : 'differs',
      where,
      expected: `${quoted(registered)}, ${how}`,
      actual: quoted(uri),
      diagnosis: redirectDifference(registered, uri),
    },
  ]
}

/** Why nothing was compared. A registration that was learned from the only login says nothing about it. */
function nothingSeen(transcripts: readonly Transcript[]): Verdict<never> {
  const [first] = transcripts
  const refused = wholeAuthorizeRequests(transcripts).some(({ exchange }) =>
    exchange.outcome.mistakes.some(({ kind }) => kind === 'redirect-uri-unregistered'),
  )
  if (refused && first?.registration.redirectUri === null) {
    return inconclusive(
      'the mock refused the redirect URI because none is registered: give it with --redirect-uri',
    )
  }
  const learned = 'the registration was learned from the only login: give --redirect-uri to compare with'
  const none = 'no redirect URI was given to compare with: give --redirect-uri'
  return noSuchRedirect(transcripts, first?.registration.source === 'learned' ? learned : none)
}

export const redirectUriRegistered = defineCheck({
  id: 'redirect-uri.registered',
  phase: 'authorization request',
  title: 'The redirect URI is a registered one, character by character',
  why: 'Servers compare it as a string. Another path, a trailing slash, another host name for the same machine: the user sees an error page and no login.',
  fix: 'Register exactly the URI that the client sends, and send the same one in every login.',
  clauses: ['RFC6749-2-registered', 'RFC9700-2.1-exact', 'RFC8252-8.4-registered', 'RFC8252-7.3-port'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  acrossLogins: true,
  reasons: {
    differs: { level: 'violation', what: 'sends another redirect URI than the registered one' },
    'loopback-port': {
      level: 'info',
      what: 'sends another port than the registered one, as a native app may',
      fix: 'Register the loopback URI without its port: then every port is right.',
    },
  },
  judge(transcripts) {
    return judgeEach(comparedIn(transcripts), look, nothingSeen(transcripts))
  },
})
