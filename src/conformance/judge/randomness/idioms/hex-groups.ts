// Four hex digits a call, as in the widespread `s4()` that builds what looks like a UUID.
import type { Draw, Idiom } from '../idiom.js'

const groups = 0x10000

/** `Math.floor((1 + Math.random()) * 0x10000).toString(16).substring(1)`; hyphens where the text has them. */
export function hexGroupsIdiom(pattern: string): Idiom {
  return {
    id: 'hex-groups',
    name: 'four hex digits at a time by Math.floor((1 + Math.random()) * 0x10000)',
    unit: 1,
    read(text) {
      const digits = text.replaceAll('-', '')
      if (!/^[0-9a-f]+$/.test(digits) || hyphensOf(text) !== hyphensOf(pattern.slice(0, text.length)))
        return []
      const whole = digits.match(/.{4}/g) ?? []
      return [
        whole.map((group): Draw => {
          const value = Number.parseInt(group, 16)
          return { low: value / groups, high: (value + 1) / groups }
        }),
      ]
    },
    make(number, length) {
      let text = ''
      let calls = 0
      while (text.length < length) {
        const next = Math.floor((1 + number(calls)) * groups)
          .toString(16)
          .substring(1)
        calls += 1
        for (const digit of next) text += pattern[text.length] === '-' ? `-${digit}` : digit
      }
      return { text: text.slice(0, length), calls }
    },
    bits: (text) => 4 * text.replaceAll('-', '').length,
  }
}

/** The text with everything but its hyphens blotted out. */
function hyphensOf(text: string): string {
  return text.replace(/[^-]/g, '*')
}
