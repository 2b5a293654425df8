// Leads a client that has the hosts of the real service built in to the mock, without a change to the client or to the
// machine: by a proxy, by the authorities that it is told to trust, and by what its runtime loads before it.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TlsConnection } from '../../transcript.js'
import { createConnectProxy } from './connect-proxy.js'
import { javaTrustStore, trustStorePassword } from './java-trust-store.js'
import { nodeHooks } from './node-hooks.js'
import { preloading, writtenLines } from './preloads.js'
import { pythonHooks } from './python-hooks.js'
import { serviceDomains } from './service-hosts.js'

/** Where the mock speaks TLS for the hosts of the service. */
export interface TlsFront {
  readonly port: number
  /** PEM of its CA. */
  readonly ca: string
}

export interface Interception {
  /** The environment of the client with all of it. */
  readonly environment: Readonly<Record<string, string>>
  /** Other machines that the client tried to reach, each once: `example.com:443`. */
  refused(): Promise<readonly string[]>
  /** Connections by TLS to the hosts of the service, as far as the runtime of the client shows them. */
  tls(): Promise<readonly TlsConnection[]>
  close(): Promise<void>
}

export interface InterceptionParts {
  readonly front: TlsFront
  /** Folder of the run, in which what it needs is written. */
  readonly folder: string
  /** The environment of the client, whole. */
  readonly environment: Readonly<Record<string, string>>
  /** Names in it that the user of the kit has set: they stay as they are. */
  readonly kept: readonly string[]
  /** The client is started with Java. Its options are printed by every Java there is. */
  readonly java: boolean
}

const notHere = 'localhost|127.*|[::1]'

function javaOptions(proxy: number, store: string): string {
  return [
    ...['https', 'http'].flatMap((scheme) => [
      `-D${scheme}.proxyHost=127.0.0.1`,
      `-D${scheme}.proxyPort=${proxy}`,
    ]),
    `-Dhttp.nonProxyHosts=${notHere}`,
    `-Djavax.net.ssl.trustStore=${store}`,
    `-Djavax.net.ssl.trustStorePassword=${trustStorePassword}`,
    '-Djavax.net.ssl.trustStoreType=JKS',
  ].join(' ')
}

/** Variables that name one file with authorities, by the programs that read them. */
const authorityFiles = [
  ...['SSL_CERT_FILE', 'CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS', 'DENO_CERT'],
  ...['GIT_SSL_CAINFO', 'AWS_CA_BUNDLE', 'GC_PKCE_CA_FILE'],
]
const proxies = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']

/** They would let a client trust other authorities, or everybody. */
const removed = new Set(['SSL_CERT_DIR', 'NODE_TLS_REJECT_UNAUTHORIZED', 'PYTHONHTTPSVERIFY'])

/** Writes what the runtimes of the client load, and starts the proxy. */
export async function intercept(parts: InterceptionParts): Promise<Interception> {
  const { front, environment, kept } = parts
  const folder = join(parts.folder, 'interception')
  await mkdir(folder)
  const file = async (name: string, content: string | Buffer) => {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }
  const ca = await file('ca.pem', front.ca)
  const log = join(folder, 'refused')
  const tlsLog = join(folder, 'tls')
  const hooked = { mockPort: front.port, domains: serviceDomains, ca: front.ca, log, tlsLog }
  const python = join(folder, 'python')
  await mkdir(python)
  await file('python/sitecustomize.py', pythonHooks(hooked))
  const node = await file('hooks.cjs', nodeHooks(hooked))
  const wget = await file('wgetrc', `ca_certificate = ${ca}\n`)
  const store = parts.java ? await file('trust.jks', javaTrustStore(front.ca)) : null
  const proxy = await createConnectProxy(front.port)
  const address = `http://127.0.0.1:${proxy.port}`
  const { JAVA_TOOL_OPTIONS: ownJava } = environment
  const told: Readonly<Record<string, string>> = {
    ...Object.fromEntries(proxies.map((name) => [name, address])),
    ...Object.fromEntries(authorityFiles.map((name) => [name, ca])),
    WGETRC: wget,
    ...(store === null
      ? {}
      : { JAVA_TOOL_OPTIONS: [ownJava, javaOptions(proxy.port, store)].filter(Boolean).join(' ') }),
  }
  const untouched = Object.entries(environment).filter(([name]) => !removed.has(name) || kept.includes(name))
  const wanted = Object.entries(told).filter(([name]) => !kept.includes(name))
  return {
    environment: {
      ...Object.fromEntries(untouched),
      ...Object.fromEntries(wanted),
      ...preloading(environment, { node, python }),
    },
    async refused() {
      return [...new Set([...proxy.refused, ...(await writtenLines(log))])]
    },
    async tls() {
      return connectionsIn(await writtenLines(tlsLog))
    },
    close: () => proxy.close(),
  }
}

/** Each host and outcome once. */
function connectionsIn(lines: readonly string[]): readonly TlsConnection[] {
  return [...new Set(lines)].flatMap((line) => {
    const [how, host] = line.split(' ')
    return host === undefined ? [] : [{ host, verified: how === 'verified' }]
  })
}
