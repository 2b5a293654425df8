// What a stub answers: a JSON value or a text, with the values of the path in it.
import type { ReadText, StubEntry } from './stub.js'

/** What is sent, made for the parameters of one request. */
export type StubContent =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'some'
      readonly type: string
      render(parameters: ReadonlyMap<string, string>): string
    }

type Problem = {
  readonly kind: 'problem'
  readonly member: 'body' | 'file' | 'status'
  readonly problem: string
}

/** By the end of the file name; all others are plain text. */
const types: ReadonlyMap<string, string> = new Map([
  ['csv', 'text/csv; charset=utf-8'],
  ['html', 'text/html; charset=utf-8'],
  ['xml', 'application/xml'],
])

/** The content of `entry`, in which the parameters called `names` may be named, or what is wrong with it. */
export function contentOf(
  entry: StubEntry,
  names: readonly string[],
  readText: ReadText,
): StubContent | Problem {
  const { body, file, status } = entry
  if (body !== undefined && file !== undefined)
    return problem('file', 'there is a body already: leave out one of the two')
  if (body === undefined && file === undefined) return { kind: 'none' }
  if (status === 204 || status === 205 || status === 304) {
    return problem('status', `an answer with status ${status} has no body`)
  }
  if (file === undefined) return json(body, names)
  const read = readText(file)
  if (read.kind === 'unreadable') return problem('file', read.why)
  const end = /\.([a-z0-9]+)$/i.exec(file)?.[1]?.toLowerCase() ?? ''
  if (end !== 'json') return plain(read.text, types.get(end) ?? 'text/plain; charset=utf-8', names)
  const value = parsed(read.text)
  return value === null ? problem('file', 'is called JSON and is none') : json(value.json, names)
}

function problem(member: Problem['member'], text: string): Problem {
  return { kind: 'problem', member, problem: text }
}

function parsed(text: string): { readonly json: unknown } | null {
  try {
    return { json: JSON.parse(text.replace(/^\uFEFF/, '')) }
  } catch {
    return null
  }
}

function json(value: unknown, names: readonly string[]): StubContent {
  const fixed = JSON.stringify(value)
  const type = 'application/json'
  if (!mentions(fixed, names)) return { kind: 'some', type, render: () => fixed }
  return { kind: 'some', type, render: (parameters) => JSON.stringify(filledValue(value, parameters)) }
}

function plain(text: string, type: string, names: readonly string[]): StubContent {
  if (!mentions(text, names)) return { kind: 'some', type, render: () => text }
  return { kind: 'some', type, render: (parameters) => filledText(text, parameters) }
}

function mentions(text: string, names: readonly string[]): boolean {
  return names.some((name) => text.includes(`{${name}}`))
}

/** Puts values into a text once: a value is never read as a template. */
function filledText(text: string, parameters: ReadonlyMap<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => parameters.get(name) ?? gap)
}

function filledValue(value: unknown, parameters: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return filledText(value, parameters)
  if (Array.isArray(value)) return value.map((item) => filledValue(item, parameters))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, filledValue(member, parameters)]),
  )
}
