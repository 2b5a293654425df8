// Text as GitHub Flavored Markdown that means nothing but itself: no markup, link or mention comes of what a client sent.
import { printable } from './printable.js'

/**
 * Prose. Escaped are HTML, every mark of emphasis, links, tables and mathematics, and what is made a link or a mention
 * without any mark (`https:`, `www.`, `@name`): a comment within such a word keeps it a word.
 */
export function prose(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]{}|~$#!^=]|:(?=\S)/g, '\\$&')
    .replace(/\b(www)\./gi, '$1\\.')
    .replaceAll('@', '@<!-- -->')
}

/** A value in code type; it may hold backquotes (GFM section 6.3). */
export function code(text: string): string {
  const shown = printable(text)
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  // A space on both sides is taken away again, and keeps a backquote of the value off the fence.
  const isPadded = /^[` ]|[` ]$/.test(shown) || shown === ''
  return isPadded ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`
}
