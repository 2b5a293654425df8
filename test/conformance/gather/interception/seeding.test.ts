// Runs the runtimes themselves: what they draw is what counts.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { prepareSeeding } from '../../../../src/conformance/gather/interception/seeding.js'
import { temporaryFolder } from '../../../support/temporary-folder.js'

const halfPast = Date.UTC(2026, 2, 1, 9, 30)
const nine = Date.UTC(2026, 2, 1, 9)

const path = process.env['PATH'] ?? ''

async function printed(program: readonly [string, ...string[]], more: Record<string, string> = {}) {
  const folder = temporaryFolder({})
  const seeding = await prepareSeeding(folder, { PATH: path, ...more }, halfPast)
  const [command, ...args] = program
  const run = () => execFileSync(command, args, { env: { ...seeding.environment }, encoding: 'utf8' }).trim()
  return { first: run(), second: run(), loaded: await seeding.loaded(), folder }
}

const javascript = (code: string) => [process.execPath, '-e', code] as const
const python = (code: string) => ['python3', '-c', code] as const

const repeated = [
  {
    name: 'Math.random of Node.js',
    program: javascript('console.log([1, 2, 3].map(() => Math.random()).join())'),
    runtime: 'node',
  },
  { name: 'Date.now of Node.js', program: javascript('console.log(Date.now())'), runtime: 'node' },
  { name: 'a new Date of Node.js', program: javascript('console.log(+new Date())'), runtime: 'node' },
  {
    name: 'random.choice of Python',
    program: python('import random, string; print("".join(random.choices(string.hexdigits, k=30)))'),
    runtime: 'python',
  },
  {
    name: 'a generator of its own in Python',
    program: python('import random; print(random.Random().getrandbits(128))'),
    runtime: 'python',
  },
  {
    name: 'a generator of Python that is seeded with nothing',
    program: python('import random; random.seed(); print(random.random())'),
    runtime: 'python',
  },
  {
    name: 'the time of Python',
    program: python('import time; print(int(time.time() * 1000))'),
    runtime: 'python',
  },
]

const fresh = [
  { name: 'crypto of Node.js', program: javascript('console.log(crypto.randomUUID())') },
  {
    name: 'crypto.getRandomValues of Node.js',
    program: javascript('console.log(crypto.getRandomValues(new Uint8Array(16)).join())'),
  },
  { name: 'secrets of Python', program: python('import secrets; print(secrets.token_hex(16))') },
  {
    name: 'SystemRandom of Python',
    program: python('import random; print(random.SystemRandom().getrandbits(128))'),
  },
]

describe('seeding', () => {
  for (const { name, program, runtime } of repeated) {
    test(`repeats ${name}`, async () => {
      const { first, second, loaded } = await printed(program)
      expect(second).toBe(first)
      expect(first).not.toBe('')
      expect(loaded).toEqual([runtime])
    })
  }

  for (const { name, program } of fresh) {
    test(`leaves ${name} alone`, async () => {
      const { first, second } = await printed(program)
      expect(second).not.toBe(first)
    })
  }

  test('stops the clock at the beginning of the hour', async () => {
    const { first } = await printed(javascript('console.log(new Date().getTime(), Date.now())'))
    expect(first).toBe(`${nine} ${nine}`)
  })

  test('leaves other dates as they are, and dates dates', async () => {
    const code =
      'console.log(new Date(5).getTime(), new Date() instanceof Date, Date.UTC(1970, 0), typeof Date(), new (class extends Date {})().getTime())'
    expect((await printed(javascript(code))).first).toBe(`5 true 0 string ${nine}`)
  })

  test('keeps the options that Node.js had', async () => {
    const { first } = await printed(javascript('console.log(process.env.NODE_OPTIONS)'), {
      NODE_OPTIONS: '--no-warnings',
    })
    expect(first).toMatch(/^--no-warnings --require /)
  })

  test('loads the module of this name that Python would have loaded without it', async () => {
    const other = temporaryFolder({ 'sitecustomize.py': 'import sys\nsys.other_was_loaded = True\n' })
    const { first } = await printed(python('import sys; print(sys.other_was_loaded)'), { PYTHONPATH: other })
    expect(first).toBe('True')
  })

  test('works in a folder whose name has spaces and quotation marks', async () => {
    const folder = temporaryFolder({ 'a "strange" name/file': '' })
    const seeding = await prepareSeeding(join(folder, 'a "strange" name'), { PATH: path }, halfPast)
    const env = { ...seeding.environment }
    const out = execFileSync(process.execPath, ['-p', 'Date.now()'], { env, encoding: 'utf8' })
    expect(out.trim()).toBe(String(nine))
  })

  test('says that nothing was seeded before anything ran', async () => {
    expect(await (await prepareSeeding(temporaryFolder({}), {}, halfPast)).loaded()).toEqual([])
  })
})
