// A client id that is not registered: which one was probably meant.
import type { Client } from '../client.js'
import type { Mistake } from '../mistake.js'
import { mistake } from './kinds.js'
import { nearest } from './nearest.js'
import { placeholderMistake } from './placeholder.js'

/**
 * The mistake behind an unknown client id. The id sent is never printed, because a client that mixes up its
 * settings sends a secret there.
 */
export function unknownClientMistake(clientId: string, clients: readonly Client[]): Mistake {
  const placeholder = placeholderMistake('client_id', clientId)
  if (placeholder !== null) return placeholder
  if (clients.some((client) => client.secret === clientId)) return mistake('client-id-is-secret')
  const ids = clients.map((client) => client.id)
  const near = nearest(clientId, ids)
  if (near !== null) return mistake('client-unknown', { words: { hint: `; nearest is ${near}` } })
  const [only] = ids
  const known = ids.length === 1 ? `; the only one is ${only}` : ''
  const hint = only === undefined ? ', nor is any other' : known
  return mistake('client-unknown', { words: { hint } })
}
