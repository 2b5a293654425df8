// Walks the tokens of a YAML text before values are made of them, however deep they are nested.
import type { CST } from 'yaml'

/** A list in a list takes one token more, an object in an object may take two. */
export const tokensPerLevel = 2

/** Where the tokens are nested deeper than that: the library would call itself until there is no room left. */
export function deeperThan(most: number, tokens: readonly CST.Token[]): number | null {
  for (const { token, depth } of everyToken(tokens)) if (depth > most) return token.offset
  return null
}

interface AtDepth {
  readonly token: CST.Token
  readonly depth: number
}

/** The tokens and those in them, however deep, without calling itself. */
function* everyToken(tokens: readonly CST.Token[]): Generator<AtDepth> {
  const open: AtDepth[] = tokens.map((token) => ({ token, depth: 0 }))
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next
    const { token, depth } = next
    const inner = [
      ...('value' in token && typeof token.value === 'object' ? [token.value] : []),
      ...('items' in token ? token.items.flatMap(({ key, value }) => [key, value]) : []),
    ]
    for (const one of inner) if (one != null) open.push({ token: one, depth: depth + 1 })
  }
}

/** Where the text begins that is not closed at `end`: that is where to look. */
export function beginOfText(end: number, tokens: readonly CST.Token[]): number {
  for (const { token } of everyToken(tokens)) {
    const isQuoted = token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar'
    if (isQuoted && token.offset + token.source.length === end) return token.offset
  }
  return end
}
