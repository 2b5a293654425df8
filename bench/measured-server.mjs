// A server in a process of its own, whose use of the processor and of memory can be asked for.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const path = (name) => fileURLToPath(new URL(name, import.meta.url))

/** How each server is started. The mock is the program as its users start it, with its log, which goes nowhere. */
const commands = {
  'gc-mock-oauth': [path('../dist/bin/gc-mock-oauth.js'), 'start', '--port', '0'],
  bare: [path('servers/bare.mjs')],
  'bare-http': [path('servers/bare-http.mjs')],
  'oauth2-mock-server': [path('servers/oauth2-mock-server.mjs')],
  'oidc-provider': [path('servers/oidc-provider.mjs')],
}

/** Starts a server; resolves with its addresses when it can be used. Without `probe` nothing but the server runs. */
export async function startServer(name, args = [], { probe = true } = {}) {
  const child = spawn(
    process.execPath,
    [...(probe ? ['--expose-gc', '--import', path('probe.mjs')] : []), ...commands[name], ...args],
    { stdio: ['ignore', 'pipe', 'ignore', ...(probe ? ['ipc'] : [])] },
  )
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${name} ended with ${code}`)
  })
  // Every end is an error until the server is stopped, whoever waits for it.
  ended.catch(() => undefined)
  const ask = async (question) => {
    const answered = once(child, 'message')
    child.send(question)
    const [answer] = await Promise.race([answered, ended])
    return answer
  }
  return {
    name,
    ...(await Promise.race([addressesIn(child.stdout), ended])),
    /** Microseconds of processor time so far. */
    cpu: async () => (await ask('cpu')).cpu,
    /** Bytes, after a collection. */
    memory: () => ask('memory'),
    stop: () => child.kill('SIGKILL'),
  }
}

/** The peers print their addresses as a line of JSON, the mock its banner. */
function addressesIn(output) {
  return new Promise((resolve) => {
    let text = ''
    const read = (chunk) => {
      text += chunk
      const found = firstJson(text) ?? ofMock(text)
      if (found === null) return
      // Whatever else a server may print goes unread.
      output.off('data', read).resume()
      resolve(found)
    }
    output.setEncoding('utf8').on('data', read)
  })
}

function firstJson(text) {
  const line = /^\{.*(?=\n)/m.exec(text)?.[0]
  return line === undefined ? null : JSON.parse(line)
}

function ofMock(text) {
  const [, url] = / listens on (\S+) /.exec(text) ?? []
  const [, clientId] = /client id +(\S+)/.exec(text) ?? []
  if (url === undefined || clientId === undefined) return null
  return {
    url,
    authorize: `${url}/oauth/authorize`,
    token: `${url}/oauth/token`,
    resource: `${url}/api/v2/users/me`,
    clientId,
  }
}
