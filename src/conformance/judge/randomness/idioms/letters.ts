// One character a call: an alphabet indexed by a number in [0, 1).
import { type Alphabet, alphabetOf, completions, erased } from '../alphabets.js'
import { type Draw, type Idiom, mathRandom, unknownDraw } from '../idiom.js'

/** How the index is made of the number; `n` is the size of the alphabet. */
type Rounding = 'floor' | 'floor-short' | 'round'

const codes: Record<Rounding, (n: number) => string> = {
  floor: (n) => `Math.floor(${mathRandom} * ${n})`,
  'floor-short': (n) => `Math.floor(${mathRandom} * ${n - 1})`,
  round: (n) => `Math.round(${mathRandom} * ${n - 1})`,
}
const indexOf: Record<Rounding, (number: number, n: number) => number> = {
  floor: (number, n) => Math.floor(number * n),
  'floor-short': (number, n) => Math.floor(number * (n - 1)),
  round: (number, n) => Math.round(number * (n - 1)),
}
const drawOf: Record<Rounding, (place: number, n: number) => Draw> = {
  floor: (place, n) => ({ low: place / n, high: (place + 1) / n }),
  'floor-short': (place, n) => ({ low: place / (n - 1), high: Math.min(1, (place + 1) / (n - 1)) }),
  round: (place, n) => ({
    low: Math.max(0, (place - 0.5) / (n - 1)),
    high: Math.min(1, (place + 0.5) / (n - 1)),
  }),
}

/**
 * `alphabet[Math.floor(Math.random() * n)]` and its two common mistakes: `n - 1` instead of `n`, so that the last
 * letter never comes, and rounding, so that the first and the last come half as often.
 */
export function lettersIdiom(alphabet: Alphabet, rounding: Rounding): Idiom {
  const n = alphabet.letters.length
  const draws = new Map([...alphabet.places].map(([letter, place]) => [letter, drawOf[rounding](place, n)]))
  const unknown = drawOfErased(alphabet, rounding)
  const last = rounding === 'floor-short' ? alphabet.letters.at(-1) : undefined
  return {
    id: `letters-${n}-${rounding}`,
    name: `one of ${n} letters by ${codes[rounding](n)}`,
    unit: 1,
    read: (text) =>
      last !== undefined && text.includes(last)
        ? []
        : [Array.from(text, (letter) => draws.get(letter) ?? unknown)],
    make(number, length) {
      let text = ''
      for (let call = 0; call < length; call += 1)
        text += alphabet.letters[indexOf[rounding](number(call), n)] ?? ''
      return { text, calls: length }
    },
    learn: (text, number) => {
      const letters = [...alphabet.letters]
      for (const [call, letter] of Array.from(text).entries()) {
        const place = indexOf[rounding](number(call), n)
        if (letters[place] === erased) letters[place] = letter
      }
      return lettersIdiom(alphabetOf(letters.join('')), rounding)
    },
    guesses: () =>
      completions(alphabet.letters).map((letters) => lettersIdiom(alphabetOf(letters), rounding)),
    bits: (text) => {
      let known = 0
      for (const letter of text) if (alphabet.places.has(letter)) known += 1
      return known * Math.log2(rounding === 'floor-short' ? n - 1 : n)
    },
  }
}

/** What a letter of unknown place tells: that it is one of those places, where they stand in one row. */
function drawOfErased({ letters }: Alphabet, rounding: Rounding): Draw {
  const [first, last] = [letters.indexOf(erased), letters.lastIndexOf(erased)]
  const places = Array.from(letters).filter((letter) => letter === erased).length
  if (first < 0 || last - first + 1 !== places) return unknownDraw
  const { low } = drawOf[rounding](first, letters.length)
  const { high } = drawOf[rounding](last, letters.length)
  return { low, high }
}
