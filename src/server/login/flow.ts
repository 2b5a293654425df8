// The login that a login page belongs to, so that the page and what follows from it are told as one.
import type { EndpointContext } from '../endpoints/endpoint.js'
import { randomId } from '../tokens/opaque.js'

export interface Flow {
  /** The id of the login. */
  readonly id: string
  /** Number of the authorize exchange. */
  readonly exchange: number
}

type Place = Pick<EndpointContext, 'exchanges' | 'exchange' | 'ports'>

/** A login that begins with this exchange. */
export function newFlow({ exchange, ports }: Place): Flow {
  return { id: randomId(ports.random), exchange }
}

/**
 * The login that a form names, if it is one that waits for its form; otherwise a new one, as for a form that
 * was sent twice: each code belongs to a login of its own.
 */
export function flowNamed(id: string | null, place: Place): Flow {
  const seen = id === null ? [] : place.exchanges.filter(({ outcome }) => outcome.login === id)
  const [first] = seen
  const waits = seen.every(
    ({ endpoint, outcome }) => endpoint === 'oauth-authorize' && outcome.kind !== 'granted',
  )
  return id !== null && first !== undefined && waits ? { id, exchange: first.number } : newFlow(place)
}
