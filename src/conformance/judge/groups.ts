// Items that belong together, in the order in which each group began.
import type { NonEmpty } from './verdict.js'

/** The items of each key, groups and items in their first order. */
export function groupsBy<T>(items: Iterable<T>, keyOf: (item: T) => string): readonly NonEmpty<T>[] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return [...groups.values()]
}
