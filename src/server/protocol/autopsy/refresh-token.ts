// A refresh token that is not known: is it another value of the login, or one of those issued, damaged?

import type { Mistake } from '../mistake.js'
import type { Login, RefreshToken } from '../records.js'
import { damage } from './damage.js'
import { mistake } from './kinds.js'
import { placeholderMistake } from './placeholder.js'

/** A signed token, or 64 octets in base64url: the forms of an access token. */
function looksLikeAccessToken(text: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(text) || /^[\w-]{86}$/.test(text)
}

/** The mistake behind a refresh token that the store does not know. */
export function unknownRefreshTokenMistake(
  sent: string,
  recent: readonly RefreshToken[],
  recentLogins: readonly Login[],
): Mistake {
  const placeholder = placeholderMistake('refresh_token', sent)
  if (placeholder !== null) return placeholder
  const login = recentLogins.find(({ code }) => code === sent)
  if (login !== undefined) {
    return mistake('refresh-token-is-code', { words: { exchange: login.exchange } })
  }
  if (looksLikeAccessToken(sent)) return mistake('refresh-token-is-access-token')
  for (const { token, exchange } of recent.toReversed()) {
    const how = damage(token, sent)
    if (how !== null) return mistake('refresh-token-altered', { words: { exchange, how } })
  }
  return mistake('refresh-token-unknown')
}
