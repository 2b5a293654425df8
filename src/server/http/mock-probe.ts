// Looks whether a mock runs somewhere, and who is registered there.
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

/** What was found at a URL. */
export type Found =
  /** Nobody listens. */
  | { readonly kind: 'nothing' }
  /** Somebody else. */
  | { readonly kind: 'other' }
  | {
      readonly kind: 'mock'
      readonly url: string
      /** The client that SDKs would use; null where the mock does not tell. */
      readonly clientId: string | null
      /** False where its certificate is not one of the CA that was given. */
      readonly trusted: boolean
    }

interface Answer {
  readonly status: number
  readonly body: string
}

/** Longer than a mock on the same machine takes, in milliseconds. */
const patience = 2000
const mostRead = 1_000_000

/** Asks the mock at `url` for its health and its clients. `ca` is the certificate of its CA, where that is known. */
export async function findMock(url: string, ca: string | null): Promise<Found> {
  const trusting = await asked(url, '/_mock/health', ca, true)
  // Health is no secret: it may be asked of somebody whose name is not proven.
  const trusted = trusting !== 'untrusted'
  const health = trusted ? trusting : await asked(url, '/_mock/health', ca, false)
  if (health === null || health === 'untrusted') return { kind: 'nothing' }
  if (!isHealth(health)) return { kind: 'other' }
  const clients = await asked(url, '/_mock/clients', ca, trusted)
  return { kind: 'mock', url, clientId: clientIn(clients), trusted }
}

function isHealth({ status, body }: Answer): boolean {
  const value = parsed(body)
  return status === 200 && isObject(value) && value['status'] === 'ok'
}

/** The first client of users; a client that acts for itself is of no use to a login. */
function clientIn(answer: Answer | 'untrusted' | null): string | null {
  const value =
    answer === null || answer === 'untrusted' || answer.status !== 200 ? null : parsed(answer.body)
  const items = isObject(value) && Array.isArray(value['items']) ? value['items'].filter(isObject) : []
  const chosen = items.find((item) => item['grantType'] === 'CODE') ?? items[0]
  return typeof chosen?.['id'] === 'string' ? chosen['id'] : null
}

/** Null where nobody answers; `untrusted` where somebody does and the certificate is not to be trusted. */
function asked(
  url: string,
  path: string,
  ca: string | null,
  verify: boolean,
): Promise<Answer | 'untrusted' | null> {
  const secure = url.startsWith('https:')
  const options = { timeout: patience, agent: false as const, headers: { connection: 'close' } }
  const tls = { rejectUnauthorized: verify, ...(ca === null ? {} : { ca }) }
  return new Promise((resolve) => {
    const target = new URL(path, url)
    const request = secure ? requestHttps(target, { ...options, ...tls }) : requestHttp(target, options)
    request.on('error', (error: NodeJS.ErrnoException) =>
      resolve(secure && isAboutTrust(error) ? 'untrusted' : null),
    )
    request.on('timeout', () => request.destroy())
    request.on('response', (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk
        if (body.length > mostRead) request.destroy()
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
      response.on('close', () => resolve(null))
    })
    request.end()
  })
}

/** The codes of OpenSSL and Node.js for a certificate that cannot be verified. */
function isAboutTrust({ code = '' }: NodeJS.ErrnoException): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ALTNAME/.test(code)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
