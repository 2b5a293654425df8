// The list of snippets: one line per file of this folder that defines one.
import { dotnet } from './dotnet.js'
import { gc } from './gc.js'
import { go } from './go.js'
import { java } from './java.js'
import { javascript } from './javascript.js'
import { python } from './python.js'
import type { Snippet, Wiring } from './snippet.js'

export const snippets: readonly Snippet[] = [javascript, python, java, dotnet, go, gc]

/** The snippet that a word stands for, in any case. */
export function findSnippet(word: string): Snippet | undefined {
  const name = word.toLowerCase()
  return snippets.find(({ id, aliases }) => id === name || aliases.includes(name))
}

/** A whole file: what it is, how its runtime trusts the mock, and the source. */
export function renderSnippet({ name, comment, source }: Snippet, wiring: Wiring): string {
  const told = [
    `${name}, with the mock at ${wiring.url}`,
    `The login page is ${wiring.url}/oauth/authorize.`,
    ...(wiring.trust.length === 0 ? [] : ['To trust the CA of the mock, in the shell that starts it:']),
    ...wiring.trust.map((line) => `  ${line}`),
  ]
  // A path may hold a line end, which would end the comment, and what Java reads as a character also there.
  const safe = told.map((line) => line.replace(/\p{Cc}/gu, '?').replace(/\\(?=u)/g, '\\\\'))
  const heading = safe.map((line) => `${comment} ${line}\n`)
  return `${heading.join('')}${source(wiring)}`
}
