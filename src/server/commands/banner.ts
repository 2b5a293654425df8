// What `start` says when the mock is ready: a banner for people, or one line for programs.
import { version } from '../../command-line/index.js'
import type { MockServer } from '../mock-server.js'
import type { Client } from '../protocol/client.js'
import { printable } from '../protocol/log-line.js'
import { nameOfScenario } from '../scenarios/index.js'

/** A mock that listens, and what is to be said of it. */
export interface Ready {
  readonly mock: MockServer
  readonly clients: readonly Client[]
  /** Null where the user has a token of their own: logs are read by others. */
  readonly madeToken: string | null
  /** The config file that was read, absolute; null where there was none. */
  readonly configFile: string | null
}

/** One line of JSON. */
export function readyLine({ mock, clients, madeToken, configFile }: Ready): string {
  const line = {
    url: mock.url,
    port: mock.port,
    addresses: mock.addresses.open,
    clientId: clients[0]?.id ?? null,
    user: mock.users[0]?.email ?? null,
    scenario: nameOfScenario(mock.scenario),
    ...(madeToken === null ? {} : { adminToken: madeToken }),
    ...(mock.ca === null ? {} : { caFile: mock.ca.file }),
    ...(configFile === null ? {} : { configFile }),
  }
  return `${JSON.stringify(line)}\n`
}

/** More clients than these are not listed one by one. */
const mostListed = 20

/** A few lines, with the line that points an SDK at the mock. `log` says what is logged where. */
export function banner({ mock, clients, madeToken, configFile }: Ready, log: string): string {
  const { scenario, addresses, users, ca } = mock
  const { hostname, protocol } = new URL(mock.url)
  const missing = addresses.missing.map((address) => `  This machine has no ${address}.\n`)
  const misbehaviour = scenario.get().map(({ what, user, left }) => {
    const whom = user === null ? '' : ` (for ${user})`
    return `  scenario    ${what}${whom}${left === null ? '' : ` (${left} times)`}\n`
  })
  const admin = madeToken === null ? [] : [`  admin token ${madeToken} (for /_mock/ from other machines)\n`]
  const trust = ca === null ? [] : [`  CA          ${ca.file} ("gc-mock-oauth ca" says how to trust it)\n`]
  const config = configFile === null ? [] : [`  config      ${printable(configFile)}\n`]
  const more = clients.length > mostListed ? [`  and ${clients.length - mostListed} further clients\n`] : []
  return [
    `gc-mock-oauth ${version} listens on ${mock.url} (${addresses.open.join(' and ')})\n`,
    ...missing,
    '\n',
    ...config,
    ...clients.slice(0, mostListed).map((client) => `  client id   ${client.id} (${describe(client)})\n`),
    ...more,
    `  user        ${users[0]?.email ?? ''} (${howLoggedIn(mock)})\n`,
    ...misbehaviour,
    ...admin,
    ...trust,
    `  SDK         client.setGateway({ host: '${hostname}', protocol: '${protocol.slice(0, -1)}', port: ${mock.port} })\n`,
    '\n',
    `  ${log} Ctrl+C ends the mock.\n`,
  ].join('')
}

function howLoggedIn({ policy }: MockServer): string {
  return policy.interactive ? 'logs in on the login page' : 'logged in without being asked'
}

function describe({ secret, anyLoopbackRedirect }: Client): string {
  const kind = secret === undefined ? 'public' : 'confidential'
  return anyLoopbackRedirect ? `${kind}, any loopback redirect URI` : kind
}
