// A code that is not known: is it one of the codes issued, damaged on its way?
import type { Mistake } from '../mistake.js'
import type { Login } from '../records.js'
import { mistake } from './kinds.js'
import { placeholderMistake } from './placeholder.js'

function decodedOnce(text: string): string | null {
  try {
    const decoded = decodeURIComponent(text)
    return decoded === text ? null : decoded
  } catch {
    return null
  }
}

/** What was done to the issued code or token to make the sent one of it, or null. */
export function damage(issued: string, sent: string): string | null {
  if (sent.trim() === issued) return 'white space around it'
  if (decodedOnce(sent) === issued) return 'it is percent-encoded twice'
  if (decodedOnce(issued) === sent) return 'it was decoded once too often'
  if (sent.replaceAll(' ', '+') === issued) return 'a space where + was: the form encoder leaves +'
  if (sent.startsWith(issued)) return 'something follows it (the rest of the callback URL?)'
  if (sent.length >= 8 && issued.startsWith(sent)) return 'its end is missing'
  return sent.toLowerCase() === issued.toLowerCase() ? 'upper and lower case were changed' : null
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
  for (const login of recentLogins.toReversed()) {
    const how = damage(login.code, code)
    if (how !== null) return mistake('code-altered', { words: { exchange: login.exchange, how } })
  }
  const isState = recentLogins.some((login) => login.state === code)
  return mistake('code-unknown', { words: { hint: isState ? ': it is the state of a login' : '' } })
}
