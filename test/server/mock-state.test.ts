import { describe, expect, test } from 'vitest'
import { createMockState } from '../../src/server/mock-state.js'
import { parseServerOptions } from '../../src/server/options.js'
import { fakePorts } from '../support/fake-ports.js'

function created() {
  const ports = fakePorts()
  const state = createMockState(parseServerOptions({}), ports)
  state.begin()
  return { state, ports }
}

/** Whether a wait of `milliseconds` is over without the clock having moved. */
async function isOver(wait: Promise<void>): Promise<boolean> {
  let over = false
  void wait.then(() => {
    over = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  return over
}

describe('mock-state', () => {
  test('a late answer waits by the clock', async () => {
    const { state, ports } = created()
    const wait = state.wait(20_000)
    expect(await isOver(wait)).toBe(false)
    ports.advance(20_000)
    expect(await isOver(wait)).toBe(true)
  })

  test('a stop ends what waits', async () => {
    const { state } = created()
    const wait = state.wait(20_000)
    state.stop()
    expect(await isOver(wait)).toBe(true)
  })

  test('its signal ends a wait, and so does a stop beside a signal', async () => {
    const { state } = created()
    const over = new AbortController()
    const [one, other] = [state.wait(20_000, over.signal), state.wait(20_000, new AbortController().signal)]
    expect([await isOver(one), await isOver(other)]).toEqual([false, false])
    over.abort()
    expect([await isOver(one), await isOver(other)]).toEqual([true, false])
    state.stop()
    expect(await isOver(other)).toBe(true)
  })

  test('a request that was still worked on at the stop waits for nothing after it', async () => {
    const { state } = created()
    state.stop()
    expect(await isOver(state.wait(20_000))).toBe(true)
  })

  test('a mock that begins again waits again', async () => {
    const { state } = created()
    state.stop()
    state.begin()
    expect(await isOver(state.wait(20_000))).toBe(false)
  })
})
