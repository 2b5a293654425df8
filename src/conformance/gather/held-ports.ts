// Takes ports away from a client before it starts: another program was there first.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'

export interface HeldPorts {
  /** Why a URL does not lead to the client, when it leads to a port that was taken; else null. */
  whyNotAt(url: string): string | null
  release(): void
}

function portOf(url: string | null): number | null {
  const port = url !== null && URL.canParse(url) ? Number(new URL(url).port) : 0
  return port === 0 ? null : port
}

async function hold(port: number, address: string): Promise<Server | null> {
  const server = createServer((_request, response) => void response.writeHead(404).end())
  try {
    server.listen(port, address)
    await once(server, 'listening')
    return server
  } catch {
    // The family does not exist here, or somebody else holds the port: either way the client will not get it.
    return null
  }
}

/** Listens on the ports of `urls`, on both families. */
export async function holdPorts(urls: readonly (string | null)[]): Promise<HeldPorts> {
  const ports = [...new Set(urls.map(portOf).filter((port) => port !== null))]
  const servers = await Promise.all(
    ports.flatMap((port) => ['127.0.0.1', '::1'].map((address) => hold(port, address))),
  )
  return {
    whyNotAt(url) {
      const port = portOf(url)
      if (port === null || !ports.includes(port)) return null
      return `port ${port} belongs to another program, which had it before the client`
    },
    release() {
      for (const server of servers) {
        server?.closeAllConnections()
        server?.close()
      }
    },
  }
}
