import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createUserAgent } from '../../../src/conformance/gather/user-agent.js'
import { systemPorts } from '../../../src/server/index.js'

const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function agentFor(mockUrl: string) {
  const agent = createUserAgent({
    clock: systemPorts.clock,
    mockUrl,
    user: { email: 'ada@example.com', password: 'secret' },
    lastExchange: () => 7,
    signal: new AbortController().signal,
  })
  closers.push(() => agent.close())
  return agent
}

describe('createUserAgent', () => {
  test('follows the redirect of the mock to the client and tells what the client answered', async () => {
    const seen: (string | undefined)[] = []
    const client = await serve((request, response) => {
      seen.push(request.url)
      response.writeHead(202).end()
    })
    const mock = await serve((_request, response) => {
      response
        .writeHead(302, { location: `${client}/cb?code=c&state=s`, 'inin-correlation-id': 'id-1' })
        .end()
    })
    const agent = agentFor(mock)
    const visit = await agent.visit(`${mock}/oauth/authorize?client_id=a`)
    expect(visit).toMatchObject({
      kind: 'callback',
      callback: {
        url: `${client}/cb?code=c&state=s`,
        afterExchange: 7,
        answer: { kind: 'answered', status: 202 },
      },
    })
    expect(seen).toEqual(['/cb?code=c&state=s'])
    expect([...agent.correlations]).toEqual(['id-1'])
  })

  test('counts the first hop to the client as the callback, not where the client sends the browser next', async () => {
    const client = await serve((request, response) => {
      if (request.url?.startsWith('/cb')) response.writeHead(302, { location: '/home' }).end()
      else response.end('home')
    })
    const mock = await serve((_request, response) => {
      response.writeHead(302, { location: `${client}/cb?code=c` }).end()
    })
    const agent = agentFor(mock)
    await agent.visit(`${mock}/oauth/authorize`)
    expect(agent.callbacks.map(({ url }) => url)).toEqual([`${client}/cb?code=c`])
  })

  test('keeps the cookies of the client and sends them only back to it', async () => {
    const cookies: (string | undefined)[] = []
    let mockUrl = ''
    const client = await serve((request, response) => {
      cookies.push(request.headers.cookie)
      if (request.url === '/login')
        response
          .writeHead(302, { location: `${mockUrl}/oauth/authorize`, 'set-cookie': 'sid=1; Path=/' })
          .end()
      else response.end()
    })
    mockUrl = await serve((_request, response) => {
      response.writeHead(302, { location: `${client}/cb?code=c` }).end()
    })
    await agentFor(mockUrl).visit(`${client}/login`)
    expect(cookies).toEqual([undefined, 'sid=1'])
  })

  test('fills in the login form of the mock', async () => {
    const client = await serve((_request, response) => void response.end())
    const bodies: string[] = []
    const mock = await serve((request, response) => {
      if (request.method === 'GET') {
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<form method=post action=/login><input type=email name=e><input type=password name=p></form>')
        return
      }
      request.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk))
      request.on('end', () => response.writeHead(303, { location: `${client}/cb?code=c` }).end())
    })
    const visit = await agentFor(mock).visit(`${mock}/oauth/authorize`)
    expect(bodies.join('')).toBe('e=ada%40example.com&p=secret')
    expect(visit.kind).toBe('callback')
  })

  test('says that the mock showed a page and no redirect', async () => {
    const mock = await serve(
      (_request, response) =>
        void response.writeHead(400, { 'content-type': 'text/html' }).end('<h1>no</h1>'),
    )
    expect(await agentFor(mock).visit(`${mock}/oauth/authorize`)).toMatchObject({ kind: 'page', status: 400 })
  })

  test('waits for a client that begins to listen only after it opened the browser', async () => {
    const placeholder = createServer().listen(0, '127.0.0.1')
    await once(placeholder, 'listening')
    const { port } = placeholder.address() as AddressInfo
    placeholder.close()
    await once(placeholder, 'close')
    const mock = await serve((_request, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${port}/cb?code=c` }).end()
      // The client begins to listen after its login page was answered.
      const late = createServer((_r, answer) => void answer.end()).listen(port, '127.0.0.1')
      closers.push(() => {
        late.closeAllConnections()
        late.close()
      })
    })
    expect(await agentFor(mock).visit(`${mock}/oauth/authorize`)).toMatchObject({
      callback: { answer: { kind: 'answered', status: 200 } },
    })
  })

  const undeliverable = [
    {
      name: 'a private-use scheme',
      location: 'com.example.app:/cb?code=c',
      why: /scheme com.example.app: which needs the app itself/,
    },
    {
      name: 'another machine',
      location: 'https://app.example/cb?code=c',
      why: /app.example is not this machine/,
    },
  ]
  for (const row of undeliverable) {
    test(`does not deliver to ${row.name}, and says so`, async () => {
      const mock = await serve(
        (_request, response) => void response.writeHead(302, { location: row.location }).end(),
      )
      const visit = await agentFor(mock).visit(`${mock}/oauth/authorize`)
      if (visit.kind !== 'callback' || visit.callback.answer.kind !== 'not-delivered')
        throw new Error('expected an undelivered callback')
      expect(visit.callback.answer.why).toMatch(row.why)
    })
  }

  test('tells a client that hangs up from one that does not listen', async () => {
    const client = await serve((request) => void request.socket.destroy())
    const mock = await serve(
      (_request, response) => void response.writeHead(302, { location: `${client}/cb` }).end(),
    )
    expect(await agentFor(mock).visit(`${mock}/oauth/authorize`)).toMatchObject({
      callback: { answer: { kind: 'dropped' } },
    })
  })

  test('gives up after too many redirects', async () => {
    let mockUrl = ''
    mockUrl = await serve(
      (_request, response) => void response.writeHead(302, { location: `${mockUrl}/again` }).end(),
    )
    expect(await agentFor(mockUrl).visit(`${mockUrl}/oauth/authorize`)).toMatchObject({ kind: 'failed' })
  })
})
