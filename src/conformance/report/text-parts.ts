// The pieces of which a report for people is made: colours, and rows with a name before their text.
import type { Level } from '../judge/checks/check.js'
import { printable } from './printable.js'
import { wrap } from './wrap.js'

/** Columns of a report. */
export const width = 100
/** Columns of the name before a text. */
export const label = 11

export type Colour = 'red' | 'yellow' | 'cyan' | 'green' | 'dim' | 'bold'
export type Paint = (colour: Colour, text: string) => string

const codes: Readonly<Record<Colour, number>> = { red: 31, yellow: 33, cyan: 36, green: 32, dim: 2, bold: 1 }

/** Paints, or leaves text as it is. */
export function painter(colour: boolean): Paint {
  return (name, text) => (colour ? `\u001b[${codes[name]}m${text}\u001b[0m` : text)
}

export const colourOf: Readonly<Record<Level, Colour>> = { violation: 'red', warning: 'yellow', info: 'cyan' }

/** A labelled block: the label once, the text indented below itself. */
export function row(name: string, text: string, paint: Paint): string[] {
  const lines = printable(text).length > 0 ? wrap(printable(text), width - label - 2) : ['']
  return lines.map(
    (line, index) => `  ${index === 0 ? paint('dim', name.padEnd(label)) : ' '.repeat(label)}${line}`,
  )
}
