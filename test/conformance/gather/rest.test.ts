import { describe, expect, test } from 'vitest'
import { comeToRest } from '../../../src/conformance/gather/rest.js'
import type { Clock } from '../../../src/server/index.js'

/** A clock that stands still until somebody sleeps. */
function clockAt(start: number): Clock {
  let now = start
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds
    },
  }
}

/** How long the login took to come to rest, when exchanges happen at the given times. */
async function restAfter(exchanges: readonly { at: number; token?: true }[], signal?: AbortSignal) {
  const clock = clockAt(0)
  await comeToRest({
    clock,
    signal: signal ?? new AbortController().signal,
    untilToken: 1500,
    quiet: 500,
    seen() {
      const known = exchanges.filter(({ at }) => at <= clock.now())
      return { exchanges: known.length, tokens: known.filter(({ token }) => token).length }
    },
  })
  return clock.now()
}

describe('comeToRest', () => {
  const rows = [
    { name: 'without a token request the whole window is waited for', exchanges: [], takes: 1500 },
    { name: 'after a token request half a second', exchanges: [{ at: 200, token: true }], takes: 700 },
    {
      name: 'after the last call of the API',
      exchanges: [{ at: 100, token: true }, { at: 400 }],
      takes: 900,
    },
    { name: 'an exchange begins the window anew', exchanges: [{ at: 1000 }], takes: 2500 },
  ] as const
  for (const { name, exchanges, takes } of rows) {
    test(name, async () => expect(await restAfter(exchanges)).toBe(takes))
  }

  test('ends at once when there is nobody left to wait for', async () => {
    expect(await restAfter([], AbortSignal.abort())).toBe(0)
  })
})
