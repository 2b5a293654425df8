// A value that was read from a text, with the places of its members.

/** A value and where it stands. */
export interface Located {
  readonly value: unknown
  /** Index in the text: of the key for a member of an object, of the value otherwise. */
  readonly offset: number
  /** Members of an object by their names, items of a list by their numbers; empty for everything else. */
  readonly members: ReadonlyMap<string, Located>
  /** Written without quotes, in a language where that decides whether it is text. */
  readonly isPlain: boolean
}

/** As editors count: both begin with 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** What keeps a text from being read, and where. */
export interface TextProblem {
  readonly offset: number
  /** No full stop. */
  readonly problem: string
}

export type ReadText =
  | { readonly kind: 'read'; readonly root: Located }
  | { readonly kind: 'unreadable'; readonly problems: readonly TextProblem[] }

/** Deeper values are nobody's configuration. */
export const deepestLevel = 200

export const tooDeep = `is nested more than ${deepestLevel} levels deep`

/** Tells where offsets of `text` lie, by the beginnings of its lines. */
export function placesIn(text: string): (offset: number) => Place {
  let starts: readonly number[] | undefined
  return (offset) => {
    starts ??= [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ index, 0: end }) => index + end.length)]
    let [low, high] = [0, starts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}

/** Says of a key that stands twice in one object where it stands first. */
export function duplicateKey(name: string, { line }: Place): string {
  return `the key ${JSON.stringify(name.slice(0, 100))} stands in line ${line} already`
}

/**
 * The value at `field`, dots between the names, or null when it is not there. A name may itself have dots in it:
 * the longest one that exists is taken.
 */
export function locate(root: Located, field: string): Located | null {
  const { found, rest } = deepest(root, field === '' ? [] : field.split('.'))
  return rest.length === 0 ? found : null
}

/** The value at `field`, or what comes nearest to it: what it is missing from. */
export function locateNearest(root: Located, field: string): Located {
  return deepest(root, field === '' ? [] : field.split('.')).found
}

function deepest(node: Located, names: readonly string[]): { found: Located; rest: readonly string[] } {
  for (let length = names.length; length > 0; length -= 1) {
    const member = node.members.get(names.slice(0, length).join('.'))
    if (member !== undefined) return deepest(member, names.slice(length))
  }
  return { found: node, rest: names }
}
