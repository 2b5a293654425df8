import { describe, expect, test } from 'vitest'
import { remembered } from '../../../src/server/http/remembered.js'

/** Counts what is made. */
function counting(most: number) {
  const made: string[] = []
  const ask = remembered(most, async (name) => {
    made.push(name)
    return `${name} ${made.length}`
  })
  return { ask, made }
}

describe('remembered', () => {
  test('what was asked for before is not made again, not even while it is being made', async () => {
    const { ask, made } = counting(2)
    expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual(['a 1', 'a 1', 'b 2'])
    expect(await ask('a')).toBe('a 1')
    expect(made).toEqual(['a', 'b'])
  })

  test('beyond the bound the name that nobody asked for the longest is forgotten', async () => {
    const { ask, made } = counting(2)
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(name)
    expect(made).toEqual(['a', 'b', 'c', 'b'])
  })
})
