import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { Io } from '../../src/command-line/io.js'
import { runInProcess } from '../../src/command-line/process-io.js'

/** A process that keeps what is written, one entry for each write. */
function fakeProcess() {
  const written: string[] = []
  const stream = (name: string) =>
    Object.assign(new EventEmitter(), {
      write: (text: string) => {
        written.push(`${name}: ${text}`)
        return true
      },
    })
  const process = Object.assign(new EventEmitter(), {
    stdout: stream('out'),
    stderr: stream('err'),
    argv: ['node', 'program', 'one', 'two'],
    env: { A: 'b' },
    platform: 'linux',
    versions: { node: '20.20.2' },
    cwd: () => '/here',
    exitCode: undefined as number | undefined,
    exit(code: number) {
      process.exitCode = code
      process.emit('exit', code)
    },
  })
  return { process, written, run: (main: Main) => runInProcess(main, process as unknown as NodeJS.Process) }
}

type Main = (argv: readonly string[], io: Io) => Promise<number>

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('process-io', () => {
  test('hands over arguments, environment and folder, and sets the exit code', async () => {
    const { process, run } = fakeProcess()
    await run(async (argv, { env, cwd, platform }) => {
      expect({ argv, env, cwd, platform }).toEqual({
        argv: ['one', 'two'],
        env: { A: 'b' },
        cwd: '/here',
        platform: 'linux node 20.20.2',
      })
      return 3
    })
    expect(process.exitCode).toBe(3)
  })

  test('what is written in one turn goes out as one write, without waiting for the end', async () => {
    const { run, written } = fakeProcess()
    await run(async (_argv, { err }) => {
      for (const line of ['a\n', 'b\n', 'c\n']) err(line)
      await turn()
      expect(written).toEqual(['err: a\nb\nc\n'])
      err('d\n')
      await turn()
      return 0
    })
    expect(written).toEqual(['err: a\nb\nc\n', 'err: d\n'])
  })

  test('both streams keep the order of what is written to them', async () => {
    const { run, written } = fakeProcess()
    await run(async (_argv, { out, err }) => {
      err('1')
      out('2')
      out('3')
      err('4')
      return 0
    })
    await turn()
    expect(written).toEqual(['err: 1', 'out: 23', 'err: 4'])
  })

  test('nothing is lost when the process ends at once', async () => {
    const { process, run, written } = fakeProcess()
    void run(async (_argv, { err }) => {
      err('last words')
      return new Promise(() => undefined)
    })
    process.emit('SIGINT', 'SIGINT')
    expect(written).toEqual([])
    process.emit('SIGTERM', 'SIGTERM')
    expect(process.exitCode).toBe(143)
    expect(written).toEqual(['err: last words'])
  })

  test('the first signal stops the program, by name', async () => {
    const { process, run } = fakeProcess()
    const stopped = run(
      (_argv, { signal }) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => resolve(signal.reason === 'SIGTERM' ? 7 : 8)),
        ),
    )
    process.emit('SIGTERM', 'SIGTERM')
    await stopped
    expect(process.exitCode).toBe(7)
  })
})
