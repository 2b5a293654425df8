import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contentsOf, walk } from '../../../../src/conformance/gather/observation/folders.js'
import { temporaryFolder } from '../../../support/temporary-folder.js'

const all = { entries: 1_000, depth: 5 }

function paths(folder: string, bounds: Parameters<typeof walk>[1] = all) {
  const { files, cut } = walk(folder, bounds, () => true)
  return { paths: files.map(({ path }) => path).sort(), cut }
}

describe('folders', () => {
  test('finds files in all folders but those of packages and histories', () => {
    const folder = temporaryFolder({
      a: '1',
      'b/c/d.txt': '2',
      'node_modules/x/index.js': '3',
      '.git/config': '4',
      'b/__pycache__/c.pyc': '5',
      '.config/app/x.json': '6',
      'gc-pkce-other/home/x': '7',
    })
    expect(paths(folder)).toEqual({ paths: ['.config/app/x.json', 'a', 'b/c/d.txt'], cut: false })
  })

  test('never follows a link and never opens a pipe', () => {
    const outside = temporaryFolder({ secret: 'a' })
    const folder = temporaryFolder({ a: '1' })
    symlinkSync(outside, join(folder, 'folder'))
    symlinkSync(join(outside, 'secret'), join(folder, 'file'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    expect(paths(folder).paths).toEqual(['a'])
    expect(contentsOf(join(folder, 'file'), 100)).toBeNull()
    expect(contentsOf(join(folder, 'pipe'), 100)).toBeNull()
  })

  test('says when a bound was reached', () => {
    const folder = temporaryFolder({ a: '1', b: '2', 'c/d/e': '3' })
    expect(paths(folder, { entries: 2, depth: 5 }).cut).toBe(true)
    expect(paths(folder, { entries: 100, depth: 1 })).toEqual({ paths: ['a', 'b'], cut: true })
    expect(paths(folder, { entries: 100, depth: 2 })).toEqual({ paths: ['a', 'b', 'c/d/e'], cut: false })
  })

  test('looks only into the folders that are wanted', () => {
    const folder = temporaryFolder({ 'a/x': '1', '.b/y': '2' })
    expect(paths(folder, { ...all, enters: (path) => path.startsWith('.') }).paths).toEqual(['.b/y'])
  })

  test('tells the permissions of a file, and what the folders around it share', () => {
    const folder = temporaryFolder({ file: '1' })
    mkdirSync(join(folder, 'a/b'), { recursive: true })
    writeFileSync(join(folder, 'a/b/c'), '2')
    for (const [path, mode] of [
      ['file', 0o640],
      ['a', 0o750],
      ['a/b', 0o711],
      ['a/b/c', 0o604],
    ] as const)
      chmodSync(join(folder, path), mode)
    const { files } = walk(folder, all, () => true)
    expect(files.map(({ path, mode, folderMode }) => [path, mode, folderMode])).toEqual([
      ['file', 0o640, null],
      ['a/b/c', 0o604, 0o710],
    ])
  })

  test('reads a long file at its beginning and its end', () => {
    const folder = temporaryFolder({ long: `start${'x'.repeat(1_000)}end`, short: 'all' })
    expect(contentsOf(join(folder, 'long'), 10)).toBe('start\nxxend')
    expect(contentsOf(join(folder, 'short'), 10)).toBe('all')
    expect(contentsOf(join(folder, 'missing'), 10)).toBeNull()
  })

  test('finds nothing where there is no folder', () => {
    expect(paths('/nowhere/at/all')).toEqual({ paths: [], cut: false })
  })
})
