import { describe, expect, test } from 'vitest'
import { type Program, runProgram, UsageError } from '../../src/command-line/index.js'
import { fakeIo } from '../support/fake-io.js'

function programThat(run: () => Promise<number>): Program {
  return {
    name: 'tool',
    summary: 'A tool.',
    version: '1.2.3',
    fallback: 'go',
    commands: [{ name: 'go', summary: 'go', flags: {}, examples: [], load: () => Promise.resolve({ run }) }],
  }
}

describe('runProgram', () => {
  test('resolves to the exit code of the command', async () => {
    expect(
      await runProgram(
        [],
        programThat(() => Promise.resolve(3)),
        fakeIo(),
      ),
    ).toBe(3)
  })

  test('prints every problem of a wrong call, its hint, and exits with 2', async () => {
    const io = fakeIo()
    const program = programThat(() => {
      throw new UsageError([{ problem: '--a: wrong', hint: 'try b' }, { problem: '--c: missing' }])
    })
    expect(await runProgram([], program, io)).toBe(2)
    expect(io.printed.err).toBe('tool: --a: wrong\n  try b\ntool: --c: missing\n')
    expect(io.printed.out).toBe('')
  })

  test('turns a fault of its own into one sentence without a stack, and exits with 4', async () => {
    const io = fakeIo()
    expect(
      await runProgram(
        [],
        programThat(() => Promise.reject(new Error('broken\n    at somewhere'))),
        io,
      ),
    ).toBe(4)
    expect(io.printed.err).toBe('tool: broken (this is a fault of tool, please report it)\n')
  })

  test('prints the version on standard output', async () => {
    const io = fakeIo()
    expect(
      await runProgram(
        ['--version'],
        programThat(() => Promise.resolve(9)),
        io,
      ),
    ).toBe(0)
    expect(io.printed.out).toBe('1.2.3\n')
  })
})
