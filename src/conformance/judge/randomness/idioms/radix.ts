// Numbers printed in base 36 or 16: `Math.random().toString(36).substring(2)`, joined and cut.
import { type Draw, type Idiom, mathRandom } from '../idiom.js'

/** The most digits of a number that are kept, where a program keeps only some. */
type Kept = number | undefined

/**
 * All digits of each number, or the first `kept`. Without `kept` the text is split where each piece is the exact print
 * of a multiple of 2^-52 or 2^-53, so that such a piece tells all bits of its number; the last piece is cut and tells nothing
 * but its beginning.
 */
export function radixIdiom(radix: 16 | 36, kept: Kept): Idiom {
  const code = `${mathRandom}.toString(${radix})${kept === undefined ? '.substring(2)' : `.substring(2, ${kept + 2})`}`
  return {
    id: `radix-${radix}-${kept ?? 'all'}`,
    name: `${code}, joined`,
    unit: 1,
    read(text) {
      if (radix === 16 ? !/^[0-9a-f]+$/.test(text) : !/^[0-9a-z]+$/.test(text)) return []
      if (kept !== undefined) return [cutPieces(text, radix, kept)]
      return [...splits(text, radix, 52), ...splits(text, radix, 53)]
    },
    make(number, length) {
      let text = ''
      let calls = 0
      while (text.length < length && calls < length) {
        text += number(calls)
          .toString(radix)
          .substring(2, kept === undefined ? undefined : kept + 2)
        calls += 1
      }
      return { text: text.slice(0, length), calls }
    },
    bits: (text) => text.length * Math.log2(radix),
  }
}

function cutPieces(text: string, radix: number, kept: number): readonly Draw[] {
  const pieces = text.match(new RegExp(`.{1,${kept}}`, 'g')) ?? []
  return pieces.map((piece) => beginning(piece, radix))
}

/** What the first digits of a print say; one unit of slack, because the print is rounded. */
function beginning(piece: string, radix: number): Draw {
  const scale = radix ** piece.length
  const value = Number.parseInt(piece, radix)
  return { low: Math.max(0, (value - 1) / scale), high: Math.min(1, (value + 2) / scale) }
}

/** Digits of a whole print, the likeliest numbers first: 11 in base 36; 13 in base 16, fewer where it ends in zeros. */
const lengths: Record<16 | 36, readonly number[]> = { 16: [13, 12], 36: [11, 10, 12, 9, 13, 8, 14] }
/** Splits that are followed at most: nearly every eleven digits are a print. */
const mostReadings = 64

/** The ways to split the text into whole prints and one cut piece at the end. */
function splits(text: string, radix: 16 | 36, bits: 52 | 53): readonly (readonly Draw[])[] {
  const readings: (readonly Draw[])[] = []
  const walk = (from: number, draws: readonly Draw[]): void => {
    const rest = text.length - from
    if (readings.length >= mostReadings) return
    if (rest <= Math.max(...lengths[radix])) {
      readings.push(rest === 0 ? draws : [...draws, beginning(text.slice(from), radix)])
    }
    for (const length of lengths[radix].filter((one) => one < rest)) {
      const draw = printed(text.slice(from, from + length), radix, bits)
      if (draw !== undefined) walk(from + length, [...draws, draw])
    }
  }
  walk(0, [])
  return readings
}

/**
 * What a whole print tells: the number k / 2^bits whose print these digits are. The arithmetic of printing rounds, so that
 * two neighbours can have one print: then the bits that they share.
 */
export function printed(digits: string, radix: number, bits: 52 | 53): Draw | undefined {
  const scale = BigInt(radix) ** BigInt(digits.length)
  const steps = 2 ** bits
  const nearest = Number((2n * wholeOf(digits, radix) * BigInt(steps) + scale) / (2n * scale))
  const same = [-2, -1, 0, 1, 2]
    .map((near) => nearest + near)
    .filter((candidate) => (candidate / steps).toString(radix).substring(2) === digits)
  const [first, last] = [same[0], same.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const different = (BigInt(first) ^ BigInt(last)).toString(2).replace(/^0$/, '').length
  return { low: first / steps, high: (last + 1) / steps, conversion: bits, bits: bits - different }
}

/** Up to 14 digits as one number, read in two halves that a double holds exactly. */
function wholeOf(digits: string, radix: number): bigint {
  const [upper, lower] = [digits.slice(0, -7), digits.slice(-7)]
  return (
    BigInt(Number.parseInt(upper || '0', radix)) * BigInt(radix) ** BigInt(lower.length) +
    BigInt(Number.parseInt(lower, radix))
  )
}
