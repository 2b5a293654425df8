// Whole numbers printed in base 36 or 16, as many as the text has: `Math.random().toString(36).substring(2)`.
import { type Draw, type Idiom, mathRandom } from '../idiom.js'
import { printed } from './radix.js'

/** `count` whole prints one after the other; the length of the text varies with them. */
export function printsIdiom(radix: 16 | 36, count: 1 | 2): Idiom {
  const print = `${mathRandom}.toString(${radix}).substring(2)`
  return {
    id: `prints-${radix}-${count}`,
    name: count === 1 ? print : `${print} twice`,
    unit: 1,
    read(text) {
      if (text.length > count * longestPrint || /[^0-9a-z]/.test(text)) return []
      if (radix === 16 && /[^0-9a-f]/.test(text)) return []
      return ([52, 53] as const).flatMap((bits) => wholePrints(text, radix, bits, count))
    },
    make(number) {
      let text = ''
      for (let call = 0; call < count; call += 1) text += number(call).toString(radix).substring(2)
      return { text, calls: count }
    },
    bits: (text) => Math.min(52 * count, text.length * Math.log2(radix)),
  }
}

const longestPrint = 14

function wholePrints(
  text: string,
  radix: 16 | 36,
  bits: 52 | 53,
  count: 1 | 2,
): readonly (readonly Draw[])[] {
  if (count === 1) {
    const draw = printed(text, radix, bits)
    return draw === undefined ? [] : [[draw]]
  }
  return Array.from({ length: text.length - 1 }, (_, at) => at + 1).flatMap((at) => {
    const first = printed(text.slice(0, at), radix, bits)
    const second = first === undefined ? undefined : printed(text.slice(at), radix, bits)
    return first === undefined || second === undefined ? [] : [[first, second]]
  })
}
