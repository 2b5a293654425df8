import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createSocketServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findServedPages, placesFrom, printedPaths } from '../../../src/conformance/gather/served-pages.js'
import { systemPorts } from '../../../src/server/index.js'

const offered = 'http://localhost:4000/callback'
const at = (address: string, port: number) => ({ address, port, inode: String(port) })
const printed = (...urls: readonly string[]) => urls.map((url) => ({ url, how: 'printed' as const }))

const rows = [
  {
    name: 'the printed address',
    printed: ['http://127.0.0.1:3000'],
    own: [at('127.0.0.1', 3000)],
    places: ['127.0.0.1:3000'],
  },
  {
    name: 'the printed one first, then the other sockets by port',
    printed: ['http://localhost:8080/'],
    own: [at('::', 9229), at('::', 8080), at('::', 3000)],
    places: ['localhost:8080', 'localhost:3000', 'localhost:9229'],
  },
  {
    name: 'localhost for an address that means every one',
    printed: ['http://0.0.0.0:3000'],
    own: [],
    places: ['localhost:3000'],
  },
  {
    name: 'no printed address on which the app does not listen',
    printed: ['http://localhost:5000/docs'],
    own: [at('::', 3000)],
    places: ['localhost:3000'],
  },
  {
    name: 'no printed address of another machine',
    printed: ['https://example.com:3000'],
    own: [],
    places: [],
  },
  {
    name: 'the host of the redirect URI that the app took',
    printed: [],
    own: [at('127.0.0.1', 4000)],
    places: ['localhost:4000'],
  },
  {
    name: 'the literal address where only that is there',
    printed: [],
    own: [at('::1', 3000)],
    places: ['[::1]:3000'],
  },
  {
    name: 'one place for a port on both families',
    printed: [],
    own: [at('127.0.0.1', 3000), at('::1', 3000)],
    places: ['localhost:3000'],
  },
]

describe('placesFrom', () => {
  for (const row of rows) {
    test(`takes ${row.name}`, () => {
      const places = placesFrom({ printed: printed(...row.printed), own: row.own, offered })
      expect(places.map(({ host, port }) => `${host}:${port}`)).toEqual(row.places)
    })
  }
})

describe('printedPaths', () => {
  test('names the pages that the app printed on its port, and none to which a login comes back', () => {
    const urls = printed(
      'http://localhost:3000/',
      'http://127.0.0.1:3000/app/start',
      'http://localhost:3000/callback',
      'http://localhost:9999/other',
      'https://example.com:3000/docs',
    )
    expect(printedPaths(urls, 'http://localhost:3000')).toEqual(['/app/start'])
  })
})

/** A port on which something listens that answers by HTTP, or only by a greeting. */
async function listening(kind: 'http' | 'greeting'): Promise<number> {
  const server =
    kind === 'http'
      ? createServer((_request, response) => response.writeHead(404).end())
      : createSocketServer((socket) => socket.end('220 hello\r\n'))
  onTestFinished(() => void server.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

describe('findServedPages', () => {
  test('waits until something answers by HTTP, and passes over what does not', async () => {
    const [greeting, http] = [await listening('greeting'), await listening('http')]
    const own = [at('127.0.0.1', greeting)]
    const waiting: string[] = []
    const found = findServedPages({
      clock: systemPorts.clock,
      signal: new AbortController().signal,
      signs: () => Promise.resolve({ printed: [], own, offered }),
      onWaiting(what) {
        waiting.push(what)
        own.push(at('127.0.0.1', http))
      },
    })
    expect(await found).toBe(`http://localhost:${http}`)
    expect(waiting).toEqual([`it listens on port ${greeting}, and nothing there answers by HTTP`])
  })

  test('waits for a printed address where the system shows no sockets', async () => {
    const over = new AbortController()
    const found = findServedPages({
      clock: systemPorts.clock,
      signal: over.signal,
      signs: () => Promise.resolve({ printed: [], own: null, offered }),
      onWaiting(what) {
        expect(what).toBe('it printed no address of a page')
        over.abort()
      },
    })
    expect(await found).toBeNull()
  })

  test('finds nothing once the search is over', async () => {
    const over = new AbortController()
    const found = findServedPages({
      clock: systemPorts.clock,
      signal: over.signal,
      signs: () => Promise.resolve({ printed: [], own: [], offered }),
      onWaiting(what) {
        expect(what).toBe('none of its processes listens on a port')
        over.abort()
      },
    })
    expect(await found).toBeNull()
  })
})
