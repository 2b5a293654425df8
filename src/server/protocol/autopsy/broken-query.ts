// Damage to a query or form as a whole: what stands between its parameters, and before their names.
import type { Parameters } from '../parameters.js'

export type Breakage =
  /** `&amp;` where `&` belongs. */
  | { readonly kind: 'html-escaped' }
  /** The & themselves are percent-encoded, so that one value holds everything. */
  | { readonly kind: 'joined' }
  /** A second ? before the first name. */
  | { readonly kind: 'two-question-marks' }
  /** `^` or a backslash before every &: an escape of a shell inside of quotes. */
  | { readonly kind: 'shell-escaped'; readonly mark: string }
  /** Blanks or line breaks before names: the text was written over several lines. */
  | { readonly kind: 'white-space' }
  /** One parameter and nothing else. */
  | { readonly kind: 'cut'; readonly name: string }

function isJoined(parameters: Parameters, known: readonly string[]): boolean {
  const [first, ...others] = parameters
  if (first === undefined || others.length > 0) return false
  const text = `${first.name}=${first.value}`
  return known.some((name) => text.includes(`&${name}=`) || text.includes(`u0026${name}=`))
}

/** Whether the first pair holds a second ? and a name behind it that is missing elsewhere. */
function startsAnew([first, ...others]: Parameters, known: readonly string[]): boolean {
  if (first === undefined || known.includes(first.name)) return false
  const [, name] = /\?([^?=]+)(?:=|$)/.exec(`${first.name}=${first.raw}`) ?? []
  return name !== undefined && known.includes(name) && others.every((other) => other.name !== name)
}

/** The mark at the end of every value but the last. */
function shellMark(parameters: Parameters): string | null {
  const before = parameters.slice(0, -1)
  if (before.length === 0) return null
  const mark = /(?:\^|\\|%5E|%5C)$/i.exec(before[0]?.raw ?? '')?.[0]
  if (mark === undefined || !before.every(({ raw }) => raw.endsWith(mark))) return null
  return mark === '\\' || mark.toUpperCase() === '%5C' ? 'backslash' : '^'
}

/** What happened to the text that `parameters` were read from, or null; `known` are the names that mean something. */
export function breakageOf(parameters: Parameters, known: readonly string[]): Breakage | null {
  const strange = parameters.filter(({ name }) => !known.includes(name))
  if (strange.some(({ name }) => name.startsWith('amp;'))) return { kind: 'html-escaped' }
  if (isJoined(parameters, known)) return { kind: 'joined' }
  if (startsAnew(parameters, known)) return { kind: 'two-question-marks' }
  const mark = shellMark(parameters)
  if (mark !== null) return { kind: 'shell-escaped', mark }
  if (strange.some(({ name }) => known.includes(name.trim()))) return { kind: 'white-space' }
  const [first, ...others] = parameters
  return first === undefined || others.length > 0 ? null : { kind: 'cut', name: first.name }
}
