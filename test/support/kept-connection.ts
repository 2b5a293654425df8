// Requests one after the other over one connection that is kept, as a client with keep-alive sends them.
import { Agent, request } from 'node:http'

export interface Received {
  readonly status: number
  /** As they came, names and values in turn. */
  readonly headers: readonly string[]
  readonly body: string
}

export interface Sent {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** Sends the body in two chunks, its length untold. */
  readonly chunked?: boolean
}

export interface KeptConnection {
  send(sent: Sent): Promise<Received>
  /** How many connections there were. */
  readonly connections: number
  close(): void
}

export function keptConnection(port: number): KeptConnection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let connections = 0
  return {
    get connections() {
      return connections
    },
    close: () => agent.destroy(),
    send: ({ method = 'GET', path, headers = {}, body, chunked = false }) =>
      new Promise((resolve, reject) => {
        const sending = request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => {
            text += chunk
          })
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.rawHeaders, body: text }),
          )
        })
        sending.on('error', reject)
        sending.on('socket', () => {
          if (!sending.reusedSocket) connections += 1
        })
        if (chunked && body !== undefined) {
          sending.write(body.slice(0, 10))
          sending.end(body.slice(10))
        } else {
          sending.end(body)
        }
      }),
  }
}
