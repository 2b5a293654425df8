// Flows: the exchanges of one login tied together, with what the mock noticed about it.
import { type ExchangeView, viewExchange } from './exchange-view.js'
import type { Mask } from './protocol/mask.js'
import { headerOf } from './protocol/message.js'
import type { Exchange } from './recorder.js'
import type { Owner } from './state/observed.js'

/** One login from its beginning to its last API call. */
export interface Flow {
  /** Id of the login; `exchange-N` for a request that began none. */
  readonly id: string
  readonly clientId: string | null
  /** E-mail address; null while unknown, and for a client that acts for itself. */
  readonly user: string | null
  /** ISO 8601, by the clock of the mock. */
  readonly begunAt: string
  /** `refused` when its latest exchange was, otherwise `granted`. */
  readonly state: 'granted' | 'refused'
  /** Oldest first; at most as many as the recorder keeps. */
  readonly exchanges: readonly ExchangeView[]
  /** What the mock noticed about the login as a whole, in sentences. */
  readonly notes: readonly string[]
}

/** What is known of logins besides their exchanges. */
export interface FlowFacts {
  readonly ownerOf: (family: string) => Owner | undefined
  readonly notesOf: (family: string) => readonly string[]
}

/** The exchanges of one login, oldest first. */
export interface Tied {
  /** As in `Flow`. */
  readonly id: string
  readonly exchanges: readonly Exchange[]
}

interface Growing extends Tied {
  readonly exchanges: Exchange[]
}

/**
 * Ties the exchanges of each login together, in the order of their first ones. An exchange belongs to its login; one without a login to the
 * exchange that caused its refusal; a refused beginning of a login is a flow of its own. What belongs to no login
 * (metadata, health) is in none.
 */
export function tiedIn(exchanges: readonly Exchange[]): readonly Tied[] {
  const flows = new Map<string, Growing>()
  const flowOfExchange = new Map<number, Growing>()
  for (const exchange of exchanges) {
    const tied = tie(exchange, flows, flowOfExchange)
    if (tied === null) continue
    tied.exchanges.push(exchange)
    flowOfExchange.set(exchange.number, tied)
  }
  return [...flows.values()]
}

function tie(
  { number, endpoint, outcome }: Exchange,
  flows: Map<string, Growing>,
  flowOfExchange: ReadonlyMap<number, Growing>,
): Growing | null {
  const caused = outcome.cause === null ? undefined : flowOfExchange.get(outcome.cause)
  const begins = endpoint?.startsWith('oauth-') && outcome.kind === 'refused'
  const id = outcome.login ?? caused?.id ?? (begins ? `exchange-${number}` : null)
  if (id === null) return null
  const known = flows.get(id)
  if (known !== undefined) return known
  const tied = { id, exchanges: [] }
  flows.set(id, tied)
  return tied
}

/** Makes a login readable, with marks in the place of secrets. */
export function viewFlow({ id, exchanges }: Tied, { ownerOf, notesOf }: FlowFacts, mask: Mask): Flow {
  const owner = ownerOf(id)
  const views = exchanges.map((exchange) => viewExchange(exchange, mask))
  return {
    id,
    clientId: owner?.clientId ?? clientIn(views),
    user: owner?.user ?? null,
    begunAt: views[0]?.at ?? '',
    state:
      exchanges.at(-1)?.outcome.kind === 'refused' || wasPlayedOn(exchanges.at(-1)) ? 'refused' : 'granted',
    exchanges: views,
    notes: notesOf(id),
  }
}

/** Whether a scenario sent an error in the place of a success. */
function wasPlayedOn(exchange: Exchange | undefined): boolean {
  if (exchange?.scenario === undefined) return false
  return exchange.sent.status >= 400 || /[?&]error=/.test(headerOf(exchange.sent, 'location') ?? '')
}

/** The client that the requests name, where the mock knows of no login. */
function clientIn(views: readonly ExchangeView[]): string | null {
  const named = views.flatMap(({ request: { query, body } }) => [
    ...query,
    ...(body.kind === 'form' ? body.parameters : []),
  ])
  return named.find(([name]) => name === 'client_id')?.[1] ?? null
}
