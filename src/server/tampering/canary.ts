// Text that does something where it is not merely shown: it is loaded from the other host of the mock, or it moves
// the terminal.
import { canaryPath, otherHostOf } from '../protocol/other-host.js'

interface Place {
  readonly request: { readonly origin: string }
}

/** Markup without quotation marks, which RFC 6749 section 4.1.2.1 does not allow in a description. */
export function markupCanary({ request }: Place): string {
  const url = `${otherHostOf(request.origin)}${canaryPath}`
  return `<b>gc-canary</b><script src=${url}?script></script><img src=${url}?image>`
}

/** A link that runs a script where somebody follows it. */
export const scriptUri = "javascript:document.title='gc-canary'"

/** Escape sequences that colour, retitle and clear a terminal (ECMA-48). */
export const terminalCanary = '\u001b[31mgc-canary\u001b[0m\u001b]0;gc-canary\u0007\u001b[2K'
