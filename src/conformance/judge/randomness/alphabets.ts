// The alphabets that programs write out, in the orders in which they write them.

/** An alphabet: its letters in order, `erased` standing for punctuation whose order is not known. */
export interface Alphabet {
  readonly letters: string
  /** Letters whose place is known. */
  readonly places: ReadonlyMap<string, number>
}

/** Stands in an alphabet for each letter of unknown place. */
export const erased = '\u0000'

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const lower = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'
/** From the likeliest on: the guide's order first. */
const orders = [
  [upper, lower, digits],
  [lower, upper, digits],
  [digits, upper, lower],
  [digits, lower, upper],
  [upper, digits, lower],
  [lower, digits, upper],
]
/** As they are often written, then every other order. */
const usualMarks = ['-._~', '-_.~', '_-.~', '.-_~', '~-._', '._-~', '-.~_', '_.-~']
const punctuations = [...new Set([...usualMarks, ...permutations('-._~'), ...permutations('-_')])]

function permutations(marks: string): readonly string[] {
  if (marks.length < 2) return [marks]
  return Array.from(marks).flatMap((mark) => permutations(marks.replace(mark, '')).map((rest) => mark + rest))
}

/** In the order of their character codes. */
const sorted = ['-.0-9A-Z_a-z~', '-0-9A-Z_a-z'].map((text) =>
  text.replace('0-9', digits).replace('A-Z', upper).replace('a-z', lower),
)
/** nanoid/non-secure, which draws from it with Math.random. */
const nanoid = 'useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict'
const base58 = `${digits.slice(1)}${upper.replace(/[IO]/g, '')}${lower.replace('l', '')}`

export function alphabetOf(letters: string): Alphabet {
  const places = new Map<string, number>()
  for (const [place, letter] of [...letters].entries()) if (letter !== erased) places.set(letter, place)
  return { letters, places }
}

/** Alphabets of one kind of letter, or of two. */
const narrow = [
  digits,
  '0123456789abcdef',
  '0123456789ABCDEF',
  'abcdef0123456789',
  lower,
  upper,
  `${lower}${digits}`,
  `${digits}${lower}`,
  `${upper}${digits}`,
  `${digits}${upper}`,
  `${upper}234567`,
  `${upper}${lower}`,
  `${lower}${upper}`,
]
const letterOrders = orders.map((parts) => parts.join(''))

const all = {
  exact: [
    ...narrow,
    base58,
    ...letterOrders,
    nanoid,
    ...punctuations.flatMap((marks) => letterOrders.flatMap((letters) => [letters + marks, marks + letters])),
    ...sorted,
  ].map(alphabetOf),
  erasing: [4, 2]
    .map((count) => erased.repeat(count))
    .flatMap((marks) => letterOrders.flatMap((letters) => [letters + marks, marks + letters]))
    .map(alphabetOf),
}

function fitting(alphabets: readonly Alphabet[], seen: ReadonlySet<string>): readonly Alphabet[] {
  return alphabets.filter(({ places }) => [...seen].every((letter) => places.has(letter)))
}

/**
 * The alphabets that have all characters of the texts, the likeliest order first; of alphabets that differ only in letters
 * that never come, the likeliest.
 */
export function exactAlphabets(texts: readonly string[]): readonly Alphabet[] {
  const seen = new Set(texts.join(''))
  const different = new Map<string, Alphabet>()
  for (const alphabet of likely(fitting(all.exact, seen), total(texts))) {
    const { letters, places } = alphabet
    const key = [letters.length, ...Array.from(seen, (letter) => places.get(letter))].join()
    if (!different.has(key)) different.set(key, alphabet)
  }
  return [...different.values()]
}

/** The alphabet with its punctuation blotted out, where that is one row of it. */
export function outlineOf(letters: string): string {
  return /^[^-._~]*[-._~]+[^-._~]*$/.test(letters) ? letters.replace(/[-._~]/g, ' ') : letters
}

/** The orders of the punctuation that agree with the places known already; the alphabet itself where none does. */
export function completions(letters: string): readonly string[] {
  const first = letters.search(/[\u0000\-._~]/)
  if (!letters.includes(erased)) return [letters]
  const row = letters.slice(first).match(/^[\u0000\-._~]+/)?.[0] ?? ''
  const fitting = punctuations.filter(
    (marks) =>
      marks.length === row.length &&
      Array.from(row).every((mark, at) => mark === erased || mark === marks[at]),
  )
  const whole = fitting.map((marks) => letters.slice(0, first) + marks + letters.slice(first + row.length))
  return whole.length > 0 ? whole : [letters]
}

/**
 * The alphabets with the punctuation erased where it stands in one row: each stands for all orders of it, which stay open.
 * The smallest first.
 */
export function erasingAlphabets(texts: readonly string[]): readonly Alphabet[] {
  const seen = [...new Set(texts.join(''))]
  const exact = fitting(all.exact, new Set(seen))
  const open = seen.every((letter) => /[-._~A-Za-z0-9]/.test(letter))
  const letters = new Set(seen.filter((letter) => /[A-Za-z0-9]/.test(letter)))
  const marks = seen.length - letters.size
  const erasing = open ? fitting(all.erasing, letters) : []
  const covered = new Set(erasing.map((alphabet) => alphabet.letters))
  return likely(
    [
      ...erasing.filter(({ letters: written, places }) => written.length - places.size >= marks),
      ...exact.filter((alphabet) => !covered.has(alphabet.letters.replace(/[-._~]/g, erased))),
    ],
    total(texts),
  )
}

function total(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0)
}

/** Leaves out alphabets so large that a smaller one would fit only by a chance of 2^-20. The likeliest order first. */
function likely(alphabets: readonly Alphabet[], characters: number): readonly Alphabet[] {
  const smallest = Math.min(...alphabets.map(({ letters }) => letters.length))
  return alphabets
    .filter(({ letters }) => characters * Math.log2(letters.length / smallest) < 20)
    .toSorted(
      (one, other) =>
        unlikeliness(one.letters) - unlikeliness(other.letters) || one.letters.length - other.letters.length,
    )
}

/** How far down an order of letters stands among those that programs write; punctuation in front is rare. */
function unlikeliness(letters: string): number {
  const order = letterOrders.indexOf(letters.replace(/[-._~\u0000]/g, ''))
  const marksFirst = /^[-._~\u0000]/.test(letters)
  return (order < 0 ? 2 : order) + (marksFirst ? letterOrders.length : 0)
}
