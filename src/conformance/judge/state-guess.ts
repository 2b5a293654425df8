// Ways in which a value of state can be guessed that need no generator: used again, counted, or read off the clock.
import type { SentText } from './sent-texts.js'

export interface Guess {
  readonly reason: 'repeated' | 'counted' | 'clock'
  /** The first value that shows it. */
  readonly seen: SentText
  /** What was seen, without the values. */
  readonly what: string
}

/** Clocks are looked for this far from the beginning of a login, milliseconds. */
const nearby = 120_000
const largestStep = 1_000

function repeated(states: readonly SentText[]): Guess | null {
  const first = new Map<string, SentText>()
  for (const state of states) {
    const earlier = first.get(state.text)
    if (earlier !== undefined) {
      const times = states.filter(({ text }) => text === state.text).length
      const part = state.text === state.whole ? 'the same value' : 'the same random part'
      return { reason: 'repeated', seen: state, what: `${part} in ${times} of ${states.length} logins` }
    }
    first.set(state.text, state)
  }
  return null
}

/** The unit in which a number is the time at which its login began; null where it is none. */
function clockUnit(number: number, at: number): string | null {
  const units = [
    ['seconds', 1_000],
    ['milliseconds', 1],
    ['microseconds', 1 / 1_000],
    ['nanoseconds', 1 / 1_000_000],
  ] as const
  return units.find(([, scale]) => Math.abs(number * scale - at) <= nearby)?.[0] ?? null
}

/** A number as decimal, hex or base 36 digits: the three ways in which programs write one. */
function numbersIn(text: string): readonly number[] {
  const radices = [
    [10, /^[0-9]{1,20}$/],
    [16, /^[0-9a-f]{1,14}$/i],
    [36, /^[0-9a-z]{8,11}$/i],
  ] as const
  return radices.flatMap(([radix, digits]) => (digits.test(text) ? [Number.parseInt(text, radix)] : []))
}

function clock(states: readonly SentText[]): Guess | null {
  const [first] = states
  const units = states.map(({ text, at }) => {
    const found = numbersIn(text).map((number) => clockUnit(number, at))
    return found.find((unit) => unit !== null) ?? null
  })
  const [unit] = units
  if (first === undefined || unit === undefined || unit === null) return null
  if (units.some((one) => one !== unit)) return null
  return { reason: 'clock', seen: first, what: `the ${unit} of the clock when the login began` }
}

/** The whole numbers of all texts, each with the same text around it; null where there are none. */
function numbered(texts: readonly string[]): readonly number[] | null {
  const read = texts.map((text) => /^(.*?)([0-9]{1,15})([^0-9]*)$/.exec(text))
  const [first] = read
  if (first === null || first === undefined) return null
  const same = read.every((one) => one?.[1] === first[1] && one?.[3] === first[3])
  return same ? read.map((one) => Number(one?.[2])) : null
}

/** Three numbers that grow by a little each time are no chance; two are. */
function counted(states: readonly SentText[]): Guess | null {
  const [, second] = states
  const numbers = numbered(states.map(({ text }) => text))
  if (second === undefined || numbers === null || numbers.length < 3) return null
  const steps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0))
  if (!steps.every((step) => step >= 1 && step <= largestStep)) return null
  const by = steps.every((step) => step === steps[0]) ? `by ${steps[0]}` : `by ${Math.max(...steps)} at most`
  return { reason: 'counted', seen: second, what: `a number that grows ${by} from login to login` }
}

/** How the states can be guessed; null where none of these ways leads to them. */
export function guessOf(states: readonly SentText[]): Guess | null {
  return repeated(states) ?? clock(states) ?? counted(states)
}
