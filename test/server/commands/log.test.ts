import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { main } from '../../../src/server/cli.js'
import { startLog } from '../../../src/server/commands/log.js'
import { createMockServer } from '../../../src/server/index.js'
import { fakeIo } from '../../support/fake-io.js'
import { fakePorts } from '../../support/fake-ports.js'
import { testKey } from '../../support/keys.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** The same requests to a mock whose log is wanted as the flags say: one in order, two with a mistake. */
async function logged(flags: Record<string, string>, changes: Parameters<typeof fakeIo>[0] = {}) {
  const io = fakeIo(changes)
  const mock = createMockServer({ port: 0, signingKey: testKey }, fakePorts())
  ends.push(mock.stop)
  const given = {
    text: (name: string) => flags[name],
    list: () => [],
    switch: () => false,
    has: (name: string) => name in flags,
    variable: () => undefined,
  }
  const log = startLog(mock, given, io, 'text')
  await mock.start()
  await fetch(`${mock.url}/.well-known/oauth-authorization-server`)
  await fetch(`${mock.url}/oauth/token?access_token=secret-token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'my-app', code: 'secret-code', client_secret: 'secret-secret' }),
  })
  await fetch(`${mock.url}/api/v2/users/me`, { headers: { authorization: 'Bearer secret-bearer' } })
  mock.clock.advance(601)
  await mock.stop()
  await log.close()
  return { io, log }
}

describe('log', () => {
  test('text: a line for each exchange, what to do below it, and what a person should know', async () => {
    const { io } = await logged({})
    const lines = io.printed.err.trimEnd().split('\n')
    expect(lines.filter((line) => line.startsWith('#'))).toEqual([
      '#1 GET /.well-known/oauth-authorization-server 200 (0 ms)',
      expect.stringMatching(/^#2 POST \/oauth\/token 400 \(0 ms, client my-app\) .+\.$/),
      expect.stringMatching(/^#3 GET \/api\/v2\/users\/me 401 \(0 ms\) .+\.$/),
    ])
    expect(lines.filter((line) => line.startsWith('    ')).length).toBeGreaterThanOrEqual(2)
    expect(lines.at(-1)).toMatch(/^gc-mock-oauth: the clock of the mock runs 10 min ahead/)
    expect(io.printed.out).toBe('')
  })

  test('problems: only what went wrong', async () => {
    const { io } = await logged({ log: 'problems' })
    const numbers = [...io.printed.err.matchAll(/^#(\d+)/gm)].map(([, number]) => number)
    expect(numbers).toEqual(['2', '3'])
    expect(io.printed.err).toContain('gc-mock-oauth: the clock of the mock')
  })

  test('json: one object a line for each exchange and notice', async () => {
    const { io } = await logged({ log: 'json' })
    const values = io.printed.err
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(values.map(({ type }) => type)).toEqual(['exchange', 'exchange', 'exchange', 'notice'])
    expect(values[1]).toMatchObject({ number: 2, client: 'my-app', outcome: 'refused', status: 400 })
    expect(values[3]).toEqual({ type: 'notice', notice: expect.stringContaining('10 min ahead') })
  })

  test('off: nothing', async () => {
    expect((await logged({ log: 'off' })).io.printed).toEqual({ out: '', err: '' })
  })

  for (const form of ['text', 'problems', 'json']) {
    test(`${form}: nothing that a client sent as a secret is in it`, async () => {
      const { io } = await logged({ log: form })
      expect(io.printed.err).not.toMatch(/secret-(?:token|code|secret|bearer)/)
    })
  }

  const onTerminal = { out: true, err: true }
  const colours = [
    { name: 'on a terminal', changes: { terminal: onTerminal }, coloured: true },
    { name: 'not where standard error is no terminal', changes: { terminal: { out: true, err: false } } },
    { name: 'not under NO_COLOR', changes: { terminal: onTerminal, env: { NO_COLOR: '1' } } },
    {
      name: 'under an empty NO_COLOR',
      changes: { terminal: onTerminal, env: { NO_COLOR: '' } },
      coloured: true,
    },
    { name: 'not on a terminal that knows none', changes: { terminal: onTerminal, env: { TERM: 'dumb' } } },
  ]
  for (const { name, changes, coloured = false } of colours) {
    test(`colours: ${name}`, async () => {
      const { io } = await logged({}, changes)
      expect(io.printed.err.includes('\u001b[31m400\u001b[0m')).toBe(coloured)
      expect(io.printed.err.includes('\u001b')).toBe(coloured)
    })
  }

  test('a file gets all of it, after what stood there, without colours; standard error nothing', async () => {
    const folder = temporaryFolder({ 'mock.log': 'before\n' })
    const { io, log } = await logged({ 'log-file': 'mock.log' }, { cwd: folder, terminal: onTerminal })
    expect(log).toMatchObject({ mode: 'text', file: 'mock.log' })
    const text = readFileSync(join(folder, 'mock.log'), 'utf8')
    expect(text).toMatch(/^before\n#1 GET .+ 200 \(0 ms\)\n#2 POST /)
    expect(text).toContain('gc-mock-oauth: the clock of the mock')
    expect(text).not.toContain('\u001b')
    expect(io.printed).toEqual({ out: '', err: '' })
  })

  const folder = temporaryFolder({ 'a-folder/x': '', 'a-file': '' })
  const refused = [
    {
      name: 'a file in no folder',
      flags: ['--log-file', 'nowhere/mock.log'],
      says: '--log-file: nowhere/mock.log lies in no folder: it must exist',
    },
    { name: 'a folder', flags: ['--log-file', 'a-folder'], says: '--log-file: a-folder is a folder' },
    {
      name: 'a file in a file',
      flags: ['--log-file', 'a-file/mock.log'],
      says: '--log-file: a-file/mock.log lies in no folder: it must exist',
    },
    {
      name: 'a log of nothing',
      flags: ['--log-file', 'mock.log', '--log', 'off'],
      says: '--log-file: contradicts --log off, which writes no log',
    },
    {
      name: 'a form that does not exist',
      flags: ['--log', 'xml'],
      says: '--log: got "xml", expected one of "text", "problems", "json", "off"',
    },
  ]
  for (const { name, flags, says } of refused) {
    test(`${name}: exit code 2, and nothing is started`, async () => {
      const io = fakeIo({ cwd: folder })
      expect(await main(['start', '--port', '0', ...flags], io)).toBe(2)
      expect(io.printed).toEqual({ out: '', err: `gc-mock-oauth: ${says}\n` })
    })
  }

  test('a file that cannot be written any more is told once, and the mock goes on', async () => {
    const full = '/dev/full'
    const { io } = await logged({ 'log-file': full })
    expect(io.printed.err).toMatch(/^gc-mock-oauth: \/dev\/full cannot be written any more: ENOSPC[^\n]*\n$/)
  })
})
