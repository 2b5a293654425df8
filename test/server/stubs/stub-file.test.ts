import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, OptionsError } from '../../../src/server/index.js'
import { stubFilesIn } from '../../../src/server/stubs/stub-file.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gc-stubs-'))
  mkdirSync(join(folder, 'inner'))
  writeFileSync(join(folder, 'inner', 'a.json'), '{"ä":1}')
  writeFileSync(join(folder, 'large.json'), ' '.repeat(1024 * 1024 + 1))
  writeFileSync(join(folder, 'binary.txt'), Buffer.from([0x61, 0xff, 0x62]))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('stub-file', () => {
  test('reads a file below the folder, or by its whole path', () => {
    const read = stubFilesIn(folder)
    const expected = { kind: 'text', text: '{"ä":1}' }
    expect(read('inner/a.json')).toEqual(expected)
    expect(read(join(folder, 'inner', 'a.json'))).toEqual(expected)
  })

  const unreadable = [
    { name: 'a file that is not there', path: 'none.json', why: 'there is no such file' },
    { name: 'a file below a file', path: 'inner/a.json/b', why: 'there is no such file' },
    { name: 'a folder', path: 'inner', why: 'is no file' },
    { name: 'a large file', path: 'large.json', why: 'is larger than 1 MiB' },
    { name: 'a file that is no text', path: 'binary.txt', why: 'is no text in UTF-8' },
    { name: 'a name with a null byte', path: 'a\0b', why: 'cannot be read' },
    { name: 'a device', path: '/dev/null', why: 'is no file' },
  ]
  for (const row of unreadable) {
    test(`${row.name} is a problem, not an exception`, () => {
      const read = stubFilesIn(folder)(row.path)
      expect(read.kind).toBe('unreadable')
      expect(read.kind === 'unreadable' ? read.why : '').toContain(row.why)
    })
  }

  test('all problems of the list stop the mock before it starts, in one message', () => {
    const make = () =>
      createMockServer({
        stubFolder: folder,
        api: [
          { method: 'GET', path: '/api/v2/a', file: 'inner/a.json' },
          { method: 'GET', path: '/api/v2/b', file: 'none.json' },
          { method: 'GET', path: '/api/v2/c', file: 'inner' },
        ],
      })
    expect(make).toThrow(OptionsError)
    expect(make).toThrow(/api\.1\.file: there is no such file: .*none\.json; api\.2\.file: is no file/)
  })

  const forms = [
    { entry: { method: 'HEAD', path: '/api/v2/a' }, says: /api\.0\.method: expected GET/ },
    {
      entry: { method: 'GET', path: '/v2/a' },
      says: /api\.0\.path: expected a path that begins with \/api\//,
    },
    {
      entry: { method: 'GET', path: '/api/a', status: 100 },
      says: /api\.0\.status: expected a whole number/,
    },
    {
      entry: { method: 'GET', path: '/api/a', scope: 'user:readonly' },
      says: /did you mean users:readonly\?/,
    },
    { entry: { method: 'GET', path: '/api/a', body: () => 1 }, says: /api\.0\.body: expected a JSON value/ },
    { entry: { method: 'GET', path: '/api/a', bodyy: 1 }, says: /api\.0\.bodyy: there is no such option/ },
    { entry: { path: '/api/a' }, says: /api\.0\.method: is missing/ },
  ]
  for (const row of forms) {
    test(`${JSON.stringify(row.entry)} is no stub`, () => {
      // A config file may hold anything, whatever the types say.
      expect(() => createMockServer({ api: [row.entry as never] })).toThrow(row.says)
    })
  }
})
