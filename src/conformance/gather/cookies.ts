// The cookies of a browser: what it keeps of an answer, and what it sends along. The only file that imports tough-cookie.
import { Cookie, CookieJar } from 'tough-cookie'

/**
 * Who began a navigation. `same-site`: the user, or a page of the same site. `cross-site`: a page of another
 * site, as that of the login service is: cookies with SameSite=Strict then stay at home, and a form that is
 * posted takes none along but those with SameSite=None.
 */
export type Initiator = 'same-site' | 'cross-site'

export interface Cookies {
  /** The `Cookie` header for a navigation, or an empty text. */
  header(url: string, method: 'GET' | 'POST', initiator: Initiator): Promise<string>
  /** Names of the cookies that a browser leaves at home because another site began the navigation. */
  leftBehind(url: string): Promise<readonly string[]>
  /** Keeps what the `Set-Cookie` headers of an answer say, as far as a browser would. */
  keep(url: string, headers: readonly string[]): Promise<void>
}

function contextOf(method: 'GET' | 'POST', initiator: Initiator): 'strict' | 'lax' | 'none' {
  if (initiator === 'same-site') return 'strict'
  return method === 'GET' ? 'lax' : 'none'
}

/** Browsers refuse SameSite=None without Secure, and take a cookie without SameSite for Lax. */
function asBrowsersRead(header: string): Cookie | null {
  const cookie = Cookie.parse(header)
  if (cookie === undefined) return null
  const sameSite = cookie.sameSite?.toLowerCase()
  if (sameSite === 'none') return cookie.secure ? cookie : null
  if (sameSite !== 'strict') cookie.sameSite = 'lax'
  return cookie
}

/**
 * A jar with the rules of browsers (RFC 6265bis). Loopback counts as secure there, so that a cookie with Secure
 * is kept and sent over http on this machine.
 */
export function createCookies(): Cookies {
  const jar = new CookieJar(undefined, { rejectPublicSuffixes: false, allowSpecialUseDomain: true })
  return {
    header: (url, method, initiator) =>
      jar.getCookieString(url, { sameSiteContext: contextOf(method, initiator) }),
    async leftBehind(url) {
      const [all, sent] = await Promise.all(
        (['strict', 'lax'] as const).map((sameSiteContext) => jar.getCookies(url, { sameSiteContext })),
      )
      return (all ?? []).map(({ key }) => key).filter((name) => !sent?.some(({ key }) => key === name))
    },
    async keep(url, headers) {
      for (const header of headers) {
        const cookie = asBrowsersRead(header)
        // What a top-level navigation sets is kept whoever began it.
        if (cookie !== null) await jar.setCookie(cookie, url, { ignoreError: true })
      }
    },
  }
}
