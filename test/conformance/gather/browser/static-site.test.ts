import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileFor, serveFolder } from '../../../../src/conformance/gather/browser/static-site.js'
import { freePort } from '../../../../src/conformance/gather/free-port.js'
import { systemPorts } from '../../../../src/server/index.js'
import { temporaryFolder } from '../../../support/temporary-folder.js'

const outer = temporaryFolder({
  'secret.txt': 'outside',
  'app/index.html': '<p>first',
  'app/app.js': 'export {}',
  'app/a b.css': 'p{}',
  'app/docs/index.html': '<p>docs',
  'app-of-others/index.html': 'outside too',
})
const root = join(outer, 'app')
mkdirSync(join(root, 'empty'))

const rows: readonly { readonly name: string; readonly path: string; readonly file: string | null }[] = [
  { name: 'the first page', path: '/', file: 'index.html' },
  { name: 'a file', path: '/app.js', file: 'app.js' },
  { name: 'a name with a space', path: '/a%20b.css', file: 'a b.css' },
  { name: 'the page of a folder', path: '/docs', file: 'docs/index.html' },
  { name: 'the page of a folder with a slash', path: '/docs/', file: 'docs/index.html' },
  { name: 'nothing for a folder without a page', path: '/empty', file: null },
  { name: 'nothing where no file is', path: '/signed-in', file: null },
  { name: 'nothing above the folder', path: '/../secret.txt', file: null },
  { name: 'nothing above the folder, encoded', path: '/%2e%2e/secret.txt', file: null },
  { name: 'nothing of a folder that begins with the same name', path: '/../app-of-others/', file: null },
  { name: 'nothing for broken encoding', path: '/%E0%A4%A', file: null },
  { name: 'nothing for a null character', path: '/app.js%00.html', file: null },
]

describe('fileFor', () => {
  for (const { name, path, file } of rows) {
    test(`finds ${name}`, () => {
      expect(fileFor(root, path)).toBe(file === null ? null : join(root, file))
    })
  }
})

describe('serveFolder', () => {
  const page = { headers: { accept: 'text/html' } }

  test('answers a page that there is not with the first one, and anything else with 404', async () => {
    const port = await freePort(systemPorts.random)
    const site = await serveFolder(root, port)
    const answers = await Promise.all([
      fetch(`http://127.0.0.1:${port}/signed-in?code=x`, page),
      fetch(`http://127.0.0.1:${port}/missing.js`),
      fetch(`http://127.0.0.1:${port}/app.js`),
      fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '' }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 405])
    expect(answers.map(({ headers }) => headers.get('content-type'))).toEqual([
      'text/html; charset=utf-8',
      null,
      'text/javascript; charset=utf-8',
      null,
    ])
    await site.stop()
  })

  test('asks about every page and about nothing else, and keeps back what is to be held', async () => {
    const port = await freePort(systemPorts.random)
    const site = await serveFolder(root, port)
    const seen: string[] = []
    site.receive(({ url }) => {
      seen.push(url)
      return { kind: url.includes('code=') ? 'hold' : 'serve' }
    })
    const held = await fetch(`http://127.0.0.1:${port}/?code=x`, page)
    const served = await fetch(`http://127.0.0.1:${port}/`, page)
    await fetch(`http://127.0.0.1:${port}/app.js`)
    expect([held.status, served.status]).toEqual([204, 200])
    expect(seen).toEqual([`http://127.0.0.1:${port}/?code=x`, `http://127.0.0.1:${port}/`])
    await site.stop()
  })

  test('moves to another port, unless that is taken', async () => {
    const [first, second] = [await freePort(systemPorts.random), await freePort(systemPorts.random)]
    const [site, other] = [await serveFolder(root, first), await serveFolder(root, second)]
    expect(await site.moveTo(second)).toBe(`port ${second} is taken by another program`)
    expect(site.port).toBe(first)
    await other.stop()
    expect(await site.moveTo(second)).toBeNull()
    expect((await fetch(`http://127.0.0.1:${second}/`, page)).status).toBe(200)
    await site.stop()
  })
})
