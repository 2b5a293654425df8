// Values that come from outside, checked against their schema: every problem at once, each with its place.
import * as v from 'valibot'
import { nearest } from '../server/protocol/autopsy/nearest.js'

/** What is wrong with one member of a value. */
export interface Problem {
  /** Where, with dots: `clients.0.redirectUris.1`; empty for the value as a whole. */
  readonly field: string
  /** What is expected, and what was got where that is no secret; no full stop. */
  readonly problem: string
  /** What to do; absent where the problem says it all. */
  readonly hint?: string
}

export type Checked<T> =
  | { readonly kind: 'good'; readonly value: T }
  | { readonly kind: 'bad'; readonly problems: readonly Problem[] }

type Schema = v.GenericSchema<unknown, unknown>

/** The rule of a list in which nothing stands twice, as the property `once` of its schema. */
export interface Once {
  /** What stands once, for example `client id`. */
  readonly each: string
  /** The member of the entries that it is about; absent: the entries themselves are texts. */
  readonly member?: string
  /** Equal for texts that mean the same. Default: the text itself. */
  readonly same?: (text: string) => string
}

/** Members whose values must not be repeated in a message. */
const confidential = /^(?:secret|clientSecret|password|adminToken|signingKey|claims|env)$/

/**
 * Checks `input`. Unknown members of strict objects are problems, all of them, with the known name that was
 * probably meant: a sibling, or a member of the same name elsewhere in the schema. What stands twice in a list is one
 * as well.
 */
export function check<T>(schema: v.GenericSchema<unknown, T>, input: unknown): Checked<T> {
  const checked = checkForm(schema, input)
  const repeated = repeatedIn(schema, input)
  if (repeated.length === 0) return checked
  return { kind: 'bad', problems: [...(checked.kind === 'bad' ? checked.problems : []), ...repeated] }
}

/** The same without what stands twice: that can be told of bad input as well, see `repeatedIn`. */
export function checkForm<T>(schema: v.GenericSchema<unknown, T>, input: unknown): Checked<T> {
  // Of each member the first problem: what is empty need not hear that it is not printable either.
  const parsed = v.safeParse(schema, input, { abortPipeEarly: true })
  const strange = strangersIn(schema, input, [], pathsIn(schema, []))
  if (parsed.success && strange.length === 0) return { kind: 'good', value: parsed.output }
  const issues = (parsed.issues ?? []).filter((issue) => !isUnknownMember(issue))
  return { kind: 'bad', problems: [...issues.map(problemOf), ...strange] }
}

function isUnknownMember(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never'
}

function problemOf(issue: v.BaseIssue<unknown>): Problem {
  const field = v.getDotPath(issue) ?? ''
  if (issue.received === 'undefined') return { field, problem: 'is missing' }
  const expected = issue.type === 'strict_object' ? 'expected an object' : issue.message
  const got = isConfidential(field) ? '' : `, got ${shown(issue.input)}`
  return { field, problem: `${expected}${got}` }
}

/** Whether the value of `field`, dots between the names, must not be shown. */
export function isConfidential(field: string): boolean {
  return field.split('.').some((name) => confidential.test(name))
}

/** A copy of a JSON value with dots in the place of what must not be shown. */
export function withoutSecrets(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, masked))
}

function masked(name: string, value: unknown): unknown {
  return confidential.test(name) ? '...' : value
}

/** A value in a message: as JSON, without what is secret in it, and cut where it is long. */
export function shown(input: unknown): string {
  const text = jsonOf(input)
  return text.length > 100 ? `${text.slice(0, 100)}...` : text
}

function jsonOf(input: unknown): string {
  // Which JSON would call null.
  if (typeof input === 'number' && !Number.isFinite(input)) return String(input)
  try {
    return JSON.stringify(input, masked) ?? String(input)
  } catch {
    // Nested too deep, or in a circle.
    return 'a value that cannot be shown'
  }
}

type Getter = (input: unknown) => Schema

/** The schema below `optional`, `pipe` and their like; where it depends on the input, the one for `input`. */
function bare(schema: Schema, input: unknown): Schema {
  if ('wrapped' in schema) return bare(schema.wrapped as Schema, input)
  if ('getter' in schema) return bare((schema.getter as Getter)(input), input)
  return schema
}

/** The members of an object schema, or null for any other schema. */
function entriesOf(schema: Schema, input: unknown): Readonly<Record<string, Schema>> | null {
  const inner = bare(schema, input)
  return 'entries' in inner ? (inner.entries as Readonly<Record<string, Schema>>) : null
}

function itemOf(schema: Schema, input: unknown): Schema | null {
  const inner = bare(schema, input)
  return 'item' in inner ? (inner.item as Schema) : null
}

/** Every member that the schema knows, lists left out. */
function pathsIn(schema: Schema, path: readonly string[]): readonly (readonly string[])[] {
  const entries = entriesOf(schema, undefined) ?? {}
  return Object.entries(entries).flatMap(([key, member]) => [
    [...path, key],
    ...pathsIn(member, [...path, key]),
  ])
}

/** Everything that stands twice in a list, wherever the list is, and whatever else is wrong with it. */
export function repeatedIn(schema: Schema, input: unknown, path: readonly string[] = []): readonly Problem[] {
  const item = itemOf(schema, input)
  if (item !== null && Array.isArray(input)) {
    const inner = input.flatMap((one, index) => repeatedIn(item, one, [...path, String(index)]))
    return [...repeatsOf(bare(schema, input), input, path), ...inner]
  }
  const entries = entriesOf(schema, input) ?? {}
  return Object.entries(entries).flatMap(([name, member]) =>
    repeatedIn(member, memberOf(input, name), [...path, name]),
  )
}

function repeatsOf(schema: Schema, list: readonly unknown[], path: readonly string[]): readonly Problem[] {
  if (!('once' in schema)) return []
  const { each, member, same = String } = schema.once as Once
  const firsts = new Map<string, number>()
  return list.flatMap((entry, index) => {
    const text = member === undefined ? entry : memberOf(entry, member)
    if (typeof text !== 'string') return []
    const key = same(text)
    const first = firsts.get(key)
    if (first === undefined) {
      firsts.set(key, index)
      return []
    }
    const place = (number: number) => [...path, number, ...(member === undefined ? [] : [member])].join('.')
    const problem = `expected every ${each} once, and ${place(first)} is the same, got ${shown(text)}`
    return [{ field: place(index), problem }]
  })
}

function memberOf(entry: unknown, name: string): unknown {
  const isObject = typeof entry === 'object' && entry !== null && Object.hasOwn(entry, name)
  return isObject ? (entry as Readonly<Record<string, unknown>>)[name] : undefined
}

/** Lists that should be objects, and members that the schema does not know. */
function strangersIn(
  schema: Schema,
  input: unknown,
  path: readonly string[],
  known: readonly (readonly string[])[],
): readonly Problem[] {
  const item = itemOf(schema, input)
  if (item !== null) {
    if (!Array.isArray(input)) return []
    return input.flatMap((one, index) => strangersIn(item, one, [...path, String(index)], known))
  }
  const entries = entriesOf(schema, input)
  if (entries === null || typeof input !== 'object' || input === null) return []
  const field = path.join('.')
  if (Array.isArray(input)) return [{ field, problem: `expected an object, got ${shown(input)}` }]
  const isStrict = bare(schema, input).type === 'strict_object'
  return Object.entries(input).flatMap(([key, value]) => {
    const member = Object.hasOwn(entries, key) ? entries[key] : undefined
    if (member !== undefined) return strangersIn(member, value, [...path, key], known)
    return isStrict ? [stranger(key, path, Object.keys(entries), known)] : []
  })
}

function stranger(
  key: string,
  path: readonly string[],
  siblings: readonly string[],
  known: readonly (readonly string[])[],
): Problem {
  const field = [...path, key].join('.').slice(0, 100)
  const elsewhere = known.find((candidate) => candidate.at(-1) === key)?.join('.')
  const meant = elsewhere ?? nearest(key, siblings)
  const hint = meant === null ? '' : ` (did you mean ${meant}?)`
  return { field, problem: `there is no such option${hint}` }
}
