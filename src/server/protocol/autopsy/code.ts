// A code that is not known: is it one of the codes issued, damaged on its way, or another value of a login?
import type { Mistake } from '../mistake.js'
import { s256 } from '../pkce.js'
import type { Login } from '../records.js'
import { damage } from './damage.js'
import { mistake } from './kinds.js'
import { placeholderMistake } from './placeholder.js'

/** Which other value of a login stands where the code belongs, in words; null when none does. */
function otherValue(code: string, { state, challenge, clientId, redirectUri }: Login): string | null {
  if (state === code) return 'the state of a login'
  if (challenge === code) return 'the challenge of a login'
  if (challenge === s256(code)) return 'the verifier of a login'
  if (clientId === code) return 'the client id'
  return redirectUri === code ? 'the redirect URI' : null
}

/** The mistake behind a code that the store does not know. */
export function unknownCodeMistake(
  code: string,
  verifier: string | null,
  recentLogins: readonly Login[],
): Mistake {
  const placeholder = placeholderMistake('code', code)
  if (placeholder !== null) return placeholder
  if (verifier !== null && recentLogins.some((login) => login.code === verifier)) {
    return mistake('code-and-verifier-swapped')
  }
  const newestFirst = recentLogins.toReversed()
  for (const login of newestFirst) {
    const how = damage(login.code, code)
    if (how !== null) return mistake('code-altered', { words: { exchange: login.exchange, how } })
  }
  for (const login of newestFirst) {
    const what = otherValue(code, login)
    if (what !== null) return mistake('code-unknown', { words: { hint: `: it is ${what}` } })
  }
  return mistake('code-unknown', { words: { hint: '' } })
}
