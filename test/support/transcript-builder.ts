// Builds transcripts by hand. Every step is an honest one unless the test says otherwise:
// transcript().authorize().callback().token().api().ended()
import type { BrowserObservations } from '../../src/conformance/browser-observations.js'
import type { Observations } from '../../src/conformance/observations.js'
import type {
  Callback,
  ClientKind,
  EndingKind,
  ObservedExchange,
  Registration,
  SeededRuntime,
  Sender,
  TlsConnection,
  Transcript,
} from '../../src/conformance/transcript.js'
import type { HttpReply, Pair, Pairs } from '../../src/server/protocol/message.js'
import type { Mistake } from '../../src/server/protocol/mistake.js'

/** RFC 7636 Appendix B. */
export const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
export const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
export const clientId = '3f0c1f52-4d5e-4a6b-9d7e-0c1b2a394857'
export const redirectUri = 'http://127.0.0.1:8976/callback'
export const state = 'k3Rz9tQw7LmX2vBn'

/** Parameters to send; null leaves one out, a list sends it several times. */
export type Values = Readonly<Record<string, string | readonly string[] | null>>

interface Step {
  readonly method?: string
  readonly sender?: Sender
  /** Replaces the whole query, as on the request line. */
  readonly query?: string
  /** Headers that come after the usual ones; a null value removes a usual one. */
  readonly headers?: Readonly<Record<string, string | null>>
  /** Replaces the whole body. */
  readonly body?: string
  readonly refused?: boolean
  /** Granted only because the mock was forgiving. */
  readonly forgiven?: boolean
  /** What the mock found wrong. */
  readonly mistakes?: readonly Mistake[]
  /** What the scenario makes of the honest reply. */
  readonly sends?: Partial<ObservedExchange['sent']>
  /** Scheme and authority to which the request went. */
  readonly origin?: string
  /** Milliseconds later than it would be otherwise; every further exchange is later too. */
  readonly later?: number
}

interface AuthorizeStep extends Step {
  /** What the scenario makes of `state` in the reply: another value, or null to drop it. */
  readonly returnsState?: string | null
  /** The code to issue. */
  readonly issues?: string
  readonly reply?: HttpReply
  /** What the scenario sends in place of the honest reply. */
  readonly sends?: HttpReply
}

interface TokenStep extends Step {
  /** How the parameters travel. */
  readonly as?: 'form' | 'json' | 'multipart' | 'query'
  readonly basic?: string
  /** The access token to issue. */
  readonly issues?: string
  readonly path?: string
}

interface ApiStep extends Step {
  readonly path?: string
  /** The value of the Authorization header; null leaves it out. */
  readonly authorization?: string | null
}

interface Head {
  readonly scenario?: string
  readonly variant?: string | null
  readonly forgiving?: boolean
  readonly kind?: ClientKind
  readonly registration?: Partial<Registration>
  readonly observations?: Observations | null
  readonly browser?: BrowserObservations
  readonly seeded?: readonly SeededRuntime[]
  readonly tls?: readonly TlsConnection[]
}

function encode(values: Values): string {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((single): [string, string] => [name, single]),
  )
  return new URLSearchParams(pairs).toString()
}

function multipart(values: Values): string {
  const parts = [...new URLSearchParams(encode(values))].map(
    ([name, value]) => `--xyz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return `${parts.join('')}--xyz--\r\n`
}

const contentTypes = {
  form: 'application/x-www-form-urlencoded',
  json: 'application/json',
  multipart: 'multipart/form-data; boundary=xyz',
  query: null,
} as const

function headerList(usual: Record<string, string | null>, extra: Step['headers'] = {}): Pairs {
  return Object.entries({ ...usual, ...extra }).flatMap(([name, value]): Pair[] =>
    value === null ? [] : [[name, value]],
  )
}

function location(target: string, values: Values): string {
  const joint = target.includes('?') ? '&' : '?'
  return `${target}${joint}${encode(values)}`
}

function single(value: string | readonly string[] | null | undefined): string | null {
  return (typeof value === 'string' ? value : value?.[0]) ?? null
}

/** A transcript in the making; `ended` finishes it. */
class TranscriptBuilder {
  readonly #head: Head
  readonly #exchanges: ObservedExchange[] = []
  readonly #callbacks: Callback[] = []
  #code = 'no-code-was-issued'
  #redirectUri: string | null = redirectUri
  #location = redirectUri
  #token = 'no-token-was-issued'
  #late = 0

  constructor(head: Head) {
    this.#head = head
  }

  get #run(): string {
    return [this.#head.scenario ?? 'honest', this.#head.variant ?? ''].join('.')
  }

  #add(
    endpoint: string | null,
    path: string,
    step: Omit<Step, 'headers'> & { readonly headers: Pairs; readonly usualMethod: string },
    honest: HttpReply,
    sent = honest,
  ) {
    const number = this.#exchanges.length + 1
    this.#late += step.later ?? 0
    this.#exchanges.push({
      number,
      at: 1_760_000_000_000 + number * 100 + this.#late,
      endpoint,
      request: {
        method: step.method ?? step.usualMethod,
        origin: step.origin ?? 'http://127.0.0.1:7636',
        path,
        query: step.query ?? '',
        headers: step.headers,
        body: step.body ?? '',
      },
      honest,
      sent: step.sends === undefined ? sent : { ...sent, ...step.sends },
      outcome: {
        kind: step.refused ? 'refused' : 'granted',
        mistakes: step.mistakes ?? [],
        forgiven: step.forgiven ?? false,
        login: null,
        cause: null,
      },
      correlation: `correlation-${number}`,
      sender: step.sender ?? 'client',
    })
    return this
  }

  /** The authorization request, answered by a redirect with a code that no other run has. */
  authorize(values: Values = {}, step: AuthorizeStep = {}): this {
    const parameters: Values = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      state,
      ...values,
    }
    const code = step.issues ?? `code.${this.#run}.${this.#exchanges.length + 1}.Zq8fXw2s`
    const target = single(parameters['redirect_uri']) ?? redirectUri
    const given = single(parameters['state'])
    const answer = step.refused ? { error: 'invalid_request' } : { code }
    const reply = (returned: string | null | undefined): HttpReply => ({
      status: 302,
      headers: [['Location', location(target, { ...answer, state: returned ?? null })]],
      body: '',
    })
    const honest = step.reply ?? reply(given)
    const sent = step.sends ?? (step.returnsState === undefined ? honest : reply(step.returnsState))
    this.#code = code
    this.#redirectUri = single(parameters['redirect_uri'])
    this.#location = sent.headers[0]?.[1] ?? ''
    const query = step.query ?? encode(parameters)
    const headers = headerList({ Accept: 'text/html' }, step.headers)
    const request = { sender: 'user-agent', ...step, query, headers, usualMethod: 'GET' } as const
    return this.#add('oauth-authorize', '/oauth/authorize', request, honest, sent)
  }

  /** The hop to the redirect URI of the last authorize reply. */
  callback(
    answer: Callback['answer'] | number = 200,
    url = this.#location,
    about: Pick<Callback, 'role' | 'method'> = {},
  ): this {
    const at = 1_760_000_000_050 + this.#exchanges.length * 100
    const how =
      typeof answer === 'number' ? ({ kind: 'answered', status: answer, at: at + 5 } as const) : answer
    this.#callbacks.push({ url, ...about, at, afterExchange: this.#exchanges.length, answer: how })
    return this
  }

  /** The token request for the last code. */
  token(values: Values = {}, step: TokenStep = {}): this {
    const parameters: Values = {
      grant_type: 'authorization_code',
      code: this.#code,
      redirect_uri: this.#redirectUri,
      client_id: clientId,
      code_verifier: verifier,
      ...values,
    }
    const how = step.as ?? 'form'
    const bodies = {
      form: () => encode(parameters),
      json: () =>
        JSON.stringify(Object.fromEntries(Object.entries(parameters).filter(([, v]) => v !== null))),
      multipart: () => multipart(parameters),
      query: () => '',
    }
    const body = step.body ?? bodies[how]()
    const query = step.query ?? (how === 'query' ? encode(parameters) : '')
    const authorization =
      step.basic === undefined ? null : `Basic ${Buffer.from(step.basic, 'utf8').toString('base64')}`
    const headers = headerList(
      { 'Content-Type': contentTypes[how], Authorization: authorization },
      step.headers,
    )
    this.#token = step.issues ?? `token.${this.#run}.${this.#exchanges.length + 1}.Uy5kPd0v`
    const granted = { access_token: this.#token, token_type: 'bearer', expires_in: 86399 }
    const reply: HttpReply = {
      status: step.refused ? 400 : 200,
      headers: [['Content-Type', 'application/json']],
      body: JSON.stringify(step.refused ? { error: 'invalid_grant' } : granted),
    }
    const request = { ...step, query, body, headers, usualMethod: 'POST' }
    return this.#add('oauth-token', step.path ?? '/oauth/token', request, reply)
  }

  /** A call to the API with the last access token. */
  api(step: ApiStep = {}): this {
    const authorization = step.authorization === undefined ? `Bearer ${this.#token}` : step.authorization
    const headers = headerList({ Authorization: authorization }, step.headers)
    const reply: HttpReply = { status: step.refused ? 401 : 200, headers: [], body: '{}' }
    const request = { ...step, headers, usualMethod: 'GET' }
    return this.#add('api-v2-users-me', step.path ?? '/api/v2/users/me', request, reply)
  }

  /** A request to some other path of the mock. */
  request(path: string, step: Step = {}, endpoint: string | null = null): this {
    const reply: HttpReply = { status: 200, headers: [], body: '' }
    return this.#add(
      endpoint,
      path,
      { ...step, headers: headerList({}, step.headers), usualMethod: 'GET' },
      reply,
    )
  }

  /** Where the last authorize reply sent the browser. */
  get answeredAt(): string {
    return this.#location
  }

  /** The access token that was issued last, to be put where it does not belong. */
  get issuedToken(): string {
    return this.#token
  }

  /** The code that was issued last. */
  get issuedCode(): string {
    return this.#code
  }

  ended(kind: EndingKind = 'client-finished', exitCode: number | null = null): Transcript {
    const { scenario = 'honest', variant = null, forgiving = false, kind: client = 'native' } = this.#head
    return {
      schema: 'gc-pkce-check/transcript/1',
      scenario,
      variant,
      forgiving,
      kind: client,
      registration: {
        source: 'learned',
        clientId,
        redirectUri,
        confidential: false,
        ...this.#head.registration,
      },
      exchanges: [...this.#exchanges],
      callbacks: [...this.#callbacks],
      ...(this.#head.seeded === undefined ? {} : { seeded: this.#head.seeded }),
      ...(this.#head.tls === undefined ? {} : { tls: this.#head.tls }),
      output: { stdout: '', stderr: '', cut: false },
      observations: this.#head.observations ?? null,
      ...(this.#head.browser === undefined ? {} : { browser: this.#head.browser }),
      ending: { kind, what: `the run ended: ${kind}`, exitCode },
    }
  }
}

export function transcript(head: Head = {}): TranscriptBuilder {
  return new TranscriptBuilder(head)
}

/** A whole login in which nothing is wrong. */
export function honestLogin(head: Head = {}): Transcript {
  return transcript(head).authorize().callback().token().api().ended()
}
