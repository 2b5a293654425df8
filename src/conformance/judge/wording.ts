// Puts values into sentences: quoted, cut, and with every unprintable character named.
import { codePointOf } from '../../server/protocol/autopsy/difference.js'

/** Longer values are cut in print: a finding is read by people. */
const mostShown = 160

/** `value` in quotes, cut when it is long; characters that do not print are written as `U+000A`. Nothing secret. */
export function quoted(value: string): string {
  const characters = [...value]
  const shown = characters
    .slice(0, mostShown)
    .map((character) => (/[\x20-\x7E…]/.test(character) ? character : `(${codePointOf(character)})`))
  return `"${shown.join('')}${characters.length > mostShown ? '…' : ''}"`
}

/** `"=" (U+003D) at index 43`: one character and where it stands, counted from 0. */
export function characterAt(value: string, index: number): string {
  const character = [...value][index] ?? ''
  return `${quoted(character)} (${codePointOf(character)}) at index ${index}`
}

/** `1 character`, `43 characters`; counted as code points. */
export function lengthOf(value: string): string {
  const { length } = [...value]
  return length === 1 ? '1 character' : `${length} characters`
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`
}

/** More names are counted only. */
const mostNames = 20

/** The names of the parameters of a request, in the order of the wire. */
export function namesOf(parameters: readonly { readonly name: string }[]): string {
  if (parameters.length === 0) return 'no parameter at all'
  const names = parameters.slice(0, mostNames).map(({ name }) => name)
  const rest = parameters.length - names.length
  return names.join(', ') + (rest === 0 ? '' : ` and ${rest} more`)
}

/** Enough of a client id to know it by: who mixes up the settings of a client sends its secret here. */
export function shortened(id: string): string {
  const characters = [...id]
  if (characters.length <= 16) return quoted(id)
  const [head, tail] = [characters.slice(0, 8).join(''), characters.slice(-4).join('')]
  return `${quoted(`${head}…${tail}`)} of ${lengthOf(id)}`
}
