import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { join } from 'node:path'
import type { Script } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { root } from '../support/source-files.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
const programs = join(root, 'dist/programs')
const loader = createRequire(import.meta.url)(join(programs, 'loader.cjs')) as {
  compile(file: string): Script
  cacheOf(file: string): string
}

/** The file that a program is started by, and the one that it is. */
function filesOf(name: string) {
  const entry = readFileSync(join(root, 'dist/bin', `${name}.js`), 'utf8')
  const file = join(programs, /run\('([\w.-]+\.cjs)'\)/.exec(entry)?.[1] ?? 'none')
  return { entry, file, cache: loader.cacheOf(file) }
}

/** What a bundle asks for by name when it runs. */
function askedFor(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(([, name = '']) => name)
}

/** Asked for in vain by the package `debug`, which goes on without it. */
const dispensable = ['supports-color']

for (const name of ['gc-mock-oauth', 'gc-pkce-check']) {
  describe(`the program ${name}`, () => {
    const { entry, file, cache } = filesOf(name)

    test('begins with a file that only loads it', () => {
      expect(entry.length).toBeLessThan(200)
      expect([...entry.matchAll(/from '([^']+)'/g)].map(([, module]) => module)).toEqual(['node:module'])
    })

    test('carries its packages with it', () => {
      const asked = askedFor(file).filter((module) => !isBuiltin(module) && !dispensable.includes(module))
      expect(asked.length).toBeGreaterThan(5)
      expect(asked.filter((module) => !existsSync(join(programs, module)))).toEqual([])
    })

    test('is compiled ahead for this version of Node.js: if not, `npm run build` does it', () => {
      expect(existsSync(cache)).toBe(true)
      expect(loader.compile(file).cachedDataRejected).toBe(false)
    })

    const damages = [
      { name: 'is missing', damage: (path: string) => rmSync(path) },
      { name: 'was cut', damage: (path: string) => truncateSync(path, 1000) },
      { name: 'is empty', damage: (path: string) => truncateSync(path, 0) },
    ]
    for (const row of damages) {
      test(`runs all the same when what was compiled ahead ${row.name}`, () => {
        const folder = temporaryFolder({ 'package.json': '{"type":"module"}' })
        cpSync(join(root, 'dist/bin'), join(folder, 'bin'), { recursive: true })
        cpSync(programs, join(folder, 'programs'), { recursive: true })
        row.damage(cache.replace(programs, join(folder, 'programs')))
        const printed = execFileSync(process.execPath, [join(folder, 'bin', `${name}.js`), '--version'])
        expect(printed.toString().trim()).toBe(version)
      })
    }

    test('what was compiled ahead is for exactly this version of Node.js', () => {
      expect(cache).toBe(`${file}.v${process.versions.node}-${process.arch}.cache`)
    })

    test('runs all the same under flags that what was compiled ahead does not fit', () => {
      const args = ['--no-opt', join(root, 'dist/bin', `${name}.js`), '--version']
      expect(execFileSync(process.execPath, args).toString().trim()).toBe(version)
    })
  })
}

describe('packages on demand', () => {
  const shown = (name: string, ...args: string[]) =>
    execFileSync(process.execPath, [join(root, 'dist/bin', `${name}.js`), ...args], { encoding: 'utf8' })

  test('the help is set in columns', () => {
    expect(shown('gc-mock-oauth', 'start', '--help')).toMatch(/^ {2}--port {2,}\S/m)
  })
})
