import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runChild } from '../../src/processes/child.js'
import { systemPorts } from '../../src/server/ports.js'
import { fileAt } from '../support/file-at.js'
import { isAlive } from '../support/is-alive.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const { clock } = systemPorts

function planFor(folder: string, ...command: [string, ...string[]]) {
  const environment = { PATH: process.env['PATH'] ?? '', MARK: folder }
  return { command, folder, environment, marker: `MARK=${folder}` }
}

/** Runs a script of Node.js in a folder of its own. */
function started(script: string, { patience = 10_000, grace = 10_000 } = {}) {
  const folder = temporaryFolder({ 'script.cjs': script })
  const stop = new AbortController()
  const world = { clock, signal: stop.signal, patience, grace }
  const end = runChild(planFor(folder, process.execPath, 'script.cjs'), world)
  return { folder, end, stop: (signal: string) => stop.abort(signal) }
}

const write = (name: string, text: string) => `require('fs').writeFileSync('${name}', String(${text}));`
const forEver = 'setInterval(() => undefined, 1000);'

describe('child', () => {
  for (const code of [0, 1, 7, 255]) {
    test(`the exit code ${code}`, async () => {
      expect(await started(`process.exit(${code})`).end).toEqual({ kind: 'exited', code })
    })
  }

  // The numbers are those of signal(7) on Linux.
  const signals = [
    ['SIGKILL', 9],
    ['SIGTERM', 15],
    ['SIGABRT', 6],
    ['SIGHUP', 1],
  ] as const
  for (const [signal, number] of signals) {
    test(`the end by ${signal}`, async () => {
      const script = `process.kill(process.pid, '${signal}'); ${forEver}`
      expect(await started(script).end).toEqual({ kind: 'killed', signal, number })
    })
  }

  test('it gets its environment, and nothing else', async () => {
    const { folder, end } = started(write('env', 'Object.keys(process.env).sort()'))
    await end
    expect(readFileSync(join(folder, 'env'), 'utf8')).toBe('MARK,PATH')
  })

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    test(`${signal} is handed on to it, and to its children`, async () => {
      const script = [
        "const fs = require('fs');",
        "const name = process.argv[2] ?? 'parent';",
        `process.on('${signal}', () => fs.writeFileSync('told-' + name, ''));`,
        "if (name === 'child') fs.writeFileSync('ready', '');",
        "else require('child_process').spawn(process.execPath, [__filename, 'child'], { stdio: 'inherit' });",
        "const all = ['told-parent', 'told-child'];",
        'setInterval(() => { if (all.every((file) => fs.existsSync(file))) process.exit(3) }, 5);',
      ].join('\n')
      const { folder, end, stop } = started(script)
      await fileAt(folder, 'ready')
      stop(signal)
      expect(await end).toEqual({ kind: 'exited', code: 3 })
    })
  }

  test('one that ignores every polite signal is ended by force, and its children too', async () => {
    const script = [
      "for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);",
      `if (process.argv[2]) { ${write('pid', 'process.pid')} ${write('ready', '1')} }`,
      "else require('child_process').spawn(process.execPath, [__filename, 'child'], { stdio: 'inherit' });",
      forEver,
    ].join('\n')
    const { folder, end, stop } = started(script, { patience: 50, grace: 50 })
    await fileAt(folder, 'ready')
    stop('SIGTERM')
    expect(await end).toEqual({ kind: 'killed', signal: 'SIGKILL', number: 9 })
    expect(isAlive(Number(readFileSync(join(folder, 'pid'), 'utf8')))).toBe(false)
  })

  test('what it leaves behind is ended when it ends', async () => {
    const script = [
      `if (process.argv[2]) { ${write('pid', 'process.pid')} ${write('ready', '1')} ${forEver} }`,
      'else {',
      "  require('child_process').spawn(process.execPath, [__filename, 'child'], { stdio: 'ignore' }).unref();",
      "  const timer = setInterval(() => { if (require('fs').existsSync('ready')) process.exit(0) }, 5);",
      '}',
    ].join('\n')
    const { folder, end } = started(script)
    expect(await end).toEqual({ kind: 'exited', code: 0 })
    expect(isAlive(Number(readFileSync(join(folder, 'pid'), 'utf8')))).toBe(false)
  })

  test('a signal that came before the start is handed on', async () => {
    const folder = temporaryFolder({ 'script.cjs': forEver })
    const world = { clock, signal: AbortSignal.abort('SIGINT'), patience: 10_000, grace: 10_000 }
    const end = await runChild(planFor(folder, process.execPath, 'script.cjs'), world)
    expect(end).toEqual({ kind: 'killed', signal: 'SIGINT', number: 2 })
  })

  const folder = temporaryFolder({ 'plain.txt': 'text', 'a-folder/x': '' })
  const unusable: { name: string; command: [string]; code: string }[] = [
    { name: 'a program that does not exist', command: ['no-such-program'], code: 'ENOENT' },
    { name: 'a file that may not be run', command: ['./plain.txt'], code: 'EACCES' },
    { name: 'a folder', command: ['./a-folder'], code: 'EACCES' },
  ]
  for (const { name, command, code } of unusable) {
    test(`${name} is not started`, async () => {
      const world = { clock, signal: new AbortController().signal, patience: 50, grace: 50 }
      expect(await runChild(planFor(folder, ...command), world)).toMatchObject({ kind: 'not-started', code })
    })
  }
})
