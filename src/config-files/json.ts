// Reads JSON (RFC 8259) strictly, and remembers where everything stands: duplicate keys, which JSON.parse passes
// over, comments and trailing commas are named with their place.
import { deepestLevel, duplicateKey, type Located, placesIn, type ReadText, tooDeep } from './place.js'

interface Mistake {
  readonly offset: number
  readonly problem: string
}

const tokens =
  /(?<space>[ \t\r\n]+)|(?<mark>[{}[\],:])|(?<text>"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*")|(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.]))|(?<word>true|false|null)(?!\w)/y

/** What begins no token, with what its writer had in mind. */
const strangers: readonly (readonly [pattern: RegExp, problem: string])[] = [
  [/^\/[/*]|^#/, 'JSON has no comments: remove it, or use a file that ends with .yaml'],
  [/^'/, "JSON writes text in double quotes, not in '"],
  [
    /^"[^"\n\r]*[\t\u0000-\u0008\u000b\u000c\u000e-\u001f]/,
    'a control character in text is written as \\u and four digits',
  ],
  [/^"(?:[^"\\\n\r]|\\.)*"/, 'text has an escape that JSON does not know; a backslash is written \\\\'],
  [/^"/, 'text is not closed: its second " is missing'],
  [/^[+\-.\d]/, 'is no number as JSON writes it'],
  [/^[A-Za-z_$]/, 'text is written in double quotes'],
]

interface Token {
  readonly kind: 'mark' | 'text' | 'number' | 'word' | 'end'
  readonly text: string
  readonly offset: number
}

class JsonMistake extends Error {
  readonly mistake: Mistake

  constructor(offset: number, problem: string) {
    super(problem)
    this.mistake = { offset, problem }
  }
}

/** Reads `text`; every duplicate key is a problem of its own, and so is the first mistake of another kind. */
export function readJson(text: string): ReadText {
  const duplicates: Mistake[] = []
  try {
    const root = createReader(text, duplicates)()
    return duplicates.length === 0 ? { kind: 'read', root } : { kind: 'unreadable', problems: duplicates }
  } catch (error) {
    if (!(error instanceof JsonMistake)) throw error
    return { kind: 'unreadable', problems: [...duplicates, error.mistake] }
  }
}

function createReader(text: string, duplicates: Mistake[]): () => Located {
  const placeOf = placesIn(text)
  let at = 0
  let token = next()

  function next(): Token {
    for (;;) {
      if (at >= text.length) return { kind: 'end', text: '', offset: text.length }
      tokens.lastIndex = at
      const groups = tokens.exec(text)?.groups
      if (groups === undefined) throw strangerAt(text, at)
      const offset = at
      at = tokens.lastIndex
      const { space, ...others } = groups
      if (space !== undefined) continue
      const [kind, found] = Object.entries(others).find(([, part]) => part !== undefined) ?? ['word', '']
      return { kind: kind as Token['kind'], text: found ?? '', offset }
    }
  }

  const take = () => {
    const taken = token
    token = next()
    return taken
  }

  function takeMark(mark: string, after: string): void {
    if (token.text !== mark || token.kind !== 'mark') throw unexpected(token, `expected "${mark}" ${after}`)
    take()
  }

  function value(depth: number, offset: number, what: string): Located {
    if (depth > deepestLevel) throw new JsonMistake(token.offset, tooDeep)
    if (token.kind === 'mark' && token.text === '{') return object(depth, offset)
    if (token.kind === 'mark' && token.text === '[') return list(depth, offset)
    if (token.kind === 'mark' || token.kind === 'end') throw unexpected(token, `expected ${what}`)
    return { value: JSON.parse(take().text), offset, members: new Map(), isPlain: false }
  }

  function object(depth: number, offset: number): Located {
    const members = new Map<string, Located>()
    take()
    while (token.text !== '}') {
      if (token.kind !== 'text') throw unexpected(token, 'expected a key in double quotes')
      const key = take()
      const name = String(JSON.parse(key.text))
      takeMark(':', 'after a key')
      const member = value(depth + 1, key.offset, 'a value')
      const first = members.get(name)
      if (first === undefined) members.set(name, member)
      else duplicates.push({ offset: key.offset, problem: duplicateKey(name, placeOf(first.offset)) })
      endOfMember('}', 'expected "," or "}" after a member')
    }
    take()
    const entries = [...members].map(([name, member]) => [name, member.value] as const)
    return { value: Object.fromEntries(entries), offset, members, isPlain: false }
  }

  function list(depth: number, offset: number): Located {
    const items: Located[] = []
    take()
    while (token.text !== ']' || token.kind !== 'mark') {
      items.push(value(depth + 1, token.offset, 'a value'))
      endOfMember(']', 'expected "," or "]" after an item')
    }
    take()
    const members = new Map(items.map((item, index) => [String(index), item]))
    return { value: items.map((item) => item.value), offset, members, isPlain: false }
  }

  /** A comma, after which something must follow, or the end. */
  function endOfMember(end: string, problem: string): void {
    if (token.kind === 'mark' && token.text === end) return
    if (token.text !== ',' || token.kind !== 'mark') throw unexpected(token, problem)
    const comma = take()
    if (token.kind === 'mark' && token.text === end) {
      throw new JsonMistake(comma.offset, `JSON has no comma before "${end}"`)
    }
  }

  return () => {
    const root = value(0, token.offset, 'a value')
    if (token.kind !== 'end') throw unexpected(token, 'expected nothing after the value')
    return root
  }
}

function unexpected({ kind, text, offset }: Token, problem: string): JsonMistake {
  const got = kind === 'end' ? 'the end of the file' : kind === 'text' ? 'text' : text
  return new JsonMistake(offset, `${problem}, got ${got}`)
}

function strangerAt(text: string, offset: number): JsonMistake {
  const rest = text.slice(offset, offset + 10_000)
  const known = strangers.find(([pattern]) => pattern.test(rest))
  return new JsonMistake(offset, known?.[1] ?? `${JSON.stringify([...rest][0])} does not belong here`)
}
