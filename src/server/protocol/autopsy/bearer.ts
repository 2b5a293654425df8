// What is wrong with an Authorization header that should carry an access token (RFC 6750 section 2.1).
import type { Mistake } from '../mistake.js'
import { mistake } from './kinds.js'
import { placeholderIn } from './placeholder.js'

/** `b64token`, RFC 6750 section 2.1. */
const tokenText = /^[A-Za-z0-9\-._~+/]+=*$/

/** What keeps a header value from being read, in words; null when it can be. */
function malformation(value: string): string | null {
  const [, scheme = '', rest = ''] = /^(\S*)(?:\s+(.*))?$/s.exec(value) ?? []
  if (value === '') return 'it is empty'
  if (/^bearer[:,=]/i.test(value)) return 'a punctuation mark follows the word Bearer'
  if (/^bearer\S/i.test(scheme)) return 'there is no space after the word Bearer'
  if (!/^bearer$/i.test(scheme)) {
    if (/^(?:basic|digest|token|oauth|jwt|dpop|negotiate|apikey)$/i.test(scheme)) {
      return `the scheme is ${scheme} instead of Bearer`
    }
    return 'it does not start with the word Bearer'
  }
  if (rest === '') return 'no token follows the word Bearer'
  if (/^bearer\s/i.test(rest)) return 'the word Bearer stands twice'
  if (/^["'].*["']$|^["']|["']$/s.test(rest)) return 'the token is in quotes'
  if (/^[[{]/.test(rest)) return 'JSON follows the word Bearer, not the token inside it'
  if (/[,;]/.test(rest)) return 'more than one value follows the word Bearer'
  if (/\s/.test(rest)) return 'there is white space inside or around the token'
  return tokenText.test(rest) ? null : 'the token holds a character that no token has'
}

/** A header value as read: its token, or the mistake that hides it. */
export function readBearerHeader(value: string): { token: string | null; mistakes: readonly Mistake[] } {
  const literal = /^bearer\s+(.*)$/is.exec(value)?.[1]
  const placeholder = literal === undefined ? null : placeholderIn(literal)
  if (placeholder !== null) {
    return {
      token: null,
      mistakes: [mistake('bearer-undefined', { words: { shown: placeholder.shown, hint: '' } })],
    }
  }
  const why = malformation(value.trim())
  if (why !== null) return { token: null, mistakes: [mistake('bearer-malformed', { words: { why } })] }
  return { token: value.trim().replace(/^\S+\s+/, ''), mistakes: [] }
}
