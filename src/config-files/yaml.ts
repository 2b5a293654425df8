// Reads YAML 1.2 and remembers where everything stands; writes it for `init`. Loaded when there is such a file.
import { Composer, isScalar, Parser, stringify } from 'yaml'
import { deepestLevel, placesIn, type ReadText, type TextProblem, tooDeep } from './place.js'
import { beginOfText, deeperThan, tokensPerLevel } from './yaml-tokens.js'
import { converted, mostProblems } from './yaml-values.js'

/** What the library calls a mistake, in words for people who do not know its parser. */
const sentences: ReadonlyMap<string, string> = new Map([
  ['TAB_AS_INDENT', 'a tab indents this line: YAML is indented with spaces'],
  [
    'BLOCK_AS_IMPLICIT_KEY',
    'a key begins in the middle of a line, or its indentation is wrong; text with ": " in it is written in quotes',
  ],
  ['MULTILINE_IMPLICIT_KEY', 'expected "key: value" in one line'],
  ['RESOURCE_EXHAUSTION', tooDeep],
])

/** Reads `text`. A file of comments alone holds an empty object: everything is as when there is no file. */
export function readYaml(text: string): ReadText {
  const tokens = [...new Parser().parse(text)]
  const tooDeepAt = deeperThan(deepestLevel * tokensPerLevel, tokens)
  if (tooDeepAt !== null) return unreadable(tooDeepAt, tooDeep)
  // Duplicate keys are found below: the library compares each key with each other.
  const composer = new Composer({ uniqueKeys: false, stringKeys: false, merge: true })
  const [document, second] = composer.compose(tokens, true, text.length)
  if (document === undefined) return unreadable(0, 'is no YAML')
  const { errors, warnings, contents, directives } = document
  const mistakes = [...errors, ...warnings].map(({ code, message, pos }) => ({
    offset: /^Missing closing .quote$/.test(message) ? beginOfText(pos[0], tokens) : pos[0],
    problem: sentences.get(code) ?? plainWords(message),
  }))
  if (mistakes.length > 0) return { kind: 'unreadable', problems: onePerLine(mistakes, text) }
  if (second !== undefined) {
    return unreadable(second.range[0], 'a second document begins here: the file must hold one')
  }
  if (directives?.yaml.explicit && directives.yaml.version !== '1.2') {
    return unreadable(
      0,
      `the file says it is YAML ${directives.yaml.version}: remove that line, YAML 1.2 is read`,
    )
  }
  const isNothing = contents === null || (isScalar(contents) && contents.value === null && !contents.source)
  if (isNothing) return { kind: 'read', root: { value: {}, offset: 0, members: new Map(), isPlain: false } }
  return converted(contents, text)
}

function unreadable(offset: number, problem: string): ReadText {
  return { kind: 'unreadable', problems: [{ offset, problem }] }
}

function plainWords(message: string): string {
  const first = message.split('\n')[0] ?? ''
  return first
    .replace(/^Missing closing (["'])quote$/, 'the text that begins with $1 here is not closed')
    .replace(
      /^Flow (?:sequence|map) in block .* end with a (.)$/,
      'a $1 is missing before this place, or this line has to be indented',
    )
    .replace(/^Unresolved tag: /, 'there is no tag ')
    .replace(/^(Plain value cannot start with .+)$/, '$1: write it in quotes')
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase())
}

/** One mistake often makes the parser find several: the first of each line tells. */
function onePerLine(mistakes: readonly TextProblem[], text: string): readonly TextProblem[] {
  const placeOf = placesIn(text)
  const byLine = new Map<number, TextProblem>()
  for (const mistake of mistakes.slice(0, 100)) {
    const { line } = placeOf(mistake.offset)
    if (!byLine.has(line)) byLine.set(line, mistake)
  }
  return [...byLine.values()].slice(0, mostProblems)
}

/** A value as YAML, with a line break at its end. */
export function yamlOf(value: unknown): string {
  return stringify(value, { lineWidth: 0 })
}
