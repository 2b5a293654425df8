// A request of a field case, and what a mock made of it.
import { type HttpReply, type HttpRequest, headerOf } from '../../src/server/protocol/message.js'
import type { mockWith } from './mock.js'

export type Mock = ReturnType<typeof mockWith>

/** What is worth comparing about one answer. */
export interface Answered {
  readonly status: number
  /** `page`: HTML and no redirect. `redirect`: with a code or an error. `json`: anything else. */
  readonly kind: 'page' | 'redirect' | 'json'
  /** The OAuth error code, or the code of the API; null where nothing was refused. */
  readonly error: string | null
  /** What the client reads: `error_description`, or that of the challenge of the API. */
  readonly description: string
  /** What the log says: every sentence and every fix. */
  readonly log: string
  readonly kinds: readonly string[]
  readonly cause: number | null
  readonly reply: HttpReply
}

function describedIn(reply: HttpReply): {
  error: string | null
  description: string
  kind: Answered['kind']
} {
  const location = headerOf(reply, 'location')
  if (location !== undefined) {
    const found = new URL(location).searchParams
    return { kind: 'redirect', error: found.get('error'), description: found.get('error_description') ?? '' }
  }
  if (headerOf(reply, 'content-type')?.startsWith('text/html'))
    return { kind: 'page', error: null, description: '' }
  const body = reply.body === '' ? {} : JSON.parse(reply.body)
  const challenge = /error_description="([^"]*)"/.exec(headerOf(reply, 'www-authenticate') ?? '')?.[1]
  const description = body.error_description ?? challenge ?? body.message ?? ''
  return { kind: 'json', error: body.error ?? body.code ?? null, description }
}

/** Sends `request` to `mock`. */
export async function askFor({ ask, recorder }: Mock, request: HttpRequest): Promise<Answered> {
  const reply = await ask(request)
  const outcome = recorder.exchanges.at(-1)?.outcome
  const mistakes = outcome?.mistakes ?? []
  return {
    status: reply.status,
    ...describedIn(reply),
    log: mistakes.map(({ sentence, fix }) => `${sentence}. ${fix}`).join(' | '),
    kinds: mistakes.map(({ kind }) => kind),
    cause: outcome?.cause ?? null,
    reply,
  }
}

/** The same request, as it arrives at `host`. */
export function at(host: string, request: HttpRequest): HttpRequest {
  return { ...request, origin: `https://${host}`, headers: [['Host', host], ...request.headers] }
}
