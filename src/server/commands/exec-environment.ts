// What a command under `exec` finds in its environment: where the mock is, and how to trust it.
import type { Client } from '../protocol/client.js'
import { regions } from '../protocol/regions.js'
import { execVariables } from './exec.command.js'

type Environment = Readonly<Record<string, string | undefined>>

/** Files by which a program trusts the CA of the mock. */
export interface TrustFiles {
  /** The certificate of the CA alone. */
  readonly ca: string
  /** For variables that add to the authorities a program knows. */
  readonly added: string
  /** For variables that take the place of them: it has the others too. */
  readonly whole: string
}

export interface WiredMock {
  readonly url: string
  /** The first client that is registered; undefined where there is none. */
  readonly client: Client | undefined
  /** Null over plain http. */
  readonly trust: TrustFiles | null
}

export const runVariable = 'GC_MOCK_OAUTH_RUN'

/**
 * The whole environment of the command: `own`, with the variables of this mock. The names with GC_PKCE are those
 * by which the conformance kit starts a client, so that the same client runs under both.
 */
export function execEnvironment(own: Environment, mock: WiredMock, run: string): Record<string, string> {
  const { url, client, trust } = mock
  const kept = Object.entries(own).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !execVariables.some((name) => name === entry[0]),
  )
  return {
    ...Object.fromEntries(kept),
    [runVariable]: run,
    GC_MOCK_OAUTH_URL: url,
    GC_PKCE_LOGIN_URL: url,
    GC_PKCE_API_URL: url,
    GC_PKCE_REGION: domainOf(client?.region),
    ...(client === undefined ? {} : ofClient(client)),
    ...withoutProxy(own),
    ...(trust === null ? { OAUTHLIB_INSECURE_TRANSPORT: '1' } : trusting(trust)),
  }
}

function ofClient({ id, secret, redirectUris }: Client): Record<string, string> {
  const redirect = redirectUris.find(isOwnPort)
  return {
    GC_MOCK_OAUTH_CLIENT_ID: id,
    GC_PKCE_CLIENT_ID: id,
    ...(secret === undefined ? {} : { GC_MOCK_OAUTH_CLIENT_SECRET: secret }),
    ...(redirect === undefined ? {} : { GC_PKCE_REDIRECT_URI: redirect }),
  }
}

/** A redirect URI on which a command of this machine can listen, because it names the port. */
function isOwnPort(uri: string): boolean {
  return /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+(?:\/|$)/.test(uri)
}

function domainOf(named: string | undefined): string {
  const region = regions.find(({ aws, domain }) => named === aws || named === domain)
  return (region ?? regions[0]).domain
}

/** A proxy would look for the mock on its own machine. */
function withoutProxy(own: Environment): Record<string, string> {
  const present = (own['no_proxy'] ?? own['NO_PROXY'] ?? '').trim()
  const value = [...(present === '' ? [] : [present]), 'localhost', '127.0.0.1', '::1'].join(',')
  return present === '*' ? {} : { NO_PROXY: value, no_proxy: value }
}

function trusting({ ca, added, whole }: TrustFiles): Record<string, string> {
  return {
    GC_MOCK_OAUTH_CA_FILE: ca,
    NODE_EXTRA_CA_CERTS: added,
    DENO_CERT: added,
    SSL_CERT_FILE: whole,
    REQUESTS_CA_BUNDLE: whole,
    CURL_CA_BUNDLE: whole,
  }
}
