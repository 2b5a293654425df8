// The hop from the login service to the redirect URI of a client: by a browser where it can, else as the client asks.
import type { Clock } from '../../server/index.js'
import type { Callback } from '../transcript.js'
import type { Delivery } from './delivery.js'
import { isLoopback } from './login-url.js'
import { codeOf, type Page, type Step } from './page-loader.js'

type Answer = Callback['answer']

export interface HopTools {
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Other ways to bring a callback to the client; none when left out. */
  readonly delivery: Delivery | undefined
  /** Loads a page of the client as a browser does that comes from another site. */
  load(step: Step): Promise<Page>
}

export interface Hop {
  readonly answer: Answer
  /** What the client showed; null where no page came. */
  readonly page: Page | null
}

/** Why no browser on this machine can open a redirect URI, or null when one can. */
function undeliverable(url: string): string | null {
  const address = URL.canParse(url) ? new URL(url) : null
  if (!address) return 'the redirect URI is not an absolute URL'
  if (!/^https?:$/.test(address.protocol))
    return `the redirect URI has the scheme ${address.protocol} which needs the app itself`
  return isLoopback(address) ? null : `${address.host} is not this machine`
}

async function failedAnswer(error: unknown, url: string, delivery: Delivery | undefined): Promise<Answer> {
  const code = codeOf(error)
  if (code !== 'ECONNREFUSED')
    return { kind: 'dropped', why: `the connection ended before an answer (${code})` }
  const why = (await delivery?.nobody(url)) ?? `nothing listens on ${new URL(url).host}`
  return { kind: 'unreachable', why }
}

/** Brings a callback to the client, and tells what came of it. Never rejects. */
export async function hopToClient(step: Step, tools: HopTools): Promise<Hop> {
  const { clock, signal, delivery } = tools
  const typed = () => delivery?.type(step.url, signal) ?? Promise.resolve(null)
  const why = undeliverable(step.url)
  if (why !== null) return { answer: (await typed()) ?? { kind: 'not-delivered', why }, page: null }
  const stranger = await delivery?.stranger(step.url)
  if (stranger) return { answer: { kind: 'not-delivered', why: stranger }, page: null }
  try {
    const page = await tools.load(step)
    return { answer: { kind: 'answered', status: page.status, at: clock.now() }, page }
  } catch (error) {
    const answer = await failedAnswer(error, step.url, delivery)
    const instead = answer.kind === 'unreachable' ? await typed() : null
    return { answer: instead ?? answer, page: null }
  }
}
