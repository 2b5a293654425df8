// Makes values of what the YAML library found, each with its place; what JSON cannot say is refused.
import { isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, type YAMLMap } from 'yaml'
import {
  deepestLevel,
  duplicateKey,
  type Located,
  placesIn,
  type ReadText,
  type TextProblem,
  tooDeep,
} from './place.js'

/** More values than these, aliases counted as what they stand for, are a bomb and no configuration. */
const mostValues = 1_000_000

class TooManyValues extends Error {
  readonly offset: number

  constructor(offset: number) {
    super('')
    this.offset = offset
  }
}

/** The tags of the core schema (YAML 1.2.2 section 10.3): all others make values that JSON does not have. */
const coreTag = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq))$/

/** More mistakes of one file than these are not listed. */
export const mostProblems = 10

/** The value of a document, or every problem of what is in it. */
export function converted(contents: ParsedNode, text: string): ReadText {
  const problems: TextProblem[] = []
  try {
    const root = createConverter(text, problems)(contents)
    if (problems.length === 0) return { kind: 'read', root }
  } catch (error) {
    if (!(error instanceof TooManyValues)) throw error
    const problem = `aliases make more than ${mostValues} values of this file`
    problems.push({ offset: error.offset, problem })
  }
  return { kind: 'unreadable', problems: problems.slice(0, mostProblems) }
}

interface Converted extends Located {
  readonly members: ReadonlyMap<string, Converted>
  /** With everything in it, aliases as often as they are used. */
  readonly count: number
}

const nothing: Pick<Converted, 'value' | 'members' | 'isPlain' | 'count'> = {
  value: null,
  members: new Map(),
  isPlain: false,
  count: 1,
}

type Offset = number | undefined

/** Makes values of nodes; what YAML can say and JSON cannot becomes a problem. */
function createConverter(text: string, problems: TextProblem[]): (node: ParsedNode) => Converted {
  const placeOf = placesIn(text)
  const anchors = new Map<string, Converted | 'open'>()
  let made = 0

  function count(values: number, offset: number): void {
    made += values
    if (made > mostValues) throw new TooManyValues(offset)
  }

  function convert(node: Node | null, depth: number, place: Offset): Converted {
    const offset = place ?? offsetOf(node)
    const bad = (problem: string): Converted => {
      problems.push({ offset: offsetOf(node) || offset, problem })
      return { ...nothing, offset }
    }
    if (node === null) return { ...nothing, offset, isPlain: true }
    if (depth > deepestLevel) return bad(tooDeep)
    if (isAlias(node)) return resolved(node.source, offset, bad)
    const { anchor, tag } = node as { anchor?: string; tag?: string }
    if (tag !== undefined && !coreTag.test(tag) && !isImplicit(node)) {
      return bad(`the tag ${tag} makes no value that can be used here`)
    }
    if (anchor !== undefined) anchors.set(anchor, 'open')
    const content = contentOf(node, depth, offset)
    if (anchor !== undefined) anchors.set(anchor, content)
    return content
  }

  function contentOf(node: Node, depth: number, offset: number): Converted {
    if (isMap(node)) return object(node, depth, offset)
    if (isSeq(node)) {
      const items = node.items.map((item) => convert(item as Node | null, depth + 1, undefined))
      const members = new Map(items.map((item, index) => [String(index), item]))
      const value = items.map((item) => item.value)
      return { value, offset, members, isPlain: false, count: countOf(items) }
    }
    if (!isScalar(node)) return { ...nothing, offset }
    const { value, type, source } = node
    // A null that somebody wrote is meant.
    return { ...nothing, value, offset, isPlain: type === 'PLAIN' && (value !== null || !source) }
  }

  function resolved(name: string, offset: number, bad: (problem: string) => Converted): Converted {
    const target = anchors.get(name)
    if (target === undefined) return bad(`there is no anchor &${name} before this line`)
    if (target === 'open') return bad(`*${name} stands inside of what it stands for`)
    count(target.count, offset)
    return { ...target, offset }
  }

  function object(node: YAMLMap, depth: number, offset: number): Converted {
    const members = new Map<string, Converted>()
    const merged = new Map<string, Converted>()
    for (const { key, value } of node.items as { key: Node | null; value: Node | null }[]) {
      const name = nameOf(key)
      const place = offsetOf(key)
      const member = convert(value, depth + 1, place)
      if (name === null) problems.push({ offset: place, problem: keyProblem(key) })
      else if (name === '<<' && isScalar(key) && key.type === 'PLAIN') merge(member, merged)
      else {
        const first = members.get(name)
        if (first === undefined) members.set(name, member)
        else problems.push({ offset: place, problem: duplicateKey(name, placeOf(first.offset)) })
      }
    }
    const all = new Map([...merged, ...members])
    const value = Object.fromEntries([...all].map(([name, member]) => [name, member.value]))
    return { value, offset, members: all, isPlain: false, count: countOf([...all.values()]) }
  }

  /** https://yaml.org/type/merge.html: of several objects the first counts. */
  function merge(source: Converted, merged: Map<string, Converted>): void {
    const isList = Array.isArray(source.value)
    for (const one of isList ? source.members.values() : [source]) {
      if (typeof one.value !== 'object' || one.value === null || Array.isArray(one.value)) {
        problems.push({ offset: one.offset, problem: '"<<" takes an object, or a list of objects' })
      }
      count(one.members.size, one.offset)
      for (const [name, member] of one.members) if (!merged.has(name)) merged.set(name, member)
    }
  }

  return (node) => convert(node, 0, undefined)
}

function offsetOf(node: Node | null): number {
  return node?.range?.[0] ?? 0
}

function countOf(items: readonly Converted[]): number {
  return items.reduce((sum, { count }) => sum + count, 1)
}

/** The parser gives some values a tag that nobody wrote. */
function isImplicit(node: Node): boolean {
  return isScalar(node) && node.type === 'PLAIN' && node.tag?.endsWith(':merge') === true
}

/** Null for a key that is no text. */
function nameOf(key: Node | null): string | null {
  if (!isScalar(key)) return null
  // The library makes a symbol of the key that merges.
  if (typeof key.value === 'symbol') return '<<'
  return typeof key.value === 'string' ? key.value : null
}

function keyProblem(key: Node | null): string {
  const shown = isScalar(key) && key.source ? ` ${JSON.stringify(key.source.slice(0, 100))}` : ''
  return shown === '' ? 'a key must be text' : `the key${shown} is no text: write it in quotes`
}
