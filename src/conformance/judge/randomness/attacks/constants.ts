// Values that are no random numbers at all: published, repeated, periodic, counted.

import type { Attack, ComputedText, Prediction, Series } from '../prediction.js'
import { published } from '../published.js'
import type { Sample } from '../sample.js'

/** Bits that a character of a text counts at most for the chance of coincidence: the 66 characters of a verifier. */
const bitsOfCharacter = Math.log2(66)

function computed({ role, login, text }: Sample, from: number, searched: number): ComputedText {
  return { role, login, from, text, searched, candidates: 1 }
}

/** A value that stands in a standard, a documentation or a tutorial. */
export const publishedValue: Attack = {
  id: 'published-value',
  name: `${published.length} published example values`,
  unsuited: () => undefined,
  run({ samples, role }) {
    for (const sample of samples) {
      const match = published.find(({ value }) => value === sample.text)
      if (match === undefined) continue
      const prediction: Prediction = {
        role,
        attack: 'published-value',
        generator: `a published value: ${match.where}`,
        idiom: '',
        known: [],
        computed: [computed(sample, 0, published.length)],
        chance: Math.log2(published.length) - sample.text.length * bitsOfCharacter,
        logins: 1,
        next: [match.value],
      }
      return { prediction, complete: true }
    }
    return { complete: true }
  },
}

/** The same value in several logins. */
export const repeatedValue: Attack = {
  id: 'repeated-value',
  name: 'values of earlier logins',
  unsuited: ({ samples }) => (samples.length < 2 ? 'only one login' : undefined),
  run({ samples, role }) {
    const first = new Map<string, Sample>()
    for (const sample of samples) if (!first.has(sample.text)) first.set(sample.text, sample)
    const again = samples.filter((sample) => first.get(sample.text) !== sample)
    const known = [...new Set(again.map(({ text }) => first.get(text)))].flatMap((sample) => sample ?? [])
    if (again.length === 0) return { complete: true }
    const bits = again.reduce((sum, { text }) => sum + text.length * Math.log2(lettersOf(text)), 0)
    const prediction: Prediction = {
      role,
      attack: 'repeated-value',
      generator: 'a value used again',
      idiom: '',
      known: known.map(({ login, text }) => ({ role, login, text })),
      computed: again.map((sample) => computed(sample, 0, samples.length)),
      chance: again.length * Math.log2(samples.length) - bits,
      logins: known.length + again.length,
      next: first.size === 1 ? [...first.keys()] : [],
    }
    return { prediction, complete: true }
  },
}

/** A safe lower bound on the size of the alphabet that a text is from. */
function lettersOf(text: string): number {
  return Math.max(2, new Set(text).size)
}

const longestPeriod = 16

/** A text that repeats its beginning, or counts up through an alphabet: `aaaa…`, `abcabc…`, `abcdefgh…`. */
export const patternedValue: Attack = {
  id: 'patterned-value',
  name: 'repeated characters and sequences',
  unsuited: () => undefined,
  run({ samples, role }) {
    for (const sample of samples) {
      const from = patternEnd(sample.text)
      if (from === undefined) continue
      const { login, text } = sample
      const prediction: Prediction = {
        role,
        attack: 'patterned-value',
        generator: 'a pattern written by hand',
        idiom: '',
        known: [{ role, login, text: text.slice(0, from) }],
        computed: [computed(sample, from, 1)],
        chance: Math.log2(4 * longestPeriod) - (text.length - from) * Math.log2(10),
        logins: 1,
        next: [],
      }
      return { prediction, complete: true }
    }
    return { complete: true }
  },
}

/** How much of a text tells the rest of it, where its characters have equal steps or a short period. */
function patternEnd(text: string): number | undefined {
  for (let period = 1; period <= longestPeriod && period < text.length; period += 1) {
    if (text.slice(period) === text.slice(0, -period)) return period
  }
  const steps = new Set<number>()
  for (let at = 1; at < text.length; at += 1) steps.add(successor(text[at - 1] ?? '', text[at] ?? ''))
  return steps.size === 1 && !steps.has(0) ? 2 : undefined
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz0123456789',
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789',
  'qwertyuiopasdfghjklzxcvbnm',
]

/** 1 or -1 for the next or the previous letter of a row, around its end; 0 for any other. */
function successor(one: string, other: string): number {
  const [from, to] = [one.toLowerCase(), other.toLowerCase()]
  for (const step of [1, -1]) {
    if (
      rows.some(
        (row) => row.includes(from) && row[(row.indexOf(from) + step + row.length) % row.length] === to,
      )
    ) {
      return step
    }
  }
  return 0
}

const largestStep = 1_000

/** A constant text with a number in it that grows from login to login, or is the time. */
export const countedValue: Attack = {
  id: 'counted-value',
  name: 'counters and times written out',
  unsuited: ({ samples }) => (samples.length < 2 ? 'only one login' : undefined),
  run(series) {
    return { prediction: countedBy(series, 10) ?? countedBy(series, 16), complete: true }
  },
}

function countedBy({ samples, role }: Series, radix: 10 | 16): Prediction | undefined {
  const texts = samples.map(({ text }) => text)
  const [first, ...later] = samples
  if (first === undefined || new Set(texts).size < texts.length) return undefined
  const around = commonEnds(texts, radix)
  const numbers = texts.map((text) => numberIn(text, around, radix))
  const steps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0))
  if (!steps.every((step) => step >= 1 && step <= largestStep * 1_000)) return undefined
  const searched = Math.max(...steps)
  const [prefix, suffix] = around
  const { text } = first
  const [step] = steps
  const last = numbers.at(-1) ?? 0
  const equal = steps.every((one) => one === step)
  return {
    role,
    attack: 'counted-value',
    generator: 'a constant text with a growing number in it',
    idiom: '',
    known: [{ role, login: first.login, text }],
    computed: later.map((sample) => computed(sample, 0, searched)),
    chance: later.length * (Math.log2(searched) - text.length * Math.log2(radix)),
    logins: samples.length,
    next:
      equal && step !== undefined
        ? [
            `${text.slice(0, prefix)}${(last + step).toString(radix).padStart(text.length - prefix - suffix, '0')}${text.slice(text.length - suffix)}`,
          ]
        : [],
  }
}

/** Lengths of the common beginning and end of texts that differ only in a number. */
function commonEnds(texts: readonly string[], radix: 10 | 16): readonly [number, number] {
  const [first = ''] = texts
  let prefix = 0
  while (prefix < first.length && texts.every((text) => text[prefix] === first[prefix])) prefix += 1
  const digit = radix === 10 ? /[0-9]/ : /[0-9a-f]/
  while (prefix > 0 && digit.test(first[prefix - 1] ?? '')) prefix -= 1
  let suffix = 0
  while (
    suffix < first.length - prefix &&
    texts.every((text) => text.at(-1 - suffix) === first.at(-1 - suffix))
  ) {
    suffix += 1
  }
  while (suffix > 0 && digit.test(first.at(-suffix) ?? '')) suffix -= 1
  return [prefix, suffix]
}

function numberIn(text: string, [prefix, suffix]: readonly [number, number], radix: 10 | 16): number {
  const digits = text.slice(prefix, text.length - suffix)
  const pattern = radix === 10 ? /^[0-9]{1,15}$/ : /^[0-9a-f]{1,12}$/
  return pattern.test(digits) ? Number.parseInt(digits, radix) : Number.NaN
}
