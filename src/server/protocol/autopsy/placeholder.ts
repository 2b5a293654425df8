// Values that are no values: a missing one turned into text, or a placeholder that was never replaced.
import type { Mistake } from '../mistake.js'
import { mistake } from './kinds.js'

export type PlaceholderKind = 'value-promise' | 'value-stringified' | 'value-placeholder'

export interface Placeholder {
  readonly kind: PlaceholderKind
  /** The telling part of the value, safe to print: a literal of the programming language, or of the guide. */
  readonly shown: string
  /** What is wrong, about "the value"; no full stop. */
  readonly sentence: string
  readonly fix: string
}

interface Sign {
  readonly kind: PlaceholderKind
  readonly pattern: RegExp
  /** Printed instead of the value where the value may hold more than the literal. */
  readonly shown?: string
}

/** One line per habit of a language or a guide. Patterns describe whole values. */
const signs: readonly Sign[] = [
  // JavaScript, Python, C#, Dart, Java and Scala: the promise instead of what it promises.
  { kind: 'value-promise', pattern: /^\[object (?:Async|Generator|Promise)\w*\]$/ },
  { kind: 'value-promise', pattern: /^Promise \{.*\}$/s, shown: 'Promise {...}' },
  {
    kind: 'value-promise',
    pattern: /^<(?:coroutine|async_generator|Future|Task)\b.*>?$/s,
    shown: '<coroutine>',
  },
  { kind: 'value-promise', pattern: /^System\.Threading\.Tasks\.\w+/, shown: 'System.Threading.Tasks.Task' },
  { kind: 'value-promise', pattern: /^Instance of '_?Future\b.*'$/, shown: "Instance of 'Future'" },
  { kind: 'value-promise', pattern: /^(?:[\w.]+\.)?(?:Completable)?Future[@[(].*$/, shown: 'Future' },
  // The beginning of any of these, where a URL was cut at a raw blank.
  {
    kind: 'value-promise',
    pattern: /^(?:Promise|<coroutine|<async_generator)$/,
    shown: 'Promise, cut at a blank',
  },
  { kind: 'value-stringified', pattern: /^\[object$/, shown: '[object, cut at a blank' },
  {
    kind: 'value-stringified',
    pattern: /^(?:<(?:bound|function|class|built-in|Buffer)|Instance|function|<?[\w.]+\.[\w.]+ object)$/,
    shown: 'an object or function, cut at a blank',
  },
  // Nothing, in the words of the languages.
  { kind: 'value-stringified', pattern: /^(?:undefined|null|nil|none|nan)$/i },
  {
    kind: 'value-stringified',
    pattern: /^(?:\(null\)|\(nil\)|<nil>|<null>|%!\w\(.*\)|Optional\.empty)$/,
    shown: 'null',
  },
  // Objects, functions and arrays of octets that were printed.
  { kind: 'value-stringified', pattern: /^\[object \w+\]$/ },
  {
    kind: 'value-stringified',
    pattern: /^(?:async )?function\b.*\}$|^(?:async )?\(.*\) ?=>.*$/s,
    shown: 'a function',
  },
  {
    kind: 'value-stringified',
    pattern: /^<(?:bound method|function|class|built-in)\b.*>$/,
    shown: 'a Python object',
  },
  { kind: 'value-stringified', pattern: /^<?[\w.$]+ object at 0x[0-9a-f]+>?$/i, shown: 'a Python object' },
  { kind: 'value-stringified', pattern: /^\[[BCLI][\w.$;]*@[0-9a-f]+$/i, shown: 'a Java array' },
  { kind: 'value-stringified', pattern: /^System\.\w+(?:\[\])?$/ },
  {
    kind: 'value-stringified',
    pattern: /^[a-z]\w*(?:\.[a-z]\w*)*\.[A-Z][\w$]*@[0-9a-f]+$/,
    shown: 'a Java object',
  },
  { kind: 'value-stringified', pattern: /^<Buffer .*>$/, shown: '<Buffer>' },
  { kind: 'value-stringified', pattern: /^(?:Ui|I)nt8Array\(\d+\) ?\[/, shown: 'of a Uint8Array' },
  // Octets as Swift prints them.
  {
    kind: 'value-stringified',
    pattern: /^\d+ bytes$|^\{ ?length ?= ?\d+, bytes ?= ?.*\}$/s,
    shown: 'of Data',
  },
  { kind: 'value-stringified', pattern: /^b(['"]).*\1$/s, shown: "b'...'" },
  { kind: 'value-stringified', pattern: /^Instance of '.*'$/, shown: 'Instance of' },
  { kind: 'value-stringified', pattern: /^(?:Some|Just|Optional)[[( ].*$/, shown: 'Optional' },
  { kind: 'value-stringified', pattern: /^(?:Uint8)?Array ?[[{(]?[\d, ]*[\]})]?$/, shown: 'Array' },
  // Templates in which nothing was filled in, and the words of guides.
  {
    kind: 'value-placeholder',
    pattern: /^(?:\$\{.*\}|\{\{.*\}\}|#\{.*\}|\{[\w .-]+\}|<[\w .-]+>|\[[a-z_ -]+\]|%[\w.]+%)$/i,
  },
  {
    kind: 'value-placeholder',
    pattern: /^\$[A-Z_]+$|^__\w+__$|^%[sdv@]$|^(?:process\.env|import\.meta\.env|os\.environ)\b/,
  },
  {
    kind: 'value-placeholder',
    pattern:
      /^(?:insert|enter|put|paste|add|replace)[-_ .](?:.{0,40}[-_ .])?(?:your|here|me|with|id|secret|ur[il]|code)(?:[-_ .].{0,40})?$/i,
  },
  { kind: 'value-placeholder', pattern: /^your[-_ .]+[\w .-]+$/i },
  {
    kind: 'value-placeholder',
    pattern: /^YOUR[A-Z]|^your(?:[A-Z]|client|app|redirect|domain|code|secret|token)/,
  },
  { kind: 'value-placeholder', pattern: /^my[-_ ]?(?:client|app|oauth)[-_ ]?(?:id|secret)(?:[-_ ]here)?$/i },
  {
    kind: 'value-placeholder',
    pattern: /^(?:client|app|application|oauth)[-_ ]?(?:client)?[-_ ]?(?:id|secret)(?:[-_ ]here)?$/i,
  },
  {
    kind: 'value-placeholder',
    pattern: /^(?:redirect|callback)[-_ ]?(?:ur[il])$|^code[-_ ]?(?:verifier|challenge)$/i,
  },
  {
    kind: 'value-placeholder',
    pattern: /^(?:auth(?:orization)?[-_ ]?)?code(?:[-_ ]here)?$|^access[-_ ]?token$/i,
  },
  { kind: 'value-placeholder', pattern: /^(?:replaceme|change[-_ ]?me|to[-_ ]?do|fixme|tbd|placeholder)$/i },
  { kind: 'value-placeholder', pattern: /^[x-]{3,}$|^X[X-]{2,}$|^\.{2,}$|^\u2026$|^\*{3,}$|^[0-]{8,}$/ },
  {
    kind: 'value-placeholder',
    pattern: /^(?:example|sample|dummy|foo|foobar)(?:[-_ .][\w .-]*)?$|^[\w .-]*[-_ ]example$/i,
  },
  {
    kind: 'value-placeholder',
    pattern: /^https?:\/\/(?:[\w-]+\.)*your[-_.]?(?:app|domain|site|server|host|company|url)\b.*$/i,
  },
  { kind: 'value-placeholder', pattern: /^https?:\/\/(?:[\w-]+\.)*example\.(?:com|org|net)(?:[/:?#].*)?$/i },
  { kind: 'value-placeholder', pattern: /^https?:\/\/[^/]*[<>{}$].*$/ },
]

/** More characters than any placeholder has; longer values are not searched. */
const mostSearched = 400
const mostShown = 40

/**
 * Recognises a value that stands for another one: a promise or a missing value turned into text, or a
 * placeholder of a guide that was never replaced. Null for any other value. Whether a registered client may
 * be called like that is for the caller to know.
 */
export function placeholderIn(value: string): Placeholder | null {
  if (value.length > mostSearched) return null
  const text = value.trim()
  const sign = signs.find(({ pattern }) => pattern.test(text))
  if (sign === undefined) return null
  const shown = sign.shown ?? (text.length > mostShown ? `${text.slice(0, mostShown)}...` : text)
  const { sentence, fix } = mistake(sign.kind, { words: { shown } })
  return { kind: sign.kind, shown, sentence, fix }
}

/** What usually lies behind a missing value of this parameter. */
const fixOf: ReadonlyMap<string, string> = new Map([
  [
    'code_verifier',
    'The stored verifier was not found (other tab, cleared storage?): stop instead of sending it.',
  ],
  ['code', 'Read the code from the query of the callback, and stop when it is not there.'],
  ['client_id', 'Set the client id in the configuration or environment of the client.'],
  ['redirect_uri', 'Set the redirect URI in the configuration or environment of the client.'],
])

/** The mistake of sending a placeholder as `parameter`, or null when `value` is none. */
export function placeholderMistake(parameter: string, value: string): Mistake | null {
  const found = placeholderIn(value)
  if (found === null) return null
  const fix = found.kind === 'value-stringified' ? fixOf.get(parameter) : undefined
  return mistake(found.kind, {
    parameter,
    words: { shown: found.shown },
    ...(fix === undefined ? {} : { fix }),
  })
}
