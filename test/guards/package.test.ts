import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { root } from '../support/source-files.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
  scripts: Record<string, string>
  dependencies: Record<string, string>
}

/** npm without the words that a developer's own npm sets in the environment of a script. */
function npm(args: readonly string[], cwd: string): string {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(?!config_(?:cache|registry|userconfig))/i.test(name),
    ),
  )
  return execFileSync('npm', [...args, '--no-audit', '--no-fund'], {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

describe('the packed package', () => {
  const folder = temporaryFolder({
    'package.json': '{"name":"somewhere-else","private":true,"type":"module"}',
  })
  let packed: { filename: string; files: { path: string }[]; unpackedSize: number }

  beforeAll(() => {
    ;[packed] = JSON.parse(
      npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
    ) as [typeof packed]
    npm(['install', `./${packed.filename}`, '--omit=dev'], folder)
  }, 120_000)

  const run = (program: string, ...args: string[]) =>
    execFileSync(join(folder, 'node_modules/.bin', program), args, { cwd: folder, encoding: 'utf8' })

  test('holds what is built and nothing of the sources, tests and fixtures', () => {
    const tops = new Set(packed.files.map(({ path }) => path.split('/')[0]))
    expect([...tops].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'package.json',
      'schema',
    ])
    expect(packed.files.some(({ path }) => path.endsWith('.test.ts') || path.includes('fixtures'))).toBe(
      false,
    )
  })

  test('holds nothing that is of use to one version of Node.js only', () => {
    expect(packed.files.some(({ path }) => path.startsWith('dist/programs/gc-mock-oauth-'))).toBe(true)
    expect(packed.files.filter(({ path }) => path.endsWith('.cache'))).toEqual([])
  })

  test('is small', () => {
    // The programs carry their packages with them, which makes them start in half the time.
    expect(packed.unpackedSize).toBeLessThan(7_000_000)
  })

  test('runs both programs where it is installed', () => {
    expect(run('gc-pkce-check', '--version').trim()).toBe(manifest.version)
    expect(run('gc-mock-oauth', '--version').trim()).toBe(manifest.version)
  })

  test('checks a client where it is installed', () => {
    const report = run(
      'gc-pkce-check',
      '--client',
      join(root, 'fixtures/clients/correct/native'),
      '--quick',
      '--reporter',
      'json',
    )
    expect((JSON.parse(report) as { exitCode: number }).exitCode).toBe(0)
  })

  for (const entry of ['gc-mock-oauth', 'gc-mock-oauth/server', 'gc-mock-oauth/conformance']) {
    test(`exports ${entry}`, () => {
      const script = `const m = await import('${entry}'); console.log(Object.keys(m).length > 0)`
      expect(
        execFileSync(process.execPath, ['--input-type=module', '-e', script], {
          cwd: folder,
          encoding: 'utf8',
        }).trim(),
      ).toBe('true')
    })
  }

  test('has types for every entry', () => {
    const exported = (
      JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
        exports: Record<string, { types?: string }>
      }
    ).exports
    const types = Object.values(exported).flatMap(({ types }) => (types ? [types] : []))
    expect(types).toHaveLength(3)
    const shipped = packed.files.map(({ path }) => `./${path}`)
    expect(types.filter((path) => !shipped.includes(path))).toEqual([])
  })
})

describe('the lock files', () => {
  for (const path of ['package-lock.json', 'fixtures/clients/foreign/package-lock.json']) {
    test(`${path} names no download address`, () => {
      expect(readFileSync(join(root, path), 'utf8')).not.toMatch(/"resolved": "https?:/)
    })
  }
})
