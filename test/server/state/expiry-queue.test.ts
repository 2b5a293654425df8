import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createExpiryQueue } from '../../../src/server/state/expiry-queue.js'

interface Entry {
  readonly expiresAt: number
}

function queueOf(times: readonly number[]) {
  const queue = createExpiryQueue<Entry>()
  for (const expiresAt of times) queue.push({ expiresAt })
  return queue
}

function emptied(queue: ReturnType<typeof queueOf>): number[] {
  const order: number[] = []
  for (let first = queue.peek(); first !== undefined; first = queue.peek()) {
    order.push(first.expiresAt)
    queue.pop()
  }
  return order
}

describe('expiry-queue', () => {
  test('an empty queue tells nothing and can be popped', () => {
    const queue = queueOf([])
    queue.pop()
    expect(queue.peek()).toBeUndefined()
    expect(queue.size).toBe(0)
  })

  test('whatever was pushed comes out in the order of expiry', () => {
    expect(emptied(queueOf([30, 10, 20, 10, 50, 40, 5]))).toEqual([5, 10, 10, 20, 30, 40, 50])
    fc.assert(
      fc.property(fc.array(fc.nat(1000)), (times) => {
        expect(emptied(queueOf(times))).toEqual([...times].sort((one, other) => one - other))
      }),
    )
  })

  test('what a filter keeps comes out in the order of expiry', () => {
    const isEven = (time: number) => time % 2 === 0
    fc.assert(
      fc.property(fc.array(fc.nat(1000)), (times) => {
        const queue = queueOf(times)
        queue.filter(({ expiresAt }) => isEven(expiresAt))
        const kept = times.filter(isEven).sort((one, other) => one - other)
        expect(queue.size).toBe(kept.length)
        expect(emptied(queue)).toEqual(kept)
      }),
    )
  })
})
