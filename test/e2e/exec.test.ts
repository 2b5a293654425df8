import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { fileAt } from '../support/file-at.js'
import { isAlive } from '../support/is-alive.js'
import { type Ran, type Running, startProgram } from '../support/run-kit.js'
import { root } from '../support/source-files.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const running: Running[] = []
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
})

/** Starts `exec` in a folder of its own, where `script.cjs` lies. */
function started(script: string, flags: readonly string[] = [], env: Record<string, string> = {}) {
  const folder = temporaryFolder({ 'script.cjs': script })
  const args = ['exec', ...flags, '--', process.execPath, 'script.cjs']
  const run = startProgram('gc-mock-oauth', args, folder, { ...process.env, XDG_DATA_HOME: folder, ...env })
  running.push(run)
  return { folder, ...run }
}

const exec = (...args: string[]): Promise<Ran> => startProgram('gc-mock-oauth', ['exec', ...args]).ended

const forEver = 'setInterval(() => undefined, 1000)'
const url = 'process.env.GC_MOCK_OAUTH_URL'

/** A whole login by nothing but fetch, with the verifier of RFC 7636 Appendix B. */
const login = `
const { GC_PKCE_LOGIN_URL: login, GC_PKCE_API_URL: api, GC_PKCE_CLIENT_ID: client_id } = process.env
const redirect_uri = 'http://127.0.0.1:9/callback'
const code_challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
const code_verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const asked = { response_type: 'code', client_id, redirect_uri, code_challenge, code_challenge_method: 'S256' }
;(async () => {
  const page = await fetch(login + '/oauth/authorize?' + new URLSearchParams(asked), { redirect: 'manual' })
  const code = new URL(page.headers.get('location')).searchParams.get('code')
  const body = new URLSearchParams({ grant_type: 'authorization_code', code, client_id, redirect_uri, code_verifier })
  const { access_token } = await (await fetch(login + '/oauth/token', { method: 'POST', body })).json()
  const me = await fetch(api + '/api/v2/users/me', { headers: { authorization: 'Bearer ' + access_token } })
  process.stdout.write((await me.json()).email)
})()
`

describe('gc-mock-oauth exec', () => {
  test('a command logs in with what its environment names; its output stays clean, the log is silent', async () => {
    const { ended } = started(login)
    const { code, out, err } = await ended
    expect({ code, out }).toEqual({ code: 0, out: 'agent@example.com' })
    expect(err).toMatch(/^gc-mock-oauth: the mock listens on http:\/\/127\.0\.0\.1:\d+\n$/)
  })

  test('the same over https, with nothing to set', async () => {
    const { ended } = started(login, ['--https'])
    expect(await ended).toMatchObject({ code: 0, out: 'agent@example.com' })
  })

  test('a mistake is told on standard error, with the fix', async () => {
    const script = `fetch(${url} + '/oauth/token', { method: 'POST' }).then((answer) => answer.text())`
    const { code, out, err } = await started(script).ended
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(err).toMatch(/^#1 POST \/oauth\/token 400 \(\d+ ms\) .+\n {4}.+/m)
  })

  test('--log-file takes the log, all of it', async () => {
    const { folder, ended } = started(login, ['--log-file', 'mock.log'])
    expect((await ended).err).not.toContain('#1')
    const lines = readFileSync(join(folder, 'mock.log'), 'utf8').split('\n')
    expect(lines.filter((line) => line.startsWith('#'))).toHaveLength(3)
  })

  test('--json says on standard error where the mock is, and leaves standard output to the command', async () => {
    const { ended } = started(`process.stdout.write(${url})`, ['--json'])
    const { out, err } = await ended
    expect(JSON.parse(err)).toMatchObject({ url: out })
  })

  test('the port is the one asked for, by flag or variable', async () => {
    const { ended } = started(`process.stdout.write(${url})`, [], { GC_MOCK_OAUTH_PORT: '17636' })
    expect((await ended).out).toBe('http://127.0.0.1:17636')
  })

  test('the exit code is that of the command', async () => {
    expect((await started('process.exit(7)').ended).code).toBe(7)
  })

  test('the end by a signal is 128 and its number', async () => {
    expect((await started("process.kill(process.pid, 'SIGKILL')").ended).code).toBe(137)
  })

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    test(`${signal} is handed on, and the command says how it ends`, async () => {
      const script = `process.on('${signal}', () => process.exit(9)); process.stdout.write('ready'); ${forEver}`
      const { child, ended, waitFor } = started(script)
      await waitFor(/ready/)
      child.kill(signal)
      expect((await ended).code).toBe(9)
    })
  }

  test('a second signal ends a command that ignores the first', async () => {
    const script = [
      "for (const signal of ['SIGINT', 'SIGTERM'])",
      "  process.on(signal, () => process.stdout.write('ignored'))",
      "require('fs').writeFileSync('pid', String(process.pid)); process.stdout.write('ready')",
      forEver,
    ].join('\n')
    const { folder, child, ended, waitFor } = started(script)
    await waitFor(/ready/)
    child.kill('SIGINT')
    await waitFor(/ignored/)
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
    await expect.poll(() => isAlive(pid)).toBe(false)
  })

  test('one that ignores every polite signal is ended in the end', { timeout: 20_000 }, async () => {
    const script = [
      "for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)",
      "process.stdout.write('ready')",
      forEver,
    ].join('\n')
    const { child, ended, waitFor } = started(script)
    await waitFor(/ready/)
    child.kill('SIGTERM')
    expect((await ended).code).toBe(137)
  })

  test('on a terminal the command has that terminal, and Ctrl+C reaches it once', async () => {
    const script = [
      "const { isatty } = require('tty'), fs = require('fs')",
      "fs.writeSync(fs.openSync('/dev/tty', 'w'), 'terminal ' + [0, 1, 2].every((fd) => isatty(fd)))",
      'let times = 0',
      "process.on('SIGINT', () => { times++; setTimeout(() => process.exit(40 + times), 100) })",
      "fs.writeFileSync('ready', '')",
      forEver,
    ].join('\n')
    const folder = temporaryFolder({ 'script.cjs': script })
    const program = join(root, 'dist/bin/gc-mock-oauth.js')
    const line = `exec '${process.execPath}' '${program}' exec -- '${process.execPath}' script.cjs`
    const child = spawn('script', ['-qec', line, '/dev/null'], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk
    })
    const code = new Promise((resolve) => child.on('close', resolve))
    await fileAt(folder, 'ready')
    child.stdin.write('\u0003')
    expect(await code).toBe(41)
    expect(out).toContain('terminal true')
  })

  const refused = [
    {
      name: 'no command',
      args: [],
      says: /exec: no command stands after --\n {2}gc-mock-oauth exec -- COMMAND/,
    },
    { name: 'no command after --', args: ['--port', '0', '--'], says: /exec: no command stands after --/ },
    { name: 'a command without --', args: ['npm', 'test'], says: /exec: "npm test" is no flag of it/ },
    {
      name: 'a program that does not exist',
      args: ['--', 'no-such-program', '--flag'],
      says: /exec: no-such-program cannot be started: there is no such program/,
    },
    {
      name: 'a command that is one word',
      args: ['--', 'npm test'],
      says: /exec: npm test cannot be started.*\n {2}the words of the command are given one by one: .* -- npm test\n/,
    },
    {
      name: 'a file that may not be run',
      args: ['--', './README.md'],
      says: /\.\/README\.md cannot be started: it may not/,
    },
    {
      name: 'a port that is none',
      args: ['--port', 'x', '--', 'true'],
      says: /--port: expected a whole number/,
    },
  ]
  for (const { name, args, says } of refused) {
    test(`${name}: a sentence, and exit code 2`, async () => {
      const { code, out, err } = await exec(...args)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(says)
      expect(err).not.toMatch(/\n\s+at /)
    })
  }
})
