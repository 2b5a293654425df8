// A value of the same shape with every text in it changed.

/** Applies `change` to every text in `value`, however deep. Names of members stay. */
export function mapStrings<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T
  if (Array.isArray(value)) return value.map((member) => mapStrings(member, change)) as T
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => [name, mapStrings(member, change)])
  return Object.fromEntries(members) as T
}
