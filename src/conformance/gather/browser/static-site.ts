// Serves the folder of a single-page app on this machine, as a host of static pages does, and tells of every page
// that is opened.
import { createReadStream, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'

/** A page that is asked for. */
export interface Arrival {
  /** The whole URL, without a fragment. */
  readonly url: string
  readonly userAgent: string
}

/** What becomes of an arrival. `hold`: the browser is told that there is nothing, and stays where it is. */
export interface Reception {
  readonly kind: 'serve' | 'hold'
  /** Told when the page was sent. */
  readonly served?: (status: number) => void
}

export interface StaticSite {
  readonly port: number
  /** Who is asked of every page; everything is served while there is nobody. */
  receive(receptionist: ((arrival: Arrival) => Reception) | null): void
  /** Serves the same on another port from now on; why it cannot, one sentence, or null. */
  moveTo(port: number): Promise<string | null>
  stop(): Promise<void>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.htm': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

function kindOf(path: string): 'file' | 'folder' | null {
  try {
    const found = statSync(path)
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : null
  } catch {
    return null
  }
}

/** The file for a path of the URL; null where none fits, and for what lies outside of the folder. */
export function fileFor(root: string, path: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return null
  }
  if (decoded.includes('\0')) return null
  const wanted = normalize(join(root, decoded))
  const base = normalize(root)
  const bare = wanted.endsWith(sep) ? wanted.slice(0, -1) : wanted
  if (bare !== base && !bare.startsWith(base.endsWith(sep) ? base : base + sep)) return null
  const kind = kindOf(bare)
  if (kind === 'file') return bare
  const index = join(bare, 'index.html')
  return kind === 'folder' && kindOf(index) === 'file' ? index : null
}

function headerOf({ headers }: IncomingMessage, name: string): string {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}

function isPage(request: IncomingMessage): boolean {
  const destination = headerOf(request, 'sec-fetch-dest')
  if (destination !== '') return destination === 'document' || destination === 'iframe'
  return headerOf(request, 'accept').includes('text/html')
}

function sendFile(response: ServerResponse, file: string, isHead: boolean): void {
  const type = types[extname(file).toLowerCase()] ?? 'application/octet-stream'
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' })
  if (isHead) response.end()
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response)
}

/** A page that there is not is the first one: an app finds its way by the address. */
function answer(root: string, request: IncomingMessage, response: ServerResponse): void {
  const [path = '/'] = (request.url ?? '/').split('?')
  const own = fileFor(root, path)
  const wantsPage = headerOf(request, 'accept').includes('text/html')
  const file = own ?? (wantsPage ? fileFor(root, '/index.html') : null)
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (file !== null && isRead) sendFile(response, file, request.method === 'HEAD')
  else response.writeHead(isRead ? 404 : 405, { 'cache-control': 'no-store' }).end()
}

function listenOn(server: Server, host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen({ host, port }, () => resolve(null))
  })
}

async function closed(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map((server) => {
      const over = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      return over
    }),
  )
}

/**
 * Serves `root` on both loopback addresses.
 * @throws Error with a sentence when the port is taken
 */
export async function serveFolder(root: string, port: number): Promise<StaticSite> {
  let receptionist: ((arrival: Arrival) => Reception) | null = null
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const arrival = {
      url: `http://${headerOf(request, 'host')}${request.url ?? '/'}`,
      userAgent: headerOf(request, 'user-agent'),
    }
    const asked = receptionist !== null && isPage(request) ? receptionist(arrival) : null
    if (asked?.kind === 'hold') {
      response.writeHead(204).end()
      return
    }
    response.once('close', () => asked?.served?.(response.statusCode))
    answer(root, request, response)
  }
  const open = async (wanted: number): Promise<readonly Server[] | string> => {
    const servers = ['127.0.0.1', '::1'].map((host) => ({ host, server: createServer(handle) }))
    const troubles = await Promise.all(servers.map(({ host, server }) => listenOn(server, host, wanted)))
    const open = servers.flatMap(({ server }, index) => (troubles[index] === null ? [server] : []))
    if (open.length > 0 && !troubles.includes('EADDRINUSE')) return open
    await closed(open)
    return troubles.includes('EADDRINUSE')
      ? `port ${wanted} is taken by another program`
      : `nothing can listen on port ${wanted} (${troubles[0]})`
  }
  const opened = await open(port)
  if (typeof opened === 'string') throw new Error(opened)
  let servers = opened
  let current = port
  return {
    get port() {
      return current
    },
    receive(next) {
      receptionist = next
    },
    async moveTo(wanted) {
      if (wanted === current) return null
      const next = await open(wanted)
      if (typeof next === 'string') return next
      await closed(servers)
      servers = next
      current = wanted
      return null
    },
    stop: () => closed(servers),
  }
}
