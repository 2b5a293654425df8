// redirect-uri.custom-scheme: a private-use scheme is a domain name in reverse order.
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { noSuchRedirect, type SentRedirect, sentRedirects } from '../redirect-uris-sent.js'
import { quoted } from '../wording.js'
import { defineCheck } from './check.js'

type Reason = 'no-dot' | 'not-reversed' | 'slashes'

/** The labels under which most domains lie. A name that ends with one and begins with none is not reversed. */
const topLabel = /^(?:com|org|net|edu|gov|mil|int|info|biz|io|dev|app|cloud|me|co|[a-z]{2})$/
/** Only these are sure to be no name of an app. */
const surelyTopLabel = /^(?:com|org|net|edu|gov|mil|io)$/

function isReversed(scheme: string): boolean {
  const labels = scheme.split('.')
  return topLabel.test(labels[0] ?? '') || !surelyTopLabel.test(labels.at(-1) ?? '')
}

function reasonsFor(scheme: string, rest: string): readonly Reason[] {
  if (!/[^.]\.[^.]/.test(scheme)) return ['no-dot']
  const order: readonly Reason[] = isReversed(scheme) ? [] : ['not-reversed']
  return /^\/(?!\/)/.test(rest) ? order : [...order, 'slashes']
}

function look({ request, uri, target }: SentRedirect): Seen<Reason> {
  if (target.kind !== 'private-use') return []
  const { scheme, rest } = target
  const where = placeIn(request, 'redirect_uri')
  const reasons = reasonsFor(scheme, rest)
  if (reasons.length === 0) return [{ where, actual: `the scheme ${quoted(scheme)}` }]
  const expected = 'such as com.example.app:/callback'
  return reasons.map((reason) => ({ reason, where, expected, actual: quoted(uri) }))
}

export const redirectUriCustomScheme = defineCheck({
  id: 'redirect-uri.custom-scheme',
  phase: 'authorization request',
  title: 'A private-use scheme is a domain name in reverse order, with one slash after the colon',
  why: 'Any app may claim any scheme. A name under a domain of your own keeps two honest apps apart, and shows a dishonest one for what it is.',
  fix: 'Use com.example.app:/callback with a domain of your own, or better an https link that the system claims for your app.',
  clauses: ['RFC8252-7.1', 'RFC8252-7.1-slash', 'RFC8252-8.4'],
  rule: 'clause',
  kinds: ['native'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    'no-dot': { level: 'violation', what: 'uses a scheme that is no domain name' },
    'not-reversed': { level: 'violation', what: 'uses a domain name in its usual order as scheme' },
    slashes: {
      level: 'warning',
      what: 'does not write exactly one slash after the colon of its scheme',
      fix: 'Write one slash, com.example.app:/callback: after two of them a host is expected, and there is none.',
    },
  },
  judge(transcripts) {
    const none = 'the redirect URI has no private-use scheme'
    return judgeEach(sentRedirects(transcripts), look, noSuchRedirect(transcripts, none))
  },
})
