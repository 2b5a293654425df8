// UUIDs of version 4 whose digits are drawn one by one, joined with or without hyphens.
import { type Draw, type Idiom, unknownDraw } from '../idiom.js'

/** `'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, …)` with `Math.random() * 16 | 0`. */
const template = 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'

/** The template of as many UUIDs as the text holds, written as it writes them; undefined for another text. */
export function uuidTemplate(text: string): string | undefined {
  const one = '[0-9a-f]{8}(-?)[0-9a-f]{4}\\1?4[0-9a-f]{3}\\1?[89ab][0-9a-f]{3}\\1?[0-9a-f]{12}'
  const uuids = text.match(new RegExp(one, 'gi')) ?? []
  if (uuids.length === 0 || /[^0-9a-f-]/i.test(text)) return undefined
  const bare = text.replaceAll('-', '')
  const whole = bare.length % 32 === 0 ? bare.length / 32 : 0
  if (whole !== uuids.length) return undefined
  let pattern = ''
  const letters = template.replaceAll('-', '').repeat(whole)
  let at = 0
  for (const character of text) {
    pattern += character === '-' ? '-' : letters[at++]
  }
  return pattern
}

/**
 * The digits of the template in order; the variant digit is `number & 3 | 8`, of which nothing is concluded.
 * `fromTemplate` as `uuidTemplate` gives it: x and y are calls, all else stands as it is.
 */
export function uuidIdiom(fromTemplate: string): Idiom {
  return {
    id: 'uuid',
    name: 'UUID version 4, digit by digit, by Math.random() * 16',
    unit: 1,
    read(text) {
      const draws: Draw[] = []
      for (const [at, character] of Array.from(text.toLowerCase()).entries()) {
        const kind = fromTemplate[at]
        if (kind === 'x') draws.push(digitDraw(character))
        else if (kind === 'y') draws.push(unknownDraw)
        else if (kind !== character) return []
      }
      return [draws]
    },
    make(number, length) {
      let text = ''
      let calls = 0
      for (const kind of fromTemplate.slice(0, length)) {
        if (kind !== 'x' && kind !== 'y') {
          text += kind
          continue
        }
        const digit = Math.floor(number(calls) * 16)
        calls += 1
        text += (kind === 'x' ? digit : (digit & 3) | 8).toString(16)
      }
      return { text, calls }
    },
    bits: (text) => {
      const kinds = Array.from(fromTemplate.slice(0, text.length))
      return kinds.reduce((sum, kind) => sum + (kind === 'x' ? 4 : kind === 'y' ? 2 : 0), 0)
    },
  }
}

function digitDraw(character: string): Draw {
  const value = Number.parseInt(character, 16)
  return { low: value / 16, high: (value + 1) / 16 }
}
