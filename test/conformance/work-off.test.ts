import { describe, expect, test } from 'vitest'
import { workOff } from '../../src/conformance/work-off.js'

/** Items that are done only when the test says so. */
function held() {
  const begun: string[] = []
  const ends = new Map<string, (result: string) => void>()
  return {
    begun,
    work: async (batch: readonly string[], done: (item: string, result: string) => void) => {
      for (const item of batch) {
        begun.push(item)
        done(item, await new Promise<string>((resolve) => ends.set(item, resolve)))
      }
    },
    async end(item: string, result = item.toUpperCase()) {
      ends.get(item)?.(result)
      await settled()
    },
  }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
const items = ['a', 'b', 'c', 'd']
const single = items.map((item) => [item])
const { signal } = new AbortController()
const never = () => false

describe('workOff', () => {
  test('begins as many as there are workers, and the next one as soon as one is done', async () => {
    const { begun, work, end } = held()
    const all = workOff(items, { batches: single, workers: 2, signal, work, isEnough: never })
    expect(begun).toEqual(['a', 'b'])
    await end('b')
    expect(begun).toEqual(['a', 'b', 'c'])
    await end('c')
    await end('d')
    await end('a')
    expect(await all).toEqual(['A', 'B', 'C', 'D'])
  })

  test('does what is in one batch in turn, and gives the results in the order of the items', async () => {
    const { begun, work, end } = held()
    const batches = [['b', 'c'], ['a'], ['d']]
    const all = workOff(items, { batches, workers: 2, signal, work, isEnough: never })
    expect(begun).toEqual(['b', 'a'])
    for (const item of ['a', 'd', 'b', 'c']) await end(item)
    expect(await all).toEqual(['A', 'B', 'C', 'D'])
  })

  test('stops at the first beginning that is enough, whatever was done after it already', async () => {
    const { begun, work, end } = held()
    const isEnough = (results: readonly string[]) => results.filter((result) => result === '-').length === 2
    const all = workOff(items, { batches: single, workers: 3, signal, work, isEnough })
    await end('c', '-')
    await end('b', '-')
    await end('d')
    await end('a')
    expect(begun).toEqual(items)
    expect(await all).toEqual(['A', '-', '-'])
  })

  test('tells those under way that it is enough, and begins no other', async () => {
    const signals: AbortSignal[] = []
    const { begun, work, end } = held()
    const all = workOff(items, {
      batches: single,
      workers: 2,
      signal,
      isEnough: (results) => results.length === 1,
      work(batch, done, over) {
        signals.push(over)
        return work(batch, done)
      },
    })
    await end('a')
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
    await end('b')
    expect(await all).toEqual(['A'])
    expect(begun).toEqual(['a', 'b'])
  })

  test('begins nothing more once it is interrupted, and keeps what was done', async () => {
    const interrupt = new AbortController()
    const { begun, work, end } = held()
    const request = { batches: single, workers: 1, signal: interrupt.signal, work, isEnough: never }
    const all = workOff(items, request)
    await end('a')
    interrupt.abort()
    await end('b')
    expect(await all).toEqual(['A', 'B'])
    expect(begun).toEqual(['a', 'b'])
  })

  test('rejects with what went wrong once nothing is under way any more', async () => {
    const { begun, work, end } = held()
    let rejected: unknown = null
    const all = workOff(items, {
      batches: single,
      workers: 2,
      signal,
      isEnough: never,
      work: (batch, done) => (batch[0] === 'b' ? Promise.reject(new Error('no b')) : work(batch, done)),
    }).catch((error: unknown) => {
      rejected = error
    })
    await settled()
    expect(rejected).toBe(null)
    await end('a')
    await all
    expect(String(rejected)).toBe('Error: no b')
    expect(begun).toEqual(['a'])
  })
})
