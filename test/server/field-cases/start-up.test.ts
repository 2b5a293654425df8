import { createServer, type Server } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { main } from '../../../src/server/cli.js'
import { fakeIo } from '../../support/fake-io.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** Runs `start` until it is ready, or has ended. */
async function started(...flags: string[]) {
  const stop = new AbortController()
  const io = fakeIo({ signal: stop.signal, platform: `${process.platform} node 20` })
  let ready: () => void = () => undefined
  const said = new Promise<void>((resolve) => {
    ready = resolve
  })
  const out = (text: string) => {
    io.out(text)
    ready()
  }
  const exit = main(['start', ...flags], { ...io, out })
  ends.push(() => {
    stop.abort('SIGINT')
    return exit
  })
  await Promise.race([said, exit])
  const port = Number(/listens on https?:\/\/\S+?:(\d+) /.exec(io.printed.out)?.[1])
  return { io, exit, port }
}

async function occupied(host: string, port = 0): Promise<number> {
  const server: Server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, ipv6Only: true }, resolve)
  })
  ends.push(() => new Promise((resolve) => server.close(resolve)))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

describe('field cases at the start', () => {
  test('B075: a client that speaks TLS to the http port is told of in the log, with what to do', async () => {
    const { io, port } = await started('--port', '0')
    const socket = connectTls({ port, host: '127.0.0.1', servername: 'login.mypurecloud.com' })
    await new Promise((resolve) => socket.on('error', resolve))
    expect(io.printed.err).toBe(
      'gc-mock-oauth: a client spoke TLS to the http port (it wants login.mypurecloud.com): start with --https\n',
    )
  })

  const trusted = [
    { sdk: 'javascript', line: (ca: string) => `//   export NODE_EXTRA_CA_CERTS=${ca}\n` },
    { sdk: 'python', line: (ca: string) => `genesys.configuration.ssl_ca_cert = "${ca}"\n` },
    { sdk: 'java', line: (ca: string) => `-Djavax.net.ssl.trustStore=${ca.replace('.pem', '.p12')} ` },
    { sdk: 'dotnet', line: (ca: string) => `//   export SSL_CERT_FILE=${ca}\n` },
    { sdk: 'go', line: (ca: string) => `//   export SSL_CERT_FILE=${ca}\n` },
    { sdk: 'gc', line: (ca: string) => `#   export SSL_CERT_FILE=${ca}\n` },
  ]
  test('B075: the lines for each SDK name what trusts the CA of a mock over https', async () => {
    const data = temporaryFolder()
    const { port } = await started('--port', '0', '--https', '--data-dir', data)
    for (const { sdk, line } of trusted) {
      const io = fakeIo()
      expect(await main(['snippet', sdk, '--port', String(port), '--data-dir', data], io)).toBe(0)
      expect(io.printed.out).toContain(line(join(data, 'ca.pem')))
    }
  })

  test('B075: the switch that lets oauthlib speak http is named', async () => {
    const io = fakeIo()
    await main(['ca', '--data-dir', temporaryFolder()], io)
    expect(io.printed.out).toContain('export OAUTHLIB_INSECURE_TRANSPORT=1\n')
  })

  test('B077: localhost reaches the mock, whichever address it stands for', async () => {
    const { io, port } = await started('--port', '0')
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      const answer = await fetch(`http://${host}:${port}/_mock/health`)
      expect([host, answer.status]).toEqual([host, 200])
    }
    expect(io.printed.out.match(/listens on/g)).toHaveLength(1)
    expect(io.printed.out).toContain('(127.0.0.1 and ::1)')
  })

  for (const host of ['127.0.0.1', '::1']) {
    test(`B077: where the port is taken on ${host} alone it is named, and nothing listens on the other`, async () => {
      const port = await occupied(host)
      const { io, exit } = await started('--port', String(port))
      expect(await exit).toBe(2)
      expect(io.printed.out).toBe('')
      expect(io.printed.err).toMatch(new RegExp(`^gc-mock-oauth: --port: port ${port} is taken by `))
      const other = host === '::1' ? '127.0.0.1' : '::1'
      await expect(occupied(other, port)).resolves.toBe(port)
    })
  }

  test('B078: from any address the health is told without a token, and nothing else', async () => {
    const { port } = await started('--port', '0', '--host', '0.0.0.0')
    const outer = Object.values(networkInterfaces())
      .flatMap((one) => one ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)
    const answer = await fetch(`http://${outer?.address ?? '127.0.0.1'}:${port}/_mock/health`)
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }])
  })

  test('B086: a taken port is one line with the holder and one with the way out, and exit code 2', async () => {
    const port = await occupied('127.0.0.1')
    const { io, exit } = await started('--port', String(port))
    expect(await exit).toBe(2)
    const [problem, hint, ...rest] = io.printed.err.split('\n')
    expect(problem).toMatch(new RegExp(`port ${port} is taken by .+ \\(process ${process.pid}\\)$`))
    expect([hint, ...rest]).toEqual([
      '  choose another one with --port, or --port 0 for any that is free',
      '',
    ])
    expect((await started('--port', '0')).port).not.toBe(port)
  })
})
