// The diagnosis as it goes over the wire: one sentence in the characters of RFC 6749 section 5.2.
import type { Mistake, OAuthErrorCode } from './mistake.js'
import type { Policy } from './policy.js'

/** The most characters of a description on the wire. */
export const longestDescription = 200

/** Only %x20-21 / %x23-5B / %x5D-7E: no quotation mark, no backslash, no control character, ASCII. */
function inWireCharacters(text: string): string {
  return text
    .replaceAll('"', "'")
    .replaceAll('\\', '/')
    .replace(/[^\x20-\x7E]/g, '?')
}

/** A mistake in two or three words: its kind, which is named for that. */
function inBrief(mistake: Mistake): string {
  const words = mistake.kind.replaceAll('-', ' ')
  return mistake.parameter === null || !/^(?:parameter|value) /.test(words)
    ? words
    : `${mistake.parameter}${words.replace(/^\w+/, '')}`
}

/** The texts of the real service, as far as they are known; the others are the names of the error codes. */
const terseTexts: Readonly<Partial<Record<OAuthErrorCode, string>>> = {
  invalid_client: 'authentication failed',
  unauthorized_client: 'client is not authorized to use the grant type',
}

/** Where it has a text of its own for one mistake. */
const terseByKind: ReadonlyMap<string, string> = new Map([
  ['client-unknown', 'client not found'],
  ['client-credentials-unauthorized', 'client is not authorized to use the client_credential grant type'],
])

function terse({ kind, error }: Mistake): string {
  return terseByKind.get(kind) ?? terseTexts[error] ?? error.replaceAll('_', ' ')
}

/**
 * One sentence that names all mistakes, at most 200 characters: whole sentences while they fit, then the first
 * one whole and the others in brief, then all in brief, at last with a count of those that found no room.
 * Under `terseErrors` it is the short text of the real service for the first one. Empty without mistakes.
 */
export function describeMistakes(
  mistakes: readonly Mistake[],
  { terseErrors }: Pick<Policy, 'terseErrors'> = { terseErrors: false },
): string {
  const [first, ...others] = mistakes
  if (first === undefined) return ''
  if (terseErrors) return terse(first)
  const candidates = [
    mistakes.map(({ sentence }) => sentence),
    [first.sentence, ...others.map(inBrief)],
    others.length === 0 ? [cut(first.sentence, longestDescription)] : mistakes.map(inBrief),
  ]
  const texts = candidates.map((parts) => inWireCharacters(parts.join('; ')))
  return texts.find((text) => text.length <= longestDescription) ?? counted(mistakes.map(inBrief))
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 3).trimEnd()}...`
}

function counted(parts: readonly string[]): string {
  const briefs = parts.map((part) => inWireCharacters(cut(part, 100)))
  const text = (kept: number) => `${briefs.slice(0, kept).join('; ')} and ${briefs.length - kept} more`
  let kept = briefs.length - 1
  while (kept > 1 && text(kept).length > longestDescription) kept--
  return text(kept)
}
