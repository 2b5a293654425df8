// redirect-uri.loopback-literal: a native app names the loopback interface by its address.
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { noSuchRedirect, type SentRedirect, sentRedirects } from '../redirect-uris-sent.js'
import { quoted } from '../wording.js'
import { defineCheck } from './check.js'

function look({ request, uri, target }: SentRedirect): Seen<'name' | 'any-address'> {
  if (target.kind !== 'loopback') return []
  const where = placeIn(request, 'redirect_uri')
  if (target.by === 'literal') return [{ where, actual: quoted(uri) }]
  const reason = /^(?:0\.0\.0\.0|\[::\])$/.test(target.host) ? 'any-address' : 'name'
  return [{ reason, where, expected: 'http://127.0.0.1 or http://[::1]', actual: quoted(uri) }]
}

export const redirectUriLoopbackLiteral = defineCheck({
  id: 'redirect-uri.loopback-literal',
  phase: 'authorization request',
  title: 'A native app is called back at 127.0.0.1 or [::1], not at localhost',
  why: 'What localhost means is up to the resolver, the hosts file and the address family: the code may reach another program, or nobody.',
  fix: 'Use the address in the redirect URI, for example http://127.0.0.1:8080/callback, listen on that very address, and register it.',
  clauses: ['RFC8252-8.3', 'RFC8252-7.3', 'OAUTH21-8.4.2'],
  rule: 'clause',
  kinds: ['native'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    name: { level: 'warning', what: 'is called back at localhost' },
    'any-address': { level: 'warning', what: 'is called back at an address that means every interface' },
  },
  judge(transcripts) {
    const none = 'the redirect URI is no loopback URI'
    return judgeEach(sentRedirects(transcripts), look, noSuchRedirect(transcripts, none))
  },
})
