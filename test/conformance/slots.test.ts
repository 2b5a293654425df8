import { describe, expect, test } from 'vitest'
import { createSlots } from '../../src/conformance/slots.js'

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('slots', () => {
  test('are given in the order in which they were asked for', async () => {
    const slots = createSlots(2)
    const given: string[] = []
    const take = async (name: string) => {
      const giveBack = await slots.take()
      given.push(name)
      return giveBack
    }
    const first = await take('first')
    const second = await take('second')
    const third = take('third')
    const fourth = take('fourth')
    await settled()
    expect(given).toEqual(['first', 'second'])
    second()
    const giveBackThird = await third
    expect(given).toEqual(['first', 'second', 'third'])
    first()
    giveBackThird()
    await fourth
    expect(given).toEqual(['first', 'second', 'third', 'fourth'])
  })

  test('count once, however often they are given back', async () => {
    const slots = createSlots(1)
    const giveBack = await slots.take()
    giveBack()
    giveBack()
    await slots.take()
    let isGiven = false
    void slots.take().then(() => {
      isGiven = true
    })
    await settled()
    expect(isGiven).toBe(false)
  })
})
