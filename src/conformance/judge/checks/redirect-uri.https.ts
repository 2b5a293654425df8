// redirect-uri.https: the code comes back over HTTPS, or does not leave the machine.
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { noSuchRedirect, type SentRedirect, sentRedirects } from '../redirect-uris-sent.js'
import { quoted } from '../wording.js'
import { defineCheck } from './check.js'

type Reason = 'http' | 'development'

function look({ request, uri, target }: SentRedirect): Seen<Reason> {
  const where = placeIn(request, 'redirect_uri')
  // A private-use scheme has its own check; whether it fits this kind of client cannot be seen.
  if (target.kind === 'private-use') return []
  if (target.tls) return [{ where, actual: `https at ${target.host}` }]
  const expected = 'a redirect URI that begins with https:'
  if (target.kind === 'host') return [{ reason: 'http', where, expected, actual: quoted(uri) }]
  // RFC 8252 section 7.3: this is how a native app is called back.
  if (request.transcript.kind === 'native') return []
  return [{ reason: 'development', where, expected, actual: quoted(uri) }]
}

export const redirectUriHttps = defineCheck({
  id: 'redirect-uri.https',
  phase: 'authorization request',
  title: 'The code comes back over HTTPS, unless it stays on this machine',
  why: 'Over http everybody on the way reads the code, and can answer in the place of the server.',
  fix: 'Serve the callback over https, and register that URI.',
  clauses: ['RFC9700-2.6', 'RFC6749-3.1.2.1', 'RFC6749-10.5'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    http: { level: 'violation', what: 'has the code sent over http to another machine' },
    development: {
      level: 'info',
      what: 'is called back over http on this machine, as a development build is',
      fix: 'Nothing, as long as this is a development build: in production register an https URI.',
    },
  },
  judge(transcripts) {
    const none =
      'no code travels over the network: a native app is called back on its own machine or by its own scheme'
    return judgeEach(sentRedirects(transcripts), look, noSuchRedirect(transcripts, none))
  },
})
