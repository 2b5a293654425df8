// A client id that is not registered: which one was probably meant.
import type { Client } from '../client.js'
import type { Mistake } from '../mistake.js'
import { damage } from './damage.js'
import { mistake } from './kinds.js'
import { nearest } from './nearest.js'
import { placeholderMistake } from './placeholder.js'

/** How the id sent came of a registered one, or which registered one is near; empty when none is. */
function hintAt(clientId: string, ids: readonly string[]): string {
  for (const id of ids) {
    const how = damage(id, clientId)
    if (how !== null) return `; nearest is ${id}: ${how}`
  }
  const near = nearest(clientId, ids)
  if (near !== null) return `; nearest is ${near}`
  const [only] = ids
  const known = ids.length === 1 ? `; the only one is ${only}` : ''
  return only === undefined ? ', nor is any other' : known
}

/**
 * The mistake behind an unknown client id. The id sent is never printed, because a client that mixes up its
 * settings sends a secret there.
 */
export function unknownClientMistake(clientId: string, clients: readonly Client[]): Mistake {
  const placeholder = placeholderMistake('client_id', clientId)
  if (placeholder !== null) return placeholder
  if (clients.some((client) => client.secret === clientId)) return mistake('client-id-is-secret')
  const hint = hintAt(
    clientId,
    clients.map(({ id }) => id),
  )
  return mistake('client-unknown', { words: { hint } })
}
