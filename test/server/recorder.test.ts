import { describe, expect, test } from 'vitest'
import { createRecorder, type Exchange } from '../../src/server/recorder.js'

function exchange(number: number, bodyLength = 0): Exchange {
  const reply = { status: 200, headers: [], body: '' }
  return {
    number,
    at: 0,
    endpoint: null,
    request: { method: 'GET', origin: '', path: '', query: '', headers: [], body: 'x'.repeat(bodyLength) },
    honest: reply,
    sent: reply,
    outcome: { kind: 'answered', mistakes: [], forgiven: false, login: null, cause: null },
    correlation: '',
  }
}

const numbers = ({ exchanges }: { exchanges: readonly Exchange[] }) => exchanges.map(({ number }) => number)

describe('createRecorder', () => {
  test('keeps the newest exchanges', () => {
    const recorder = createRecorder({ exchanges: 2, exchangeCharacters: 1_000 })
    for (const number of [1, 2, 3]) recorder.record(exchange(number))
    expect(numbers(recorder)).toEqual([2, 3])
  })

  test('keeps fewer when clients fill their messages', () => {
    const recorder = createRecorder({ exchanges: 100, exchangeCharacters: 1_000 })
    for (const number of [1, 2, 3, 4]) recorder.record(exchange(number, 400))
    expect(numbers(recorder)).toEqual([3, 4])
  })

  test('counts the headers, and both answers of a scenario', () => {
    const recorder = createRecorder({ exchanges: 100, exchangeCharacters: 1_000 })
    recorder.record(exchange(1))
    const [first] = recorder.exchanges
    if (!first) throw new Error('expected an exchange')
    const headers = [['x', 'y'.repeat(500)]] as const
    recorder.record({ ...first, number: 2, request: { ...first.request, headers } })
    recorder.record({
      ...first,
      number: 3,
      honest: { ...first.honest, body: 'z'.repeat(600) },
      sent: { ...first.sent },
    })
    expect(numbers(recorder)).toEqual([3])
  })

  test('keeps the newest exchange however large it is', () => {
    const recorder = createRecorder({ exchanges: 100, exchangeCharacters: 10 })
    recorder.record(exchange(1, 400))
    expect(numbers(recorder)).toEqual([1])
  })

  test('makes room again after it was cleared', () => {
    const recorder = createRecorder({ exchanges: 100, exchangeCharacters: 1_000 })
    recorder.record(exchange(1, 900))
    recorder.clear()
    for (const number of [2, 3]) recorder.record(exchange(number, 450))
    expect(numbers(recorder)).toEqual([2, 3])
  })
})
