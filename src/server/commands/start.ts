// The command `start`: runs the mock until it is asked to stop.
import { exitCodes, type GivenFlags, type Io, UsageError, version } from '../../command-line/index.js'
import { ListenError, PortTakenError } from '../http/listener.js'
import { createMockServer, type MockServer } from '../mock-server.js'
import { OptionsError } from '../options.js'
import type { Client } from '../protocol/client.js'
import { logLine } from '../protocol/log-line.js'
import { KeyFileError } from '../tokens/key-file.js'

/** Runs the command; see `start.command.ts` for its flags. Resolves when the mock has stopped. */
export async function run(flags: GivenFlags, io: Io): Promise<number> {
  const mock = mockFor(flags)
  const json = flags.switch('json')
  mock.onFault((fault) => io.err(`gc-mock-oauth: a fault of the mock: ${sentenceOf(fault)}\n`))
  if (!json) mock.onExchange((exchange) => io.err(`${logLine(exchange)}\n`))
  await listen(mock)
  try {
    const clients = await mock.clients()
    io.out(json ? readyLine(mock, clients) : banner(mock, clients))
    await aborted(io.signal)
  } finally {
    await mock.stop()
  }
  return exitCodes.success
}

function mockFor(flags: GivenFlags): MockServer {
  const port = flags.text('port')
  const options = {
    // What is no number stays text, so that the message shows it as it was typed.
    port: port !== undefined && /^\d+$/.test(port) ? Number(port) : port,
    host: flags.text('host'),
    scenario: flags.text('scenario'),
  }
  try {
    return createMockServer(options as Parameters<typeof createMockServer>[0])
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error
    throw new UsageError(error.problems.map((problem) => ({ problem: `--${problem}` })))
  }
}

async function listen(mock: MockServer): Promise<void> {
  try {
    await mock.start()
  } catch (error) {
    if (error instanceof PortTakenError) {
      const hint = 'choose another one with --port, or --port 0 for any that is free'
      throw new UsageError([{ problem: `--port: ${error.message}`, hint }])
    }
    if (error instanceof ListenError || error instanceof KeyFileError) {
      throw new UsageError([{ problem: error.message }])
    }
    throw error
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function sentenceOf(fault: unknown): string {
  const message = fault instanceof Error ? fault.message : String(fault)
  return message.split('\n')[0] ?? ''
}

function readyLine(mock: MockServer, clients: readonly Client[]): string {
  const { id, variant } = mock.scenario
  const line = {
    url: mock.url,
    port: mock.port,
    addresses: mock.addresses.open,
    clientId: clients[0]?.id ?? null,
    user: mock.users[0]?.email ?? null,
    scenario: variant === null ? id : `${id}/${variant}`,
  }
  return `${JSON.stringify(line)}\n`
}

function banner(mock: MockServer, clients: readonly Client[]): string {
  const { scenario, addresses, users } = mock
  const { hostname } = new URL(mock.url)
  const missing = addresses.missing.map((address) => `  This machine has no ${address}.\n`)
  const misbehaviour = scenario.id === 'honest' ? [] : [`  scenario    ${scenario.what}\n`]
  return [
    `gc-mock-oauth ${version} listens on ${mock.url} (${addresses.open.join(' and ')})\n`,
    ...missing,
    '\n',
    ...clients.map((client) => `  client id   ${client.id} (${describe(client)})\n`),
    `  user        ${users[0]?.email ?? ''} (logged in without being asked)\n`,
    ...misbehaviour,
    `  SDK         client.setGateway({ host: '${hostname}', protocol: 'http', port: ${mock.port} })\n`,
    '\n',
    '  Every request is logged here. Ctrl+C ends the mock.\n',
  ].join('')
}

function describe({ secret, anyLoopbackRedirect }: Client): string {
  const kind = secret === undefined ? 'public' : 'confidential'
  return anyLoopbackRedirect ? `${kind}, any loopback redirect URI` : kind
}
