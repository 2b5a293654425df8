// The part of a state that can be random: a client may keep its own data in state, beside a value against forgery.
import { readableFields } from './readable-value.js'

/** Between the pieces of a state that a client joins by hand: `k3Rz9tQw7L|/reports`. */
const joints = /[|:;,\s]+|%7C|%3A/i
/** What a random value is written in; addresses, paths and sentences are none. */
const randomText = /^[A-Za-z0-9\-._~+=]{4,}$/

/** The pieces of one state, by a name that is the same in every login; null when nothing in it has a structure. */
function piecesOf(state: string): ReadonlyMap<string, string> | null {
  const fields = readableFields(state)
  const [first] = fields
  if (fields.length > 1 || (first !== undefined && first.name !== '')) {
    return new Map(fields.map(({ name, value }) => [name, value]))
  }
  const text = first?.value ?? state
  const pieces = text.split(joints).filter((piece) => piece !== '')
  if (pieces.length > 1) return new Map(pieces.map((piece, index) => [String(index), piece]))
  return text === state ? null : new Map([['', text]])
}

/** How much a piece can be the random one: one that differs from login to login before one that does not. */
function rankOf(values: readonly string[]): readonly [differing: number, length: number] {
  const length = values.reduce((sum, value) => sum + value.length, 0)
  return [new Set(values).size, length]
}

/**
 * For each state the part of it that can be random; the whole state where it has no structure, or where none of its
 * parts looks like a random value. All states are looked at together, so that the same part is taken of each.
 */
export function randomParts(states: readonly string[]): readonly string[] {
  const read = states.map(piecesOf)
  const [first] = read
  if (first === null || first === undefined) return states
  const names = [...first.keys()].filter((name) =>
    read.every((pieces) => randomText.test(pieces?.get(name) ?? '')),
  )
  const columns = names.map((name) => read.map((pieces) => pieces?.get(name) ?? ''))
  const [best] = columns.toSorted((one, other) => {
    const [differing, length] = rankOf(one)
    const [otherDiffering, otherLength] = rankOf(other)
    return otherDiffering - differing || otherLength - length
  })
  return best ?? states
}
