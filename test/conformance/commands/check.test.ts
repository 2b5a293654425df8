// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a user writes
import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { main } from '../../../src/conformance/cli.js'
import { fakeIo } from '../../support/fake-io.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const secret = 'not-a-real-secret-4711'

/** A client that writes down what it is given, and ends. */
const client = `
const { writeFileSync } = require('node:fs')
writeFileSync(process.argv[2] ?? 'seen.json', JSON.stringify({ folder: process.cwd(), env: process.env }))
`

async function ran(folder: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const io = fakeIo({ cwd: folder, env: { PATH: process.env['PATH'], ...env } })
  const code = await main([...argv], io)
  return { code, ...io.printed }
}

interface Seen {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

const seenIn = (...path: readonly string[]) => JSON.parse(readFileSync(join(...path), 'utf8')) as Seen

describe('check', () => {
  test('keeps the secrets that are meant for the kit from the client', async () => {
    const folder = temporaryFolder({ 'app/index.cjs': client })
    const env = { GC_PKCE_CLIENT_SECRET: secret, GC_PKCE_CHECK_CLIENT_SECRET: secret, MINE: 'kept' }
    const { code, out, err } = await ran(folder, ['--client', 'app', '--start', 'node index.cjs'], env)
    const { env: given } = seenIn(folder, 'app/seen.json')
    expect(given).toMatchObject({ MINE: 'kept', GC_PKCE_CHECK: '1' })
    expect(Object.values(given).filter((value) => value.includes(secret))).toEqual([])
    expect(code).toBe(3)
    expect(out + err).not.toContain(secret)
  })

  test('gives the client what its config file says, the secret among it, and starts it there', async () => {
    const folder = temporaryFolder({
      'app/index.cjs': client,
      'app/gc-pkce-check.yaml': `
start: node app/index.cjs seen-by-config.json
workingDirectory: ..
clientSecretFile: my-secret
env:
  APP_SECRET: "\${GC_PKCE_CLIENT_SECRET}"
  APP_LOGIN: "\${GC_PKCE_LOGIN_URL}/oauth/authorize"
`,
      'app/my-secret': `${secret}\n`,
    })
    chmodSync(join(folder, 'app/my-secret'), 0o644)
    const { code, out, err } = await ran(folder, ['--client', 'app'])
    const { env, folder: working } = seenIn(folder, 'seen-by-config.json')
    expect(working).toBe(folder)
    expect(env).toMatchObject({
      APP_SECRET: secret,
      APP_LOGIN: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/oauth\/authorize$/),
    })
    expect(env).not.toHaveProperty('GC_PKCE_CLIENT_SECRET')
    expect(code).toBe(3)
    expect(err).toContain('config file: app/gc-pkce-check.yaml\n')
    expect(err).toContain(
      'every user of this machine may read the secret in app/my-secret: chmod 600 app/my-secret\n',
    )
    expect(out + err).not.toContain(secret)
  })

  test('tells its progress, and nothing with --quiet', async () => {
    const folder = temporaryFolder({ 'app/index.cjs': client, 'gc-pkce-check.json': '{"client":"app"}' })
    const loud = (await ran(folder, [])).err.split('\n')
    expect(loud).toEqual([
      'gc-pkce-check: config file: gc-pkce-check.json',
      'gc-pkce-check: client: node index.cjs, taken for native because it is a program without a server framework',
      expect.stringMatching(/^gc-pkce-check: scenario 1 of \d+: honest \(0 s\)$/),
      '',
    ])
    expect((await ran(folder, ['--quiet'])).err).toBe('')
  })

  test('says everything that is wrong before anything runs', async () => {
    const folder = temporaryFolder({
      'app/index.cjs': client,
      'app/gc-pkce-check.yml': 'timeout: 0\nkind: app\n',
    })
    expect(await ran(folder, ['--client', 'app', '--port', '0'], { GC_PKCE_CHECK_TIMEOUT: 'x' })).toEqual({
      code: 2,
      out: '',
      err: [
        'gc-pkce-check: --port: expected a whole number from 1 to 65535, got 0',
        'gc-pkce-check: GC_PKCE_CHECK_TIMEOUT: expected seconds from 1 to 3600, got "x"',
        'gc-pkce-check: app/gc-pkce-check.yml:2: kind: expected one of native, web, spa, got "app"',
        '',
      ].join('\n'),
    })
  })
})
