// Runs Node.js with the hooks before it, as a client would be run; the mock is real.
import { execFile, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeHooks } from '../../../../src/conformance/gather/interception/node-hooks.js'
import { serviceDomains } from '../../../../src/conformance/gather/interception/service-hosts.js'
import { createMockServer, type MockServer } from '../../../../src/server/index.js'
import { testKey } from '../../../support/keys.js'
import { temporaryFolder } from '../../../support/temporary-folder.js'

const run = promisify(execFile)

let mock: MockServer
let folder: string
let ca: string
beforeAll(async () => {
  folder = temporaryFolder({})
  mock = createMockServer({ port: 0, signingKey: testKey, https: { plainToo: true } })
  await mock.start()
  ca = mock.ca?.pem ?? ''
  writeFileSync(join(folder, 'ca.pem'), ca)
  const log = join(folder, 'refused')
  writeFileSync(
    join(folder, 'hooks.cjs'),
    nodeHooks({ mockPort: mock.port, domains: serviceDomains, ca, log, tlsLog: join(folder, 'tls') }),
  )
})
afterAll(() => mock.stop())

async function printed(code: string, more: Record<string, string> = {}): Promise<string> {
  const env = {
    PATH: process.env['PATH'],
    NODE_OPTIONS: `--require ${join(folder, 'hooks.cjs')}`,
    NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
    MOCK: mock.url,
    ...more,
  }
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', code], { env })
  return `${stdout}${stderr}`.trim()
}

const path = '/.well-known/oauth-authorization-server'
const issuer = 'https://login.mypurecloud.com'
const url = `${issuer}${path}`
const show = `const show = (text) => console.log(JSON.parse(text).issuer)`
const read = `const read = (answer) => { let text = ''; answer.on('data', (chunk) => { text += chunk }).on('end', () => show(text)) }`

const reached = [
  { name: 'fetch', code: `${show}; show(await (await fetch('${url}')).text())` },
  {
    name: 'https.get by its named import',
    code: `import { get } from 'node:https'; ${show}; ${read}; get('${url}', read)`,
  },
  {
    name: 'https with an agent that keeps connections',
    code: `import https from 'node:https'; ${show}; ${read}; https.get('${url}', { agent: new https.Agent({ keepAlive: true }) }, (answer) => { read(answer); answer.on('end', () => process.exit()) })`,
  },
  {
    name: 'a client that trusts one chosen authority only',
    code: `import https from 'node:https'; import { readFileSync } from 'node:fs'; ${show}; ${read}; https.get('${url}', { ca: ['-----BEGIN CERTIFICATE-----\\n-----END CERTIFICATE-----'].slice(1) }, read)`,
  },
  {
    name: 'a socket of TLS',
    code: `import tls from 'node:tls'; const socket = tls.connect(443, 'login.mypurecloud.com', { servername: 'login.mypurecloud.com' }, () => { console.log('https://' + socket.getPeerCertificate().subjectaltname.slice(4)); socket.end() })`,
  },
  {
    name: 'a worker thread',
    code: `import { Worker } from 'node:worker_threads'; new Worker("fetch('${url}').then((answer) => answer.json()).then(({ issuer }) => console.log(issuer))", { eval: true })`,
  },
]

describe('node-hooks', () => {
  for (const { name, code } of reached) {
    test(`${name} comes out at the mock, with a certificate that is verified`, async () => {
      expect(await printed(code)).toBe(issuer)
    })
  }

  test('a client that is not told of the CA does not get through', async () => {
    const code = `try { await fetch('${url}'); console.log('reached') } catch (error) { console.log(error.cause.code) }`
    expect(await printed(code, { NODE_EXTRA_CA_CERTS: '' })).toMatch(/SELF_SIGNED|UNABLE_TO/)
  })

  test('a client that verifies nothing is told of no authority, and written down', async () => {
    const code = `import tls from 'node:tls'; const socket = tls.connect({ port: 443, host: 'login.mypurecloud.ie', servername: 'login.mypurecloud.ie', rejectUnauthorized: false }, () => { console.log(socket.authorized); socket.end() })`
    expect(await printed(code)).toBe('false')
    expect(readFileSync(join(folder, 'tls'), 'utf8').split('\n')).toContain('unverified login.mypurecloud.ie')
  })

  test('so is one that switches it off for the whole process', async () => {
    const code = `process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; process.removeAllListeners('warning'); console.log((await fetch('https://login.mypurecloud.jp${path}')).status)`
    expect(await printed(code, { NODE_NO_WARNINGS: '1' })).toBe('200')
    expect(readFileSync(join(folder, 'tls'), 'utf8').split('\n')).toContain('unverified login.mypurecloud.jp')
  })

  test('this machine stays as it is', async () => {
    expect(await printed(`console.log((await fetch(process.env.MOCK + '/_mock/health')).status)`)).toBe('200')
  })

  test('other machines are refused at once, and written down', async () => {
    const code = `try { await fetch('https://example.com/'); console.log('reached') } catch (error) { console.log(error.cause.code, error.cause.message) }`
    expect(await printed(code)).toMatch(/^ECONNREFUSED .*example\.com:443.*uses no network/)
    expect(readFileSync(join(folder, 'refused'), 'utf8')).toContain('example.com:443\n')
  })

  test('a socket file stays as it is', async () => {
    const code = `import net from 'node:net'; const file = process.env.FILE; const server = net.createServer((socket) => socket.end('hello')).listen(file, () => net.connect(file).on('data', (data) => { console.log(String(data)); server.close() }))`
    expect(await printed(code, { FILE: join(folder, 'socket') })).toBe('hello')
  })

  test('is a file that every Node.js loads', () => {
    const { status } = spawnSync(process.execPath, ['--check', join(folder, 'hooks.cjs')])
    expect(status).toBe(0)
  })
})
