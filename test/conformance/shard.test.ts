import { describe, expect, test } from 'vitest'
import { inShard, readShard } from '../../src/conformance/shard.js'

const texts = [
  { text: '1/1', shard: { index: 1, of: 1 } },
  { text: '2/4', shard: { index: 2, of: 4 } },
  { text: '1000/1000', shard: { index: 1000, of: 1000 } },
  ...['', '0/4', '5/4', '1', '1/', '/4', '1/0', '-1/4', '1.5/4', '1/1001', ' 1/4', '1/4/2', 'one/4'].map(
    (text) => ({
      text,
      shard: null,
    }),
  ),
]

const run = (name: string) => ({ id: name, variant: null })
const planned = ['honest', 'a', 'b', 'c', 'd', 'e', 'honest-again'].map(run)
const namesIn = (index: number, of: number) => inShard(planned, { index, of }).map(({ id }) => id)

describe('shard', () => {
  for (const { text, shard } of texts) {
    test(`"${text}" is ${shard === null ? 'no part' : `part ${shard.index} of ${shard.of}`}`, () =>
      expect(readShard(text)).toEqual(shard))
  }

  test('the parts hold every run once, and each of them the controls', () => {
    expect(namesIn(1, 2)).toEqual(['honest', 'a', 'c', 'e', 'honest-again'])
    expect(namesIn(2, 2)).toEqual(['honest', 'b', 'd', 'honest-again'])
  })

  test('a part without a scenario is its controls', () => {
    expect(namesIn(7, 7)).toEqual(['honest', 'honest-again'])
  })

  test('without parts it is the whole', () => expect(inShard(planned, undefined)).toBe(planned))
})
