// What is left of options when everything wrong is taken out, so that the rest can be checked in the same call:
// all problems at once, and none that only follows from another.
import type { Checked, Problem } from './validation.js'

export interface Remainder<T> {
  /** Every problem of the form, by its place in the options as they were given. */
  readonly problems: readonly Problem[]
  /** The good rest; null where nothing is left that has the right form. */
  readonly value: T | null
  /** Puts a problem of the rest where it belongs in the options as they were given. */
  placed(problem: Problem): Problem
}

type Names = readonly string[]

/** Rounds are few: each takes out what the one before it made incomplete. */
const mostRounds = 10

/** Checks `input`, takes out what is wrong, checks the rest, and so on. */
export function remainderOf<T>(check: (input: unknown) => Checked<T>, input: unknown): Remainder<T> {
  const pruner = createPruner()
  const problems: Problem[] = []
  const known = createFields()
  let rest = input
  for (let round = 0; round < mostRounds; round += 1) {
    const checked = check(rest)
    const placed = ({ field, problem }: Problem) => ({ field: pruner.originalOf(rest, field), problem })
    if (checked.kind === 'good') return { problems, value: checked.value, placed }
    const found = checked.problems.map(placed)
    // What is incomplete only now is no problem of its own.
    const own = found.filter(({ field }) => !known.touch(field))
    problems.push(...own)
    for (const { field } of own) known.add(field)
    const next = pruner.without(rest, checked.problems)
    if (next === rest) break
    rest = next
  }
  return { problems, value: null, placed: (problem) => problem }
}

/** Fields of options, dots between the names. */
export interface Fields {
  add(field: string): void
  /** Whether one of them is `field`, lies in it, or has it in itself. */
  touch(field: string): boolean
}

export function createFields(): Fields {
  const own = new Set<string>()
  const around = new Set<string>()
  return {
    add(field) {
      own.add(field)
      for (const outer of outerOf(field)) around.add(outer)
    },
    touch: (field) => own.has(field) || around.has(field) || outerOf(field).some((outer) => own.has(outer)),
  }
}

/** Everything that `field` lies in, the value as a whole included. */
function outerOf(field: string): readonly string[] {
  if (field === '') return []
  const names = field.split('.')
  return names.map((_, index) => names.slice(0, index).join('.'))
}

interface Pruner {
  /** `value` without the members that have a problem; `value` itself when none could be taken out. */
  without(value: unknown, problems: readonly Problem[]): unknown
  /** `field` of a pruned value as it was called before items of lists were taken out. */
  originalOf(value: unknown, field: string): string
}

function createPruner(): Pruner {
  /** For each list that lost items: the numbers that the rest had before. */
  const numbers = new WeakMap<object, readonly number[]>()

  function removed(value: unknown, paths: readonly Names[]): unknown {
    const here = paths.filter((path) => path.length > 0)
    if (typeof value !== 'object' || value === null || here.length === 0) return value
    const gone = new Set(here.filter((path) => path.length === 1).map(([name]) => name))
    const kept = Object.entries(value)
      .filter(([name]) => !gone.has(name))
      .map(([name, member]) => {
        const inner = here.filter((path) => path[0] === name).map((path) => path.slice(1))
        return [name, removed(member, inner)] as const
      })
    if (!Array.isArray(value)) return Object.fromEntries(kept)
    const list = kept.map(([, item]) => item)
    const before = numbers.get(value)
    numbers.set(
      list,
      kept.map(([name]) => before?.[Number(name)] ?? Number(name)),
    )
    return list
  }

  function original(value: unknown, names: Names): Names {
    const [name, ...rest] = names
    if (name === undefined || typeof value !== 'object' || value === null) return names
    const before = numbers.get(value)?.[Number(name)]
    return [before === undefined ? name : String(before), ...original(memberOf(value, name), rest)]
  }

  return {
    without(value, problems) {
      const paths = problems.flatMap(({ field }) => {
        const path = pathToRemove(value, field === '' ? [] : field.split('.'))
        return path.length === 0 ? [] : [path]
      })
      return paths.length === 0 ? value : removed(value, paths)
    },
    originalOf: (value, field) => original(value, field === '' ? [] : field.split('.')).join('.'),
  }
}

function memberOf(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined
}

/** To the member itself; where it is missing, to what misses it. A name may have dots in it. */
function pathToRemove(value: unknown, names: Names): Names {
  if (typeof value !== 'object' || value === null) return []
  for (let length = names.length; length > 0; length -= 1) {
    const name = names.slice(0, length).join('.')
    if (Object.hasOwn(value, name)) return [name, ...pathToRemove(memberOf(value, name), names.slice(length))]
  }
  return []
}
