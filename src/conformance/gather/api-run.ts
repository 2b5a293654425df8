// Shows an application that accepts tokens one token after another, each with one flaw, signed by a mock of its own.
import {
  type Clock,
  createMockServer,
  type MockServer,
  type ServerOptions,
  scenarios,
} from '../../server/index.js'
import { type ApiCall, type ApiRun, isAccepted } from '../api-calls.js'
import { callApi } from './api-caller.js'

export interface ApiTarget {
  /** What is asked for, by GET. */
  readonly url: string
  /** Port of the mock, which the application knows. */
  readonly port: number
  readonly issuer?: string
  readonly audience?: string
  /** Waits a minute for new keys to be fetched. */
  readonly full: boolean
  readonly signal: AbortSignal
  readonly clock: Clock
  /** Called as each token is sent. */
  onToken(variant: string, index: number, of: number): void
}

const client = {
  id: 'gc-pkce-check-api',
  name: 'gc-pkce-check',
  secret: 'not-a-real-secret',
  grantType: 'CLIENT-CREDENTIALS',
  redirectUris: [],
} as const

/** Tokens with made-up kids that are sent: so many fetches are no accident. */
const unknownKids = 20

/** How often a token of a new key is tried in a full run, and how many milliseconds lie between. */
const rotations = { count: 13, pause: 5_000 }

/** Characters of header and claims that are told of a token. */
const shownOfToken = 400

function optionsOf({ port, issuer, audience }: ApiTarget): ServerOptions {
  return {
    port,
    clients: [client],
    ...(issuer === undefined ? {} : { issuer }),
    ...(audience === undefined ? {} : { audience }),
  }
}

/** A token of the mock, with the flaw of the scenario in force. */
async function tokenFrom(mock: MockServer): Promise<string> {
  const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64')
  const response = await fetch(`${mock.url}/oauth/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${basic}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  })
  const answer: unknown = await response.json()
  const token =
    typeof answer === 'object' && answer !== null && 'access_token' in answer ? answer.access_token : null
  if (typeof token !== 'string') throw new Error(`the mock gave no token: status ${response.status}`)
  return token
}

function shownToken(token: string): string {
  const parts = token.split('.').slice(0, 2)
  const text = parts.map((part) => Buffer.from(part, 'base64url').toString('utf8')).join(' ')
  return text.length > shownOfToken ? `${text.slice(0, shownOfToken)}…` : text
}

/** What the application asked the mock for since `from`, which is no token. */
function askedSince(mock: MockServer, from: number) {
  const asked = mock.exchanges.filter(({ number, endpoint }) => number > from && endpoint !== 'oauth-token')
  return {
    keyFetches: asked.filter(({ endpoint }) => endpoint === 'well-known-jwks.json').length,
    elsewhere: asked
      .filter(({ request }) => request.path.startsWith('/gc-canary'))
      .map(({ request }) => `${request.origin}${request.path}?${request.query}`),
  }
}

/** Everything that is shown, in its order: what fills caches comes last. */
function variantsIn(): readonly string[] {
  const all = scenarios.find(({ id }) => id === 'token-acceptor')?.variants.map(({ id }) => id) ?? []
  const late = ['key-rotated', 'kid-unknown']
  return [...all.filter((id) => !late.includes(id)), ...late]
}

/** The calls of one run against one mock. */
function caller(mock: MockServer, target: ApiTarget) {
  const send = async (variant: string | null): Promise<Omit<ApiCall, 'goodAfter'>> => {
    mock.scenario.set(variant === null || variant === 'no-token' ? 'honest' : `token-acceptor/${variant}`)
    const token = variant === 'no-token' ? null : await tokenFrom(mock)
    mock.scenario.set('honest')
    const from = mock.exchanges.at(-1)?.number ?? 0
    const answer = await callApi(target.url, token, target.signal)
    return {
      variant,
      ...answer,
      token: token === null ? '' : shownToken(token),
      ...askedSince(mock, from),
    }
  }
  const call = async (variant: string | null): Promise<ApiCall> => {
    const sent = await send(variant)
    if (variant === null) return { ...sent, goodAfter: sent.status }
    // A key that was rotated stays: whether a token of it is good is the very question.
    if (variant === 'key-rotated') return { ...sent, goodAfter: sent.status }
    const { status } = await send(null)
    return { ...sent, goodAfter: status }
  }
  return call
}

/** Waits for the application to fetch the new key, in full runs. */
async function rotated(call: (variant: string) => Promise<ApiCall>, target: ApiTarget) {
  const calls = [await call('key-rotated')]
  for (let tried = 1; target.full && tried < rotations.count && !target.signal.aborted; tried += 1) {
    const last = calls.at(-1)
    if (last !== undefined && isAccepted(last)) break
    await target.clock.sleep(rotations.pause)
    calls.push(await call('key-rotated'))
  }
  return calls
}

/**
 * Shows the application a good token, then each one with a flaw, and a good one after each of those. Where the first
 * good one is not accepted, nothing follows: a refusal would prove nothing.
 * @throws PortTakenError
 */
export async function gatherApiRun(target: ApiTarget): Promise<ApiRun> {
  const mock = createMockServer(optionsOf(target))
  await mock.start()
  try {
    const call = caller(mock, target)
    const control = await call(null)
    if (!isAccepted(control)) return { control, calls: [], full: target.full }
    const variants = variantsIn()
    const calls: ApiCall[] = []
    for (const [index, variant] of variants.entries()) {
      if (target.signal.aborted) break
      target.onToken(variant, index + 1, variants.length)
      if (variant === 'key-rotated') calls.push(...(await rotated(call, target)))
      else
        for (let sent = 0; sent < (variant === 'kid-unknown' ? unknownKids : 1); sent += 1)
          calls.push(await call(variant))
    }
    return { control, calls, full: target.full }
  } finally {
    await mock.stop()
  }
}
