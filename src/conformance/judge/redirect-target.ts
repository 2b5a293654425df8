// What kind of place a redirect URI names: this machine, a private-use scheme, or a host on the network.
import { redirectUriFault } from '../../server/protocol/redirect-uri.js'

export type RedirectTarget =
  /** `literal`: 127.0.0.1 or [::1], however they are written. `name`: `localhost`, or an address that means any. */
  | {
      readonly kind: 'loopback'
      readonly host: string
      readonly by: 'literal' | 'name'
      readonly tls: boolean
    }
  | { readonly kind: 'host'; readonly host: string; readonly tls: boolean }
  /** `scheme` in lower case, `rest` from the colon on. */
  | { readonly kind: 'private-use'; readonly scheme: string; readonly rest: string }

const loopbackLiteral = /^(?:127\.\d+\.\d+\.\d+|\[::1\])$/
/** RFC 6761 section 6.3: the names below localhost are loopback too. 0.0.0.0 and [::] end up on this machine. */
const loopbackName = /^(?:(?:[a-z0-9-]+\.)*localhost\.?|0\.0\.0\.0|\[::\])$/

/** Schemes with a meaning of their own, which no app can have for itself. */
const otherScheme = /^(?:urn|mailto|tel|ftp|ws|wss|ldap):/i

/** What `uri` names; null for a URI that is none, which `redirect-uri.form` judges, or of an unsafe scheme. */
export function redirectTargetOf(uri: string): RedirectTarget | null {
  if (redirectUriFault(uri.replace(/#.*/s, '')) !== null || otherScheme.test(uri)) return null
  if (!/^https?:/i.test(uri)) {
    const colon = uri.indexOf(':')
    return { kind: 'private-use', scheme: uri.slice(0, colon).toLowerCase(), rest: uri.slice(colon + 1) }
  }
  if (!URL.canParse(uri)) return null
  const { hostname: host, protocol } = new URL(uri)
  const tls = protocol === 'https:'
  if (loopbackLiteral.test(host)) return { kind: 'loopback', host, by: 'literal', tls }
  if (loopbackName.test(host)) return { kind: 'loopback', host, by: 'name', tls }
  return { kind: 'host', host, tls }
}
