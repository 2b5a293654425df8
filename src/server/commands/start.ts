// The command `start`: runs the mock until it is asked to stop.
import {
  exitCodes,
  type GivenFlags,
  type Io,
  sentenceOf,
  UsageError,
  version,
} from '../../command-line/index.js'
import { AuthorityFileError } from '../http/authority-file-error.js'
import { ListenError, PortTakenError } from '../http/listener.js'
import { createMockServer, type MockServer } from '../mock-server.js'
import { OptionsError } from '../options.js'
import type { Client } from '../protocol/client.js'
import { logLine, printable } from '../protocol/log-line.js'
import { nameOfScenario } from '../scenarios/index.js'
import { KeyFileError } from '../tokens/key-file.js'
import { withCaFolder } from './ca-folder.js'
import { readConfigFile } from './config-file.js'
import { startOptions } from './start-options.js'

/** Runs the command; see `start.command.ts` for its flags. Resolves when the mock has stopped. */
export async function run(flags: GivenFlags, io: Io): Promise<number> {
  const { mock, tokenWasGiven } = mockFor(flags, io)
  const json = flags.switch('json')
  mock.onFault((fault) => io.err(`gc-mock-oauth: a fault of the mock: ${sentenceOf(fault)}\n`))
  if (!json) {
    mock.onExchange((exchange) => io.err(`${logLine(exchange)}\n`))
    mock.onNotice((notice) => io.err(`gc-mock-oauth: ${printable(notice)}\n`))
  }
  await listen(mock, io)
  try {
    const clients = await mock.clients()
    const madeToken = tokenWasGiven ? null : mock.adminToken
    io.out(json ? readyLine(mock, clients, madeToken) : banner(mock, clients, madeToken))
    await aborted(io.signal)
  } finally {
    await mock.stop()
  }
  return exitCodes.success
}

/** A token of the user's own is not printed: logs are read by others. */
function mockFor(flags: GivenFlags, io: Io): { mock: MockServer; tokenWasGiven: boolean } {
  const config = flags.text('config')
  const file = config === undefined ? null : readConfigFile(config, io.cwd)
  const { options: given, problemOf } = startOptions(flags, file)
  const options = withCaFolder(given, io)
  try {
    const mock = createMockServer(options as Parameters<typeof createMockServer>[0])
    return { mock, tokenWasGiven: mock.adminToken !== null && hasToken(options) }
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error
    throw new UsageError(error.details.map(problemOf))
  }
}

function hasToken(options: unknown): boolean {
  return typeof options === 'object' && options !== null && 'adminToken' in options
}

async function listen(mock: MockServer, { platform }: Io): Promise<void> {
  try {
    await mock.start()
  } catch (error) {
    if (error instanceof PortTakenError) {
      const hint = 'choose another one with --port, or --port 0 for any that is free'
      const [system = ''] = platform.split(' ')
      const { holderOf } = await import('./port-holder.js')
      const holder = (await holderOf(error.port, system)) ?? 'another program'
      throw new UsageError([{ problem: `--port: port ${error.port} is taken by ${holder}`, hint }])
    }
    if (error instanceof ListenError) throw new UsageError([{ problem: error.message }])
    if (error instanceof AuthorityFileError) throw new UsageError([{ problem: `--https: ${error.message}` }])
    if (error instanceof KeyFileError) throw new UsageError([{ problem: `--data-dir: ${error.message}` }])
    throw error
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function readyLine(mock: MockServer, clients: readonly Client[], madeToken: string | null): string {
  const line = {
    url: mock.url,
    port: mock.port,
    addresses: mock.addresses.open,
    clientId: clients[0]?.id ?? null,
    user: mock.users[0]?.email ?? null,
    scenario: nameOfScenario(mock.scenario),
    ...(madeToken === null ? {} : { adminToken: madeToken }),
    ...(mock.ca === null ? {} : { caFile: mock.ca.file }),
  }
  return `${JSON.stringify(line)}\n`
}

/** More clients than these are not listed one by one. */
const mostListed = 20

function banner(mock: MockServer, clients: readonly Client[], madeToken: string | null): string {
  const { scenario, addresses, users, ca } = mock
  const { hostname, protocol } = new URL(mock.url)
  const missing = addresses.missing.map((address) => `  This machine has no ${address}.\n`)
  const misbehaviour = scenario.get().map(({ what, user, left }) => {
    const whom = user === null ? '' : ` (for ${user})`
    return `  scenario    ${what}${whom}${left === null ? '' : ` (${left} times)`}\n`
  })
  const admin = madeToken === null ? [] : [`  admin token ${madeToken} (for /_mock/ from other machines)\n`]
  const trust = ca === null ? [] : [`  CA          ${ca.file} ("gc-mock-oauth ca" says how to trust it)\n`]
  const more = clients.length > mostListed ? [`  and ${clients.length - mostListed} further clients\n`] : []
  return [
    `gc-mock-oauth ${version} listens on ${mock.url} (${addresses.open.join(' and ')})\n`,
    ...missing,
    '\n',
    ...clients.slice(0, mostListed).map((client) => `  client id   ${client.id} (${describe(client)})\n`),
    ...more,
    `  user        ${users[0]?.email ?? ''} (${howLoggedIn(mock)})\n`,
    ...misbehaviour,
    ...admin,
    ...trust,
    `  SDK         client.setGateway({ host: '${hostname}', protocol: '${protocol.slice(0, -1)}', port: ${mock.port} })\n`,
    '\n',
    '  Every request is logged here. Ctrl+C ends the mock.\n',
  ].join('')
}

function howLoggedIn({ policy }: MockServer): string {
  return policy.interactive ? 'logs in on the login page' : 'logged in without being asked'
}

function describe({ secret, anyLoopbackRedirect }: Client): string {
  const kind = secret === undefined ? 'public' : 'confidential'
  return anyLoopbackRedirect ? `${kind}, any loopback redirect URI` : kind
}
