import { describe, expect, test } from 'vitest'
import { createPrintedLines } from '../../../../src/conformance/gather/observation/printed-lines.js'

describe('printed-lines', () => {
  test('puts chunks together to lines, numbered for each stream', () => {
    const lines = createPrintedLines()
    lines.write('one\ntw', 'stdout', 0)
    lines.write('other\n', 'stderr', 1)
    lines.write('o\n\nfour', 'stdout', 2)
    expect(lines.lines()).toEqual([
      { stream: 'stdout', number: 1, text: 'one', afterExchange: 0 },
      { stream: 'stderr', number: 1, text: 'other', afterExchange: 1 },
      { stream: 'stdout', number: 2, text: 'two', afterExchange: 0 },
      { stream: 'stdout', number: 4, text: 'four', afterExchange: 2 },
    ])
    expect(lines.cut).toBe(false)
  })

  test('keeps four million characters and says that more came', () => {
    const lines = createPrintedLines()
    for (let index = 0; index < 70; index++) lines.write(`${'a'.repeat(65_000)}\n`, 'stdout', 0)
    expect(lines.cut).toBe(true)
    expect(lines.lines().length).toBeLessThan(70)
    expect(lines.lines().length).toBeGreaterThan(60)
  })

  test('cuts a line that does not end', () => {
    const lines = createPrintedLines()
    for (let index = 0; index < 100; index++) lines.write('a'.repeat(10_000), 'stdout', 0)
    expect(lines.lines().map(({ text }) => text.length)).toEqual([65_536])
  })

  test('forgets', () => {
    const lines = createPrintedLines()
    lines.write('one\n', 'stdout', 0)
    lines.forget()
    expect(lines.lines()).toEqual([])
  })
})
