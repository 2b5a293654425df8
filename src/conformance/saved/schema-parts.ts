// The pieces of which the forms of saved values are made.
import * as v from 'valibot'

/** A schema whose values are of type T, whatever comes in. */
export type Exact<T> = v.GenericSchema<unknown, T>

export const text = v.string('expected text')
export const flag = v.boolean('expected true or false')
export const number = v.number('expected a number')
export const whole = v.pipe(number, v.integer('expected a whole number'))

export const listOf = <const S extends v.GenericSchema<unknown, unknown>>(item: S) =>
  v.array(item, 'expected a list')

/** A closed set of words, given as keys: one that is missing does not compile. */
export function oneOf<const W extends string>(words: Readonly<Record<W, true>>): Exact<W> {
  const known = Object.keys(words) as W[]
  return v.picklist(known, `expected one of ${known.join(', ')}`)
}
